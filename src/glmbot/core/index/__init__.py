"""Articles as arrays, and the search over them.

Theory of operation. `IndexBuilder` takes articles one by one and forgets their texts; what it makes is `IndexArrays`:
postings, the tokens of each sentence, titles, sources, labels, dates. Small corpora are indexed at each start; those
of 2 MB and more once, into a file that `storage` maps into memory. `CorpusIndex` gives passages, sentences and
sources from the arrays when they are asked for, and texts from the articles. Passages it asks of a `PassageEngine`
(`engine`), the seam where another engine than the embedded one fits; `Scope` tells an engine which articles to search.

rank_bm25 defines the scores, bit for bit: BM25Okapi with Lucene's idf, ln(1 + (N − n + 0.5) / (n + 0.5)), k1 = 0.6, b
= 0.75. A word of a question is a set of keys with weights, of which a passage gets the best, not the sum. `topk` sums
for every passage the levels of the question's words, weights rounded up to small whole numbers; terms that one
passage of ten has are held as rows, so that they are added at once. The sums bound the scores: they tell which few
passages can be among the k best, and only these are scored. Filters are masks over the passages.
"""
