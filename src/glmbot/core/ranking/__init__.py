"""The candidates of a search, weighed.

The best 50 hits (100 where the question names a jurisdiction or a year; in a corpus of 50 passages, all) are measured
side by side in arrays by `FeatureExtractor`: rows are words of the question, columns candidates. `Signals` name what
was measured, and `Ranker` orders the candidates by their weighted sum. The weights stand in
`resources/coefficients.json`, fitted by `tools/fit_coefficients.py`; `docs/quality.md` has the figures.

Where the core is handed a `Reader`, the first eight are read with the mended question and ordered anew (`rereading`).
"""
