"""The bot's features, a module each: its commands, events and buttons."""
