"""A process that gives whole answers, from article files and a saved index."""

from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any, Final

from glmbot.bench.made import Made
from glmbot.bench.timing import peak_bytes, seconds_of, seconds_of_each
from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.index.arrays import unflatten
from glmbot.core.research.comparison import MOST, compare
from glmbot.storage.index_file import load_arrays
from glmbot.storage.lazy_articles import LazyArticles
from glmbot.storage.load import build_answerer
from glmbot.storage.resources import read_resources

_LOADS: Final = 5
_TOPICS: Final = 40
_TOPIC_WORDS: Final = 3


class Role:
    """What the process does."""

    def __init__(self, folder: Path) -> None:
        self._made = Made(folder)
        read_resources()

    def open(self) -> dict[str, Any]:
        """Load the saved index (the median of several times), and get ready to answer from it: seconds."""
        loads = seconds_of_each(lambda _: load_arrays(self._made.index), range(_LOADS))
        return {"load": median(loads), "ready": seconds_of(self._open)}

    def answer(self) -> dict[str, Any]:
        """Answer each question once: seconds of each, memory in bytes, and how many replies there were of each kind."""
        asked, warming = self._made.questions()
        for one in warming:
            self._answerer.answer(one.text)
        kinds: Counter[str] = Counter()

        def answer(place: int) -> None:
            kinds[type(self._answerer.answer(asked[place].text)).__name__] += 1

        seconds = seconds_of_each(answer, range(len(asked)))
        memory = peak_bytes()
        queries = [_expanded(self._answerer, one.text) for one in asked]
        self._made.keep_expanded(queries)
        return {"seconds": seconds, "memory": memory, "kinds": dict(kinds), "keys": median(map(len, queries))}

    def compare(self) -> dict[str, Any]:
        """Compare topics in the four commonest jurisdictions, and answer each of them once: seconds."""
        labels = self._answerer.corpus_index.arrays.jurisdictions
        counts = sorted((-len(labels.articles[place]), name) for place, name in enumerate(labels.names))
        places = [name for _, name in counts[:MOST]]
        topics = [" ".join(one.terms[:_TOPIC_WORDS]) for one in self._made.questions()[0][:_TOPICS]]
        found = []

        def act(number: int) -> None:
            # In turn, so that both come upon the same caches and the same load of the machine.
            topic = topics[number // 2]
            if number % 2:
                found.append(not compare(self._answerer, topic, places).is_empty)
            else:
                self._answerer.answer(topic)

        seconds = seconds_of_each(act, range(2 * len(topics)))
        return {"compared": seconds[1::2], "answered": seconds[::2], "found": sum(found)}

    def _open(self) -> None:
        flat, _ = load_arrays(self._made.index)
        arrays = unflatten(flat)
        self._answerer: Answerer = build_answerer(Corpus(LazyArticles(self._made.articles, arrays, flat)), arrays)


def _expanded(answerer: Answerer, question: str) -> list[str]:
    """The terms of all keys that may stand for a word of a question, each once."""
    words = answerer.parser.parse(question).words
    return list(dict.fromkeys(term for word in words for key in word.weights for term in key.split(" ")))
