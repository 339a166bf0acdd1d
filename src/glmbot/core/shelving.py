"""A corpus turned into arrays: all that a search and an answer need of it but the articles' texts."""

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from glmbot.core.analysis import Analyzer
from glmbot.core.catalogue import article_key
from glmbot.core.frequencies import Frequencies
from glmbot.core.glosses import GlossReader, glosses_as_json
from glmbot.core.index import SCORING
from glmbot.core.model import Article
from glmbot.core.passage_terms import read_passage
from glmbot.core.passages import split_passages
from glmbot.core.postings import build_postings
from glmbot.core.sources import find_sources
from glmbot.core.tables import Groups, Numbers, Strings, letters_of, values_of

Arrays = Mapping[str, npt.NDArray[Any]]
"""Arrays by name; each can stand in a file and be mapped into memory."""

FORMAT: Final = 2
"""Changes with the names or the meaning of the arrays."""


class _Labelled:
    """Members (articles, sources) with labels (terms, topics)."""

    def __init__(self) -> None:
        self.numbers = Numbers()
        self._labels, self._members = array("i"), array("i")

    def add(self, labels: Iterable[str], member: int) -> None:
        for label in labels:
            self._labels.append(self.numbers[label])
            self._members.append(member)

    def arrays(self, name: str, places: Mapping[str, int]) -> dict[str, npt.NDArray[Any]]:
        """The members in groups, one for each string of a table, whose places are given."""
        new = np.array([places[label] for label in self.numbers], dtype=np.int64)
        made = Groups.of(new[np.array(self._labels, dtype=np.int64)], self._members, len(places))
        return {f"{name}.starts": made.starts, f"{name}.members": made.members}


