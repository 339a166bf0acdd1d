"""A question turned into a query.

`QueryParser` finds the language, mends spelling and chat words, reads idioms and acronyms, and gives each content
word the keys that may stand for it, with weights. A question that leans on the one before borrows its words, lighter.
"""
