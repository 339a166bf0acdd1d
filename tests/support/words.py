"""A small vocabulary of its own: what tests state with it holds whatever the shipped words say."""

import json
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import Stemmer

from glmbot.core.analysis import Analyzer
from glmbot.core.candidates import Hits
from glmbot.core.contents import ContentReader
from glmbot.core.evidence import SIGNALS, Evidence
from glmbot.core.frequencies import Frequencies
from glmbot.core.glosses import Glosses, GlossReader, glosses_from_json, read_glosses
from glmbot.core.holdings import Holdings
from glmbot.core.index import PassageIndex
from glmbot.core.lexicon import Lexicon, build_lexicon
from glmbot.core.model import Article, Passage
from glmbot.core.passages import split_passages
from glmbot.core.query import Query
from glmbot.core.ranking import Ranker
from glmbot.core.reading import Reader
from glmbot.core.shelving import Arrays, form_arrays, shelve, strings_of
from glmbot.core.spelling import Spelling
from glmbot.core.vectors import NO_VECTORS, Vectors
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


def glosses_of(*bodies: str) -> Glosses:
    """What these bodies explain."""
    return read_glosses(passages_of(*bodies), ANALYZER, LEXICON, FREQUENCIES)


def shelved(*articles: Article, vectors: Vectors = NO_VECTORS) -> Arrays:
    """The arrays of some articles."""
    in_order = sorted(articles, key=lambda article: article.article_id)
    arrays = shelve(in_order, ANALYZER, GlossReader(ANALYZER, LEXICON, FREQUENCIES))
    return arrays | form_arrays(strings_of(arrays, "forms"), vectors.rows, FREQUENCIES)


class Desk:
    """Articles with a reader and a ranker over them, of the small vocabulary."""

    def __init__(self, *articles: Article, vectors: Vectors = NO_VECTORS) -> None:
        corpus = corpus_of(*articles)
        self.holdings = Holdings(corpus, ANALYZER, shelved(*articles, vectors=vectors))
        glosses = glosses_from_json(json.loads(self.holdings.arrays["glosses"].tobytes()))
        self.contents = ContentReader(
            ANALYZER,
            LIGHT,
            LEXICON,
            FREQUENCIES,
            glosses,
            Spelling(self.holdings.forms, GENERAL, STOPWORDS | LIGHT, FREQUENCIES),
            self.index.__contains__,
            STEMMERS,
        )
        self.reader = Reader(self.contents)
        self.ranker = Ranker(self.holdings, LEXICON, glosses, vectors, (1.0,) * len(SIGNALS))

    @property
    def index(self) -> PassageIndex:
        """The index of the articles' passages."""
        return self.holdings.index

    def read(self, question: str, before: Query | None = None) -> Query:
        """The query of a question."""
        return self.reader.read(question, before)

    def rank(self, question: str | Query) -> list[Evidence]:
        """Every passage, weighed, best first."""
        query = self.read(question) if isinstance(question, str) else question
        return self.ranker.rank(query, self.hits(query))

    def hits(self, query: Query) -> Hits:
        """Every passage, those that the search finds first."""
        found = self.holdings.hits((word.weights for word in query.words), 50)
        return found.joined(np.arange(len(self.holdings.passages)), np.zeros(len(self.holdings.passages)))

    def weigh(self, question: str | Query, paragraph: int = 1) -> Evidence:
        """The evidence in the passage that holds a paragraph."""
        return next(one for one in self.rank(question) if paragraph in one.hit.passage.paragraphs)


def desk_of(body: str, **record: Any) -> Desk:
    """A desk over one article."""
    return Desk(make_article(body, **record))


def keys_of(query: Query, form: str) -> dict[str, str]:
    """The keys that may stand for a word of a query, each with its origin."""
    word = next(word for word in query.words if word.form == form)
    return {one.key: one.origin for one in word.alternatives}