@dataclass
class Shelver:
    """Takes articles one by one, in the order of their ids, and forgets their texts."""

    analyzer: Analyzer
    glosses: GlossReader

    def __post_init__(self) -> None:
        self._forms = Numbers()
        self._ids: list[str] = []
        self._keys: list[int] = []
        self._dates = array("i")
        self._article_passages = array("q", [0])
        self._passages = {name: array("i") for name in ("article", "start", "end", "first", "count")}
        self._passage_sentences = array("q", [0])
        self._sentences = {name: array("i") for name in ("start", "end")}
        self._sentence_tokens = array("q", [0])
        self._tokens = array("i")
        self._sources = {name: array("i") for name in ("article", "place")}
        self._labelled = {name: _Labelled() for name in ("titles", "sources", "jurisdiction", "topic", "subject")}

    def add(self, article: Article) -> None:
        """Take an article."""
        number = len(self._ids)
        self._ids.append(article.article_id)
        self._keys.append(int(article_key(article), 16))
        self._dates.append(article.date.toordinal())
        sources = find_sources(article.body)
        for passage in split_passages(article):
            read = read_passage(passage, sources, self.analyzer)
            first, count = passage.paragraphs[0], len(passage.paragraphs)
            where = (number, passage.span.start, passage.span.end, first, count)
            for column, value in zip(self._passages.values(), where, strict=True):
                column.append(value)
            for sentence in read.sentences:
                self._sentences["start"].append(sentence.span.start)
                self._sentences["end"].append(sentence.span.end)
                self._tokens.extend([self._forms[form] for form in sentence.forms])
                self._sentence_tokens.append(len(self._tokens))
            self._passage_sentences.append(len(self._sentences["start"]))
            self.glosses.read(passage)
        self._article_passages.append(len(self._passages["article"]))
        for place, source in enumerate(sources):
            self._labelled["sources"].add(self.analyzer.terms(source.text), len(self._sources["article"]))
            self._sources["article"].append(number)
            self._sources["place"].append(place)
        title = " ".join((article.title, *article.jurisdictions))
        self._labelled["titles"].add(self.analyzer.terms(title), number)
        self._labelled["jurisdiction"].add(article.jurisdictions, number)
        self._labelled["topic"].add(article.topics, number)
        subjects = (subject_key(*one) for one in product(article.jurisdictions, article.topics))
        self._labelled["subject"].add(subjects, number)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """All that was taken, as arrays."""
        forms, form_places = self._forms.table()
        in_order = [self.analyzer.term(form) for form in forms]
        terms = Strings.of([*in_order, *self._labelled["titles"].numbers, *self._labelled["sources"].numbers])
        term_places = _places(terms)
        form_terms = np.array([term_places[term] for term in in_order], dtype=np.int32)
        tokens = form_places[np.array(self._tokens, dtype=np.int32)]
        passage_sentences = np.array(self._passage_sentences, dtype=np.int64)
        sentence_tokens = np.array(self._sentence_tokens, dtype=np.int64)
        lengths = np.diff(sentence_tokens[passage_sentences]).astype(np.int32)
        postings = build_postings(form_terms[tokens], lengths, len(terms), SCORING)
        made: dict[str, npt.NDArray[Any]] = {
            **_strings("forms", forms),
            "forms.terms": form_terms,
            "forms.letters": letters_of(forms),
            **_strings("terms", terms),
            "postings.starts": postings.starts,
            "postings.docs": postings.docs,
            "postings.frequencies": postings.frequencies,
            "postings.levels": postings.levels,
            "postings.most": postings.most,
            "postings.idf": postings.idf,
            "postings.norms": postings.norms,
            "postings.common": postings.common,
            "postings.rows": postings.rows,
            "postings.mean": np.array([postings.mean_length]),
            "passages.sentences": passage_sentences,
            "sentences.tokens": sentence_tokens,
            "tokens": tokens,
            "articles.passages": np.array(self._article_passages, dtype=np.int64),
            "articles.dates": np.array(self._dates, dtype=np.int32),
            "articles.keys": np.array(self._keys, dtype=np.uint64),
            **_strings("articles.ids", Strings.of(self._ids)),
            **self._labelled["titles"].arrays("titles", term_places),
            **self._labelled["sources"].arrays("sources", term_places),
            "glosses": np.frombuffer(json.dumps(glosses_as_json(self.glosses.glosses())).encode(), dtype=np.uint8),
        }
        for name, column in self._passages.items():
            made[f"passages.{name}"] = np.array(column, dtype=np.int32)
        for name, column in self._sentences.items():
            made[f"sentences.{name}"] = np.array(column, dtype=np.int32)
        for name, column in self._sources.items():
            made[f"sources.{name}"] = np.array(column, dtype=np.int32)
        for name in ("jurisdiction", "topic", "subject"):
            labels = Strings.of(self._labelled[name].numbers)
            made |= _strings(f"{name}.names", labels)
            made |= self._labelled[name].arrays(name, _places(labels))
        return made


def form_arrays(forms: Strings, rows: Mapping[str, int], frequencies: Frequencies) -> dict[str, npt.NDArray[Any]]:
    """For each word of the articles its row in a table of vectors, -1 where it has none, and what it weighs."""
    return {
        "forms.rows": np.array(values_of(rows, forms, -1), dtype=np.int32),
        "forms.masses": np.array(frequencies.masses(forms), dtype=np.float32),
    }


def subject_key(jurisdiction: str, topic: str) -> str:
    """What stands for a jurisdiction and a topic together."""
    return f"{jurisdiction}\0{topic}"


def shelve(articles: Iterable[Article], analyzer: Analyzer, glosses: GlossReader) -> dict[str, npt.NDArray[Any]]:
    """The arrays of some articles, given in the order of their ids."""
    shelver = Shelver(analyzer, glosses)
    for article in articles:
        shelver.add(article)
    return shelver.arrays()


def strings_of(arrays: Arrays, name: str) -> Strings:
    """A table of strings among the arrays."""
    return Strings(arrays[f"{name}.ends"], arrays[f"{name}.data"])


def groups_of(arrays: Arrays, name: str) -> Groups:
    """Groups among the arrays."""
    return Groups(arrays[f"{name}.starts"], arrays[f"{name}.members"])


def _places(strings: Strings) -> dict[str, int]:
    """The place of each string in a table."""
    return {text: place for place, text in enumerate(strings)}


def _strings(name: str, strings: Strings) -> dict[str, npt.NDArray[Any]]:
    return {f"{name}.ends": strings.ends, f"{name}.data": strings.data}
