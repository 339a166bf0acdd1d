"""Text as words, tokens and terms, and what is known of words.

A word is folded into a token's form; its stem is the term that is searched; a key is one term or several side by
side. `lexicon` holds what may stand for a key (synonyms, abbreviations, places, idioms), `glossary` what the articles
themselves explain, `frequencies` how common a word is in general English, `vectors` how near two are in meaning.
"""
