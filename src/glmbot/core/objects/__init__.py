"""What programs read of a reply, a source, a quotation and a citation: JSON objects, every field always there.

The command line prints them (`--json`) and an MCP client is sent them. Fields may be added, never renamed.
"""
