"""What is shown on Discord and what is pressed there: replies as messages, controls and their handlers."""
