"""Languages in which questions are read: recognised, and put into English word by word."""
