"""Articles in: the bytes of a saved page, a copied text or an item's JSON, read into an article, or refused.

The way of an input, a module or a few for each step:

    inputs → decoding → kinds      which files there are, their text, and what they hold
    pages | texts | items | messages
                                   blocks (headings, paragraphs, rows), and what the page says of itself
    shaping → styles               where the article begins and ends (`edges`, `furniture`), its record (`fields`,
                                   `regions`, `signoffs`), its notes; a list of articles is refused
    drafts → corpus_writer         an article with warnings and what was taken off; into the folder, whole or not at all
    lint, remarks                  what `glmbot corpus check` tells of articles that are there
"""
