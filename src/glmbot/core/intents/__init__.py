"""What a message wants that is no question to a passage: thanks, "tell me more", "which articles …", a cry for help.

An intent is a set of phrases in each language, as data. It is heard where its phrases and filler words cover the
message; how much may stand beside them, each intent says. `answering` gives the reply.
"""
