"""The bot on Discord: the only room that imports discord."""
