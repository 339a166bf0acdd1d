"""Conversations as text: who says or does what where, and what must come back. See docs/scripts.md."""
