"""The articles for a program that speaks the Model Context Protocol (https://modelcontextprotocol.io), by its SDK.

`arguments` and `outputs` say what a tool takes and gives, as models of which the schemas are made; `tools` has the
tools over a `Library`, each a function of its arguments; `texts` says in words what they give; `resources` lists and
reads articles; `server` speaks the protocol over standard input and output, and works in a thread, so that it hears the
client meanwhile. Replies are those of the command line and of Discord. Nothing goes to anybody but the client.
"""
