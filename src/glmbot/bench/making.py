"""A process that generates a corpus: article files, the saved index, terms for the engines, and questions."""

from pathlib import Path
from typing import Any, Final

import numpy as np

from glmbot.bench.corpus import GeneratedCorpus
from glmbot.bench.made import WARMING, Made
from glmbot.bench.questions import Asker
from glmbot.bench.shelved import GeneratedIndexBuilder
from glmbot.bench.timing import seconds_of
from glmbot.bench.words import Pieces
from glmbot.core.corpus.article_file import format_article
from glmbot.core.index.arrays import FlatArrays, IndexArrays, flatten
from glmbot.core.model import Article
from glmbot.core.text.glossary import GlossaryBuilder
from glmbot.storage.index_file import save_arrays
from glmbot.storage.lazy_articles import record_arrays, record_of
from glmbot.storage.resources import read_resources

_LABEL: Final = "generated"


class Role:
    """What the process does."""

    def __init__(self, folder: Path) -> None:
        self._made = Made(folder)

    def make(self, *, passages: int, questions: int, seed: int) -> dict[str, Any]:
        """Generate a corpus: its articles and terms, bytes of its index, seconds to generate and to save it."""
        told: dict[str, Any] = {}

        def generate() -> None:
            self._arrays, self._flat = self._generate(passages, questions, seed)

        told["generate"] = seconds_of(generate)
        told["save"] = seconds_of(lambda: save_arrays(self._made.index, self._flat, _LABEL))
        told["bytes"] = self._made.index.stat().st_size
        return {"articles": len(self._arrays.articles.ids), "terms": len(self._arrays.terms), **told}

    def _generate(self, passages: int, questions: int, seed: int) -> tuple[IndexArrays, FlatArrays]:
        words = read_resources()
        corpus = GeneratedCorpus(Pieces(words.analyzer, words.frequencies, words.lexicon, seed), passages, seed)
        records: list[bytes] = []

        def keep(article: Article) -> None:
            path = Path(str(article.date.year), f"{article.article_id}.md")
            file = self._made.articles / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(format_article(article), encoding="utf-8")
            records.append(record_of(article, path))

        builder = GeneratedIndexBuilder(
            words.analyzer,
            GlossaryBuilder(words.analyzer, words.lexicon, words.frequencies),
            words.frequencies,
            words.vectors.rows,
        )
        builder.add_all(corpus, keep)
        arrays = builder.build()
        ends = arrays.sentences.tokens[arrays.passages.sentences[1:]]
        self._made.keep_documents([*arrays.terms], arrays.forms.terms[arrays.tokens], ends)
        asker = Asker(corpus, words.analyzer, words.lexicon, words.lightwords, seed)
        self._made.keep_questions(asker.ask(questions + WARMING))
        faults = np.frombuffer(b"[]", dtype=np.uint8)
        return arrays, {**flatten(arrays), **record_arrays(records), "faults": faults}
