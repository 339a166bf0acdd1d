"""A small vocabulary of its own: what tests state with it holds whatever the shipped words say."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import Stemmer

from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.arrays import IndexArrays
from glmbot.core.index.bm25 import Statistics
from glmbot.core.index.build import IndexBuilder
from glmbot.core.index.corpus_index import CorpusIndex, Hits
from glmbot.core.model import Article, Passage
from glmbot.core.query.parser import QueryParser
from glmbot.core.query.query import Query
from glmbot.core.query.terms import TermExtractor
from glmbot.core.ranking.extraction import FeatureExtractor
from glmbot.core.ranking.features import SIGNALS, Evidence, Signals
from glmbot.core.ranking.ranker import Ranker
from glmbot.core.text.frequencies import Frequencies
from glmbot.core.text.glossary import Glossary, GlossaryBuilder
from glmbot.core.text.lexicon import Lexicon, build_lexicon
from glmbot.core.text.spelling import Spelling
from glmbot.core.text.tokens import Analyzer
from glmbot.core.text.vectors import NO_VECTORS, Vectors
from support.articles import corpus_of, make_article

STOPWORDS: Final = frozenset(
    "a an the of on in at to for by from with and or is are was were be do does did has have had can may must not"
    " who whom whose what which when where why how it its he she they them his her their this that there than"
    " before after s about many much more one".split()
)
LIGHT: Final = frozenset("please tell me say says said kind thing article hello hi thanks ok".split())
ANALYZER: Final = Analyzer(STOPWORDS, irregular={"fled": "flee", "forty": "40", "five": "5", "two": "2"})
STEMMERS: Final = {
    "es": Stemmer.Stemmer("spanish").stemWord,
    "fr": Stemmer.Stemmer("french").stemWord,
}

EVERYDAY: Final = (
    "the of and minister director executive agency office ministry head boss guy harbour harbours ferry ferries boat"
    " boats fine fines law act dues fee wolf animal allow forbid sign signed write national strait safety memorandum"
    " understanding state person people country bridge bridges judge judges court capital city built opened refused"
    " toll pay paid report exchange information border lighthouse keeper five two forty law breaking general"
    " organisation problem problems each known every number month north sea board protocol closed who lost lose"
)
FREQUENCIES: Final = Frequencies(dict.fromkeys(EVERYDAY.split(), 5.0) | {"glossary": 3.4, "skipper": 3.0})
"""The words of every day; all others are rare, as names are."""

FILES: Final[Mapping[str, Any]] = {
    "synonyms": {
        "groups": [["dues", "fee"], ["boat", "vessel", "water craft"], ["run away", "flee"]],
        "reach": [
            {"from": ["animal"], "to": ["wolf"]},
            {"from": ["head", "boss", "guy"], "to": ["minister", "director", "executive director"]},
        ],
    },
    "abbreviations": {"nsd": "norland shore department", "min": "minister, minute", "us": "united sands"},
    "capitals": {"us": "united sands"},
    "places": {
        "norland": {
            "aliases": ["nordland", "kingdom of norland"],
            "demonyms": ["nordish"],
            "es": ["norlandia"],
            "fr": ["norlande"],
        },
        "sudmark": {"demonyms": ["sudling"]},
    },
    "phrases": [
        {"say": "(put|puts) pen to paper", "mean": ["sign", "write"]},
        {"say": "pen to paper", "mean": ["write"]},
        {"say": "what on earth", "mean": []},
    ],
    "slang": {"u": "you", "pls": None, "gonna": "going to", "kinda sorta": None, "lol": None},
    "antonyms": [["allow", "forbid"], ["open", "close"]],
    "roles": {
        "offices": ["minister", "director", "executive director", "keeper"],
        "generic": ["head", "boss"],
        "person": ["guy"],
        "bodies": ["agency", "office", "organisation"],
    },
    "abstract": ["problem", "problems"],
    "es": {
        "que": [],
        "cuando": [],
        "cual": [],
        "es": [],
        "el": [],
        "la": [],
        "de": [],
        "quien": [],
        "firmar": ["sign"],
        "ley": ["law", "act"],
        "barco": ["boat"],
        "multa": ["fine"],
        "puesta en marcha": ["start"],
    },
    "fr": {
        "qui": [],
        "quand": [],
        "est": [],
        "le": [],
        "la": [],
        "de": [],
        "loi": ["law", "act"],
        "bateau": ["boat"],
        "amende": ["fine"],
    },
}
LEXICON: Final = build_lexicon(FILES, ANALYZER, STEMMERS)
GENERAL: Final = frozenset("lighthouse animal vessel".split()) | STOPWORDS | LIGHT


def lexicon_of(**files: Any) -> Lexicon:
    """A lexicon of these files alone."""
    return build_lexicon(files, ANALYZER, STEMMERS)


def passages_of(*bodies: str) -> tuple[Passage, ...]:
    """The passages of invented articles, one for each body."""
    articles = [make_article(body, article_id=f"2015-01-0{place}-invented") for place, body in enumerate(bodies, 1)]
    return tuple(passage for article in articles for passage in split_passages(article))


def glossary_of(*bodies: str) -> Glossary:
    """What these bodies explain."""
    builder = GlossaryBuilder(ANALYZER, LEXICON, FREQUENCIES)
    for passage in passages_of(*bodies):
        builder.read(passage)
    return builder.build()


def indexed(*articles: Article, vectors: Vectors = NO_VECTORS) -> IndexArrays:
    """The arrays of some articles."""
    glossary = GlossaryBuilder(ANALYZER, LEXICON, FREQUENCIES)
    builder = IndexBuilder(ANALYZER, glossary, FREQUENCIES, vectors.rows)
    for article in sorted(articles, key=lambda article: article.article_id):
        builder.add(article)
    return builder.build()


EQUAL: Final = Signals(**dict.fromkeys(SIGNALS, 1.0))
"""Every signal weighs the same."""


class Kit:
    """Articles with a parser and a ranker over them, of the small vocabulary."""

    def __init__(self, *articles: Article, vectors: Vectors = NO_VECTORS) -> None:
        corpus = corpus_of(*articles)
        self.corpus_index = CorpusIndex.embedded(corpus, ANALYZER, indexed(*articles, vectors=vectors))
        glossary = self.corpus_index.glossary
        self.terms = TermExtractor(
            ANALYZER,
            LIGHT,
            LEXICON,
            FREQUENCIES,
            glossary,
            Spelling(self.corpus_index.forms, GENERAL, STOPWORDS | LIGHT, FREQUENCIES),
            self.bm25.__contains__,
            STEMMERS,
        )
        self.parser = QueryParser(self.terms)
        self.ranker = Ranker(FeatureExtractor(self.corpus_index, LEXICON, glossary, vectors), EQUAL)

    @property
    def bm25(self) -> Statistics:
        """What the terms of the articles' passages weigh."""
        return self.corpus_index.bm25

    def read(self, question: str, before: Query | None = None) -> Query:
        """The query of a question."""
        return self.parser.parse(question, before)

    def rank(self, question: str | Query) -> list[Evidence]:
        """Every passage, weighed, best first."""
        query = self.read(question) if isinstance(question, str) else question
        return self.ranker.rank(query, self.hits(query))

    def hits(self, query: Query) -> Hits:
        """Every passage, those that the search finds first."""
        found = self.corpus_index.hits((word.weights for word in query.words), 50)
        return found.joined(np.arange(len(self.corpus_index.passages)), np.zeros(len(self.corpus_index.passages)))

    def weigh(self, question: str | Query, paragraph: int = 1) -> Evidence:
        """The evidence in the passage that holds a paragraph."""
        return next(one for one in self.rank(question) if paragraph in one.hit.passage.paragraphs)


def kit_of(body: str, **record: Any) -> Kit:
    """A kit over one article."""
    return Kit(make_article(body, **record))


def keys_of(query: Query, form: str) -> dict[str, str]:
    """The keys that may stand for a word of a query, each with its origin."""
    word = next(word for word in query.words if word.form == form)
    return {one.key: one.origin for one in word.alternatives}
