"""A local Discord: Discord's side of the wire, for any discord.py bot."""
