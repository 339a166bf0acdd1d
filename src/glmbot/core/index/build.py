"""Articles taken one by one and turned into the arrays of an index; their texts are not kept."""

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, product

import numpy as np

from glmbot.core.corpus.passages import headings_of, split_passages
from glmbot.core.index.arrays import (
    ArticleArrays,
    FormArrays,
    IndexArrays,
    LabelArrays,
    PassageArrays,
    SentenceArrays,
    SourceArrays,
)
from glmbot.core.index.bm25 import SCORING
from glmbot.core.index.passage_terms import read_passage
from glmbot.core.index.postings import Ints, Scoring, build_postings
from glmbot.core.model import Article
from glmbot.core.sources import find_sources
from glmbot.core.text.frequencies import Frequencies
from glmbot.core.text.glossary import GlossaryBuilder, glossary_as_json
from glmbot.core.text.strings import Groups, Numbers, Strings, letters_of, values_of
from glmbot.core.text.tokens import Analyzer


class _Labelled:
    """Members (articles, sources) with labels (terms, topics)."""

    def __init__(self) -> None:
        self.numbers = Numbers()
        self._labels, self._members = array("i"), array("i")

    def add(self, labels: Iterable[str], member: int) -> None:
        for label in labels:
            self._labels.append(self.numbers[label])
            self._members.append(member)

    def groups(self, places: Mapping[str, int]) -> Groups:
        """The members in groups, one for each string of a table, whose places are given."""
        new = np.array([places[label] for label in self.numbers], dtype=np.int64)
        return Groups.of(new[np.array(self._labels, dtype=np.int64)], self._members, len(places))

    def arrays(self) -> LabelArrays:
        """The labels as a table, and the members of each."""
        names = Strings.of(self.numbers)
        return LabelArrays(names, self.groups(_places(names)))


@dataclass
class IndexBuilder:
    """Takes articles one by one, in the order of their ids, and forgets their texts."""

    analyzer: Analyzer
    glossary: GlossaryBuilder
    frequencies: Frequencies
    vector_rows: Mapping[str, int]
    """The row of each form in the table of vectors."""
    scoring: Scoring = SCORING

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
        kinds = ("titles", "headings", "sources", "jurisdiction", "topic", "subject")
        self._labelled = {name: _Labelled() for name in kinds}

    def add(self, article: Article) -> None:
        """Take an article."""
        number = len(self._ids)
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
            self.glossary.read(passage)
        self._article_passages.append(len(self._passages["article"]))
        self._add_record(article, [source.text for source in sources], headings_of(article.body))

    def _add_record(self, article: Article, sources: Iterable[str], headings: Iterable[str] = ()) -> None:
        """Take what is known of an article beside its passages."""
        number = len(self._ids)
        self._ids.append(article.article_id)
        self._keys.append(int(article.key, 16))
        self._dates.append(article.date.toordinal())
        for place, source in enumerate(sources):
            self._labelled["sources"].add(self.analyzer.terms(source), len(self._sources["article"]))
            self._sources["article"].append(number)
            self._sources["place"].append(place)
        title = " ".join((article.title, *article.jurisdictions))
        self._labelled["titles"].add(self.analyzer.terms(title), number)
        self._labelled["headings"].add(self.analyzer.terms("\n".join(headings)), number)
        self._labelled["jurisdiction"].add(article.jurisdictions, number)
        self._labelled["topic"].add(article.topics, number)
        subjects = (subject_key(*one) for one in product(article.jurisdictions, article.topics))
        self._labelled["subject"].add(subjects, number)

    def build(self) -> IndexArrays:
        """The arrays of all articles that were taken."""
        forms, form_places = self._forms.table()
        in_order = [self.analyzer.term(form) for form in forms]
        others = (self._labelled[name].numbers for name in ("titles", "headings", "sources"))
        terms = Strings.of([*in_order, *chain.from_iterable(others)])
        term_places = _places(terms)
        form_terms = np.array([term_places[term] for term in in_order], dtype=np.int32)
        tokens = form_places[np.array(self._tokens, dtype=np.int32)]
        passage_sentences = np.array(self._passage_sentences, dtype=np.int64)
        sentence_tokens = np.array(self._sentence_tokens, dtype=np.int64)
        lengths = np.diff(sentence_tokens[passage_sentences]).astype(np.int32)
        return IndexArrays(
            forms=FormArrays(
                strings=forms,
                terms=form_terms,
                letters=letters_of(forms),
                rows=np.array(values_of(self.vector_rows, forms, -1), dtype=np.int32),
                masses=np.array(self.frequencies.masses(forms), dtype=np.float32),
            ),
            terms=terms,
            postings=build_postings(form_terms[tokens], lengths, len(terms), self.scoring),
            passages=PassageArrays(
                **{name: _ints(column) for name, column in self._passages.items()}, sentences=passage_sentences
            ),
            sentences=SentenceArrays(
                **{name: _ints(column) for name, column in self._sentences.items()}, tokens=sentence_tokens
            ),
            tokens=tokens,
            articles=ArticleArrays(
                ids=Strings.of(self._ids),
                keys=np.array(self._keys, dtype=np.uint64),
                dates=_ints(self._dates),
                passages=np.array(self._article_passages, dtype=np.int64),
            ),
            sources=SourceArrays(
                **{name: _ints(column) for name, column in self._sources.items()},
                by_term=self._labelled["sources"].groups(term_places),
            ),
            titles=self._labelled["titles"].groups(term_places),
            headings=self._labelled["headings"].groups(term_places),
            jurisdictions=self._labelled["jurisdiction"].arrays(),
            topics=self._labelled["topic"].arrays(),
            subjects=self._labelled["subject"].arrays(),
            glossary=np.frombuffer(json.dumps(glossary_as_json(self.glossary.build())).encode(), dtype=np.uint8),
        )


def subject_key(jurisdiction: str, topic: str) -> str:
    """What stands for a jurisdiction and a topic together."""
    return f"{jurisdiction}\0{topic}"


def _places(strings: Strings) -> dict[str, int]:
    """The place of each string in a table."""
    return {text: place for place, text in enumerate(strings)}


def _ints(column: "array[int]") -> Ints:
    return np.array(column, dtype=np.int32)
