"""The values that cross modules: articles, passages, sources, hits and replies."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from glmbot.core.article import INVENTED, Article, GlmbotError, Passage, Span, content_key

__all__ = [
    "INVENTED",
    "Answer",
    "Article",
    "Authority",
    "Cite",
    "Fact",
    "FactField",
    "Found",
    "GlmbotError",
    "Hit",
    "Listing",
    "NoAnswer",
    "NoAnswerReason",
    "Passage",
    "Related",
    "Remark",
    "Reply",
    "ReplyKind",
    "Scope",
    "Several",
    "Shown",
    "SingleReply",
    "Source",
    "SourceFlag",
    "SourceForm",
    "Span",
    "Suggestion",
    "content_key",
    "parts_of",
]

SourceForm: TypeAlias = Literal["full", "id", "supra", "short"]
"""How a cite names its authority."""

SourceFlag: TypeAlias = Literal["unbalanced", "ambiguous", "unresolved", "run_on"]
"""What is damaged or uncertain about a source parenthesis or a cite in it."""

ReplyKind: TypeAlias = Literal["answer", "related", "none", "remark", "list"]
"""How sure a reply is; a remark and a list of articles answer what is no question to a passage."""

NoAnswerReason: TypeAlias = Literal["empty", "unreadable", "no_match", "off_topic", "filtered"]
"""Why nothing was found: what the reply says next depends on it."""

FactField: TypeAlias = Literal[
    "title", "date", "authors", "url", "jurisdictions", "topics", "source", "lead", "citation"
]
"""What answers a question about an article itself: a part of its record, its `lead`, its `citation` in a style."""


@dataclass(frozen=True)
class Authority:
    """A source that an article names in full: a news piece, a statute, a document, a web page.

    `date` is ISO 8601, as exact as the article gives it (`2011-11-01`, `2011`). `text` is the cite as printed,
    without its parentheses.
    """

    text: str
    author: str | None = None
    title: str | None = None
    container: str | None = None
    date: str | None = None
    locator: str | None = None
    hereinafter: str | None = None


@dataclass(frozen=True)
class Cite:
    """One cite in a source parenthesis; `resolves_to` is None where the authority can't be told for certain."""

    span: Span
    text: str
    form: SourceForm
    resolves_to: Authority | None
    candidates: tuple[Authority, ...] = ()
    signal: str | None = None
    pinpoint: str | None = None
    note: str | None = None
    flags: tuple[SourceFlag, ...] = ()


@dataclass(frozen=True)
class Source:
    """A source parenthesis of an article, with its cites in order (at least one)."""

    paragraph: int
    span: Span
    text: str
    cites: tuple[Cite, ...]
    flags: tuple[SourceFlag, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A passage that the index found, with its BM25 score and its rank from 0."""

    passage: Passage
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Fact:
    """An answer from an article's record, or from one of its sources, in words that can be shown."""

    field: FactField
    text: str


@dataclass(frozen=True)
class Suggestion:
    """An article that a person may have meant, when no passage answers."""

    article_id: str
    title: str


@dataclass(frozen=True)
class Found:
    """A passage (or a fact of the record) with its evidence; the common part of Answer and Related.

    `evidence` are spans of the article's body inside the passage. `passage` is None where only the record answers.
    `notes` say how the question was read, where that is not plain ("read fedtov as Fedotov"). `newer` are later
    articles on the same jurisdiction and topic.
    """

    article: Article
    passage: Passage | None
    evidence: tuple[Span, ...]
    citation: str
    sources: tuple[str, ...] = ()
    fact: Fact | None = None
    unmatched_words: tuple[str, ...] = ()
    others: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    newer: tuple[Article, ...] = ()
    answer_span: Span | None = None
    """The words of the body that answer, where a reader is sure of them."""

    def __post_init__(self) -> None:
        if self.passage is None and self.fact is None:
            raise ValueError("a reply without a passage needs a fact")
        if self.passage is not None and any(span not in self.passage.span for span in self.evidence):
            raise ValueError("evidence lies outside its passage")
        if self.answer_span is not None and (self.passage is None or self.answer_span not in self.passage.span):
            raise ValueError("the words that answer lie outside the passage")

    @property
    def quote(self) -> str | None:
        """The whole passage, verbatim."""
        return self.passage.text if self.passage else None

    @property
    def emphasised(self) -> tuple[Span, ...]:
        """What a reader's eye is led to: the words that answer, or else the sentences."""
        return (self.answer_span,) if self.answer_span else self.evidence

    @property
    def evidence_texts(self) -> tuple[str, ...]:
        """The sentences that answer, verbatim."""
        return tuple(self.article.body[span.start : span.end] for span in self.evidence)


@dataclass(frozen=True)
class Answer(Found):
    """This passage answers the question."""

    kind: ClassVar[ReplyKind] = "answer"


@dataclass(frozen=True)
class Related(Found):
    """The closest passage, which may not answer the question; `doubts` say why not, the weightiest first."""

    kind: ClassVar[ReplyKind] = "related"
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoAnswer:
    """Nothing here answers the question, and why."""

    kind: ClassVar[ReplyKind] = "none"
    reason: NoAnswerReason
    unmatched_words: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remark:
    """A sentence of the bot's own, to what is no question: thanks, a greeting, a cry for help."""

    kind: ClassVar[ReplyKind] = "remark"
    intent: str
    """What was meant, by its name in `resources/intents.yaml`."""
    text: str
    language: str = ""
    """The code of the language that the words were of; "" where they tell none but English."""
    lines: tuple[str, ...] = ()
    """What it lists: telephone lines, each with whose it is; what is said of each quotation."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """A jurisdiction, a topic and a period (with its first and last day) that articles have in common."""

    jurisdiction: str | None = None
    topic: str | None = None
    after: dt.date | None = None
    before: dt.date | None = None


@dataclass(frozen=True)
class Listing:
    """Articles, newest first, to a question that asks which ones there are, or how many."""

    kind: ClassVar[ReplyKind] = "list"
    title: str
    """How many there are, and what they have in common."""
    articles: tuple[Article, ...]
    scope: Scope | None = None
    """What they have in common, where that is all."""
    notes: tuple[str, ...] = ()


Shown: TypeAlias = Answer | Related
"""What shows a passage or a record."""
SingleReply: TypeAlias = Shown | NoAnswer | Remark | Listing
"""What a message that says one thing gets."""


@dataclass(frozen=True)
class Several:
    """The replies to the parts of a question that asks several things, in its order; the first found a passage."""

    parts: tuple[SingleReply, ...]

    def __post_init__(self) -> None:
        if len(self.parts) < 2 or not isinstance(self.parts[0], Found):  # noqa: PLR2004 - several
            raise ValueError("several replies are two or more, of which the first found something")


Reply: TypeAlias = SingleReply | Several
"""What a question gets, everywhere."""


def parts_of(reply: Reply) -> tuple[SingleReply, ...]:
    """The replies to each part of a question; one where it asks one thing."""
    return reply.parts if isinstance(reply, Several) else (reply,)
