"""The way of a question: words of the articles and of no language, conversations, filters, over forty articles."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from glmbot.core.answering.answerer import Turn
from glmbot.core.answering.explanation import explain, figure_lines, reason_lines
from glmbot.core.corpus.filters import FilterError, Filters, check_filters, read_filters
from glmbot.core.intents.phrases import Phrase
from glmbot.core.model import Found, parts_of
from glmbot.core.objects.replies import reply_object
from glmbot.storage.load import build_answerer, demo_corpus, read_corpus
from glmbot.storage.resources import RESOURCES, read_intents, read_yaml

ASKING: Final = (
    "who", "what", "when", "where", "why", "how many", "which", "whose", "did", "is", "may", "can", "quién", "cuándo",
    "qué", "qui", "quand", "combien", "and what about", "and", "who wrote it?", "when was that?",
    "the last paragraph", "its source", "thanks", "hi", "help", "next", "more", "list", "compare", "cite it in apa",
    "in spanish", "articles on", "since 2014", "before May 2015", "latest", "no", "why this?",
)  # fmt: skip
SIGNS: Final = (
    "?", "?!", ".", ",", ";", ":", "-", "–", "“", "”", '"', "'", "(", ")", "[", "]", "§", "§§", "¶ 2", "Art. 12",
    "No. 71-IX", "5(a)", "10,5", "€ 5", "%", "#", "@", "<@123456789012345678>", "https://x.example/a?b=c",
    "a@b.example", "**", "||", "`", "\n", "\t", "\u200b", "\u202e", "\ud800", "\x00", "é", "e\u0301", "ß", "İ", "ﬁ",
    "王", "данные", "😀", "\U000e0041", "0", "²", "1" * 40, "a" * 300, "aa" * 2000, "Ⅻ", "٣", "½", "x̶",
    "🏴\U000e0067\U000e0062\U000e007f",
)  # fmt: skip
RECORD: Final = (
    "who wrote the article on {}?", "when was the article on {} published?", "what is the article on {} about?",
    "which source says that {}?", "what are the sources on {}?", "who wrote the {} article?", "who is {}?",
    "how many paragraphs has the article on {}?", "the link to {}", "how many articles on {}?", "articles about {}",
    "which articles from {}?", "compare {} and {}", "¿quién escribió el artículo sobre {}?", "¿de qué fuente viene {}?",
    "qui a écrit l'article sur {} ?", "quelle est la source de {} ?", "was {} before {}?", "is there anything on {}?",
    "where does it say that {}? And who said {}?", "was {} in 2014 or since May 2015?", "latest on {}", "{}",
)  # fmt: skip
DATES: Final = ("2014", "2014-03", "2014-03-03", "0", "2014-13", "", "9999", "10000", "٢٠١٤", "x", "2014-02-30", "-1")


class Fuzzed:
    """Asks random questions."""

    waits = False

    def __init__(self) -> None:
        self._answerer = build_answerer(read_corpus(demo_corpus()))
        self._articles = self._answerer.corpus.articles
        self._words = [word for article in self._articles for word in f"{article.title} {article.body}".split()]
        self._phrases = [one for intent in read_intents().listed for some in intent.phrases.values() for one in some]
        self._foreign = [*read_yaml(RESOURCES / "lexicon" / "es.yaml"), *read_yaml(RESOURCES / "lexicon" / "fr.yaml")]
        self._before: Turn | None = None

    def try_(self, source: Random) -> str:
        """Ask, alone or after the question before; what is quoted stands in the article, and it is said again."""
        question = self._make(source)
        filters = self._filters(source)
        before = self._before if source.randrange(2) else None
        turn = self._answerer.turn(question, filters=filters, before=before)
        self._check(turn, filters)
        again = self._answerer.turn(question, filters=filters, before=before)
        assert again.reply == turn.reply, "the same question gets another reply"
        self._before = turn
        return question

    def growing(self, source: Random) -> tuple[str, str, Callable[[str], object]]:
        """A question that goes on and on."""
        pieces = [source.choice((*SIGNS, *ASKING, source.choice(self._words))) for _ in range(source.randrange(1, 4))]
        return "", " ".join(pieces) + source.choice(("", " ")), self._answerer.answer

    def close(self) -> None:
        """Nothing is held."""

    def _make(self, source: Random) -> str:
        match source.randrange(6):
            case 0:
                said = " ".join(spoken(source.choice(self._phrases), source))
                return source.choice(("{}", "{}", "{}!", "{}. {}", "{} {}")).format(said, self._subject(source))
            case 1:
                return source.choice(RECORD).format(self._subject(source), self._subject(source))
            case 2:
                words = (source.choice(self._foreign) for _ in range(source.randrange(1, 7)))
                return " ".join((source.choice(ASKING), *words, self._subject(source)))
            case _:
                return self._jumble(source)

    def _subject(self, source: Random) -> str:
        """Something that an article is on, or has."""
        article = source.choice(self._articles)
        at = source.randrange(len(article.body))
        inside = article.body[at : at + source.choice((20, 60, 200, 1500))]
        about = (article.title, *article.jurisdictions, *article.topics, *article.authors, str(article.date.year))
        return source.choice((*about, inside, source.choice(SIGNS), source.choice(self._words)))

    def _jumble(self, source: Random) -> str:
        at = source.randrange(len(self._words))
        words = list(self._words[at : at + source.randrange(12)])
        for _ in range(source.choice((0, 1, 2, 6))):
            where = source.randrange(len(words) + 1)
            words.insert(where, source.choice((*SIGNS, *ASKING, source.choice(self._words))))
        if words and not source.randrange(3):
            where = source.randrange(len(words))
            letters = list(words[where])
            source.shuffle(letters)
            words[where] = "".join(letters)
        return (
            source.choice((*ASKING, "")) + " " + source.choice(("", " ")).join((" ".join(words), source.choice(SIGNS)))
        )

    def _filters(self, source: Random) -> Filters | None:
        if source.randrange(4):
            return None
        article = source.choice(self._articles)
        values = (
            source.choice((None, "", source.choice((*article.jurisdictions, "x")), source.choice(SIGNS))),
            source.choice((None, "", source.choice((*article.topics, "x")), source.choice(SIGNS))),
            source.choice((None, *DATES)),
            source.choice((None, *DATES)),
        )
        try:
            filters = read_filters(*values)
            check_filters(filters, self._articles)
        except FilterError:
            return None  # said in a line to who asked
        return filters or None

    def _check(self, turn: Turn, filters: Filters | None) -> None:
        parts = parts_of(turn.reply)
        assert len(turn.queries) == len(parts)
        for reply in parts:
            if not isinstance(reply, Found):
                continue
            assert reply.citation
            assert reply.article in self._articles
            if reply.passage is not None:
                start, end = reply.passage.span.start, reply.passage.span.end
                assert reply.passage.text == reply.article.body[start:end]
                for text in reply.evidence_texts:
                    assert text in reply.article.body, "evidence that the article has not"
                assert filters is None or filters.allows(reply.article)
        json.loads(json.dumps(reply_object(turn.reply, "")))
        self._check_explanation(turn)

    def _check_explanation(self, turn: Turn) -> None:
        for part in turn.parts or (turn,):
            for passage_id in (None, *(one.hit.passage.passage_id for one in part.ranked[1:3])):
                explanation = explain(self._answerer, part, passage_id)
                assert (explanation is None) == (not part.ranked)
                if explanation is not None:
                    assert all((*reason_lines(explanation), *figure_lines(explanation)))


def spoken(phrase: Phrase, source: Random) -> Iterator[str]:
    """One of the ways in which a phrase may be said."""
    for part in phrase.parts:
        if isinstance(part, str):
            yield part
        elif not part.is_optional or source.randrange(2):
            yield from spoken(source.choice(part.options), source)
