"""All of the product that opens files or SQLite: resources, corpora, saved indexes, settings, the database."""
