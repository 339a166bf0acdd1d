"""Articles in: the bytes of a saved page, a copied text or an item's JSON, read into an article, or refused."""
