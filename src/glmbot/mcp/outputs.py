"""What the tools give: models of which the output schemas are made.

Replies, source parentheses, citations and quotations are the objects of `glmbot.core.objects`, with what is to be shown
beside them; a passage is an object of its own.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Output(BaseModel):
    """An object with exactly its fields, all of them always there."""

    model_config = ConfigDict(extra="forbid")


class NamedArticle(Output):
    """An article by name."""

    article_id: str
    title: str


class DatedArticle(NamedArticle):
    """An article by name and day."""

    date: str


class RecordFact(Output):
    """What answers from an article's record."""

    field: str
    text: str


class SingleReply(Output):
    """The reply to a question that asks one thing."""

    question: str | None
    kind: Literal["answer", "related", "none", "list", "several"] = Field(
        description="answer: the passage answers. related: the closest passage, which may not answer; say so."
        " none: nothing here answers. list: articles. several: see parts."
    )
    article_id: str | None
    title: str | None
    date: str | None
    passage_id: str | None
    paragraphs: list[int]
    quote: str | None = Field(description="The whole passage, verbatim.")
    evidence: list[str] = Field(description="The sentences of it that answer, verbatim.")
    evidence_span: str | None = Field(description="The words of it that answer, verbatim, where they are certain.")
    citation: str | None
    url: str | None
    sources: list[str] = Field(description="What the passage rests on, Id. and supra resolved.")
    fact: RecordFact | None
    reason: str | None = Field(description="Why there is none.")
    remark: str | None
    articles: list[DatedArticle]
    unmatched_words: list[str]
    suggestions: list[NamedArticle]
    doubts: list[str] = Field(description="Why a related passage may not answer, the weightiest first.")
    notes: list[str] = Field(description="How the question was read.")
    newer: list[DatedArticle] = Field(description="Later articles on the same jurisdiction and topic.")
    warnings: list[str] = Field(description="To be shown with the quotation.")
    parts: list[Any] = Field(max_length=0)


class ReplyOutput(SingleReply):
    """The reply to a question; of several parts, the first and `parts`."""

    parts: list[SingleReply] = Field(description="The replies to the parts of a question that asks several things.")


class PassageText(Output):
    """A passage."""

    passage_id: str
    paragraphs: list[int]
    text: str = Field(description="Verbatim.")


class PassageOutput(PassageText):
    """A passage with where it stands."""

    article_id: str
    title: str
    date: str
    jurisdictions: list[str]
    paragraph_count: int
    citation: str
    url: str | None
    sources: list[str] = Field(description="What the passage rests on, Id. and supra resolved.")
    before: list[PassageText] = Field(description="The passages before it, in the article's order.")
    after: list[PassageText]
    warnings: list[str] = Field(description="To be shown with the quotation.")


class SourceAuthority(Output):
    """A source that an article names in full."""

    author: str | None
    title: str | None
    container: str | None
    date: str | None
    text: str


class SourceCite(Output):
    """One cite of a source parenthesis; offsets count code points in the article's body."""

    start: int
    end: int
    form: Literal["full", "id", "supra", "short"]
    resolves_to: SourceAuthority | None = Field(description="null where it is not certain.")
    candidates: list[SourceAuthority]


class SourceParenthesis(SourceCite):
    """A source parenthesis: its first cite, and all where there are several."""

    paragraph: int
    text: str
    flags: list[Literal["unbalanced", "ambiguous", "unresolved", "run_on"]]
    cites: list[SourceCite]


class SourcesOutput(Output):
    """The source parentheses of an article, or of some paragraphs."""

    article_id: str
    title: str
    paragraphs: list[int] = Field(description="Whose sources these are; empty: the whole article's.")
    sources: list[SourceParenthesis]
    rests_on: list[str] = Field(description="What the passage rests on, also from elsewhere in the article.")


class CitationOutput(Output):
    """A citation."""

    article_id: str
    style: str
    citation: str
    in_text: str | None
    paragraphs: list[int]
    url: str | None
    warnings: list[str]


class Difference(Output):
    """A difference between a quotation and the article."""

    kind: Literal["changed", "left_out", "put_in", "edited", "skipped"]
    said: str
    original: str


class CheckedQuotation(Output):
    """A quotation that was looked for."""

    quotation: str
    start: int
    end: int
    status: Literal[
        "exact", "same_words", "shortened", "edited", "altered", "absent", "short", "title", "unchecked"
    ] = Field(
        description="exact, same_words and shortened are found; edited: something is put between brackets; altered:"
        " see differences; absent: not in these articles; short: too few words to look for; title: that of the"
        " article; unchecked: not looked for, since the text has so many before it."
    )
    is_true: bool = Field(
        description="Whether it may be called a quotation from the article. The words are checked, not who said them."
    )
    is_part: bool = Field(description="Whether it is a piece of a long quotation that does not stand there as a whole.")
    turns_sense: bool
    word_before: str | None = Field(description="A word like “not” that stands just before the original.")
    skips_sentence_end: bool = Field(description="Whether an ellipsis joins parts of two sentences.")
    may_turn_sense: bool = Field(description="Whether an ellipsis leaves out what may bear on the sense.")
    leaves_out_note: bool = Field(description="Whether a source parenthesis is left out without a mark.")
    editors_notes: list[str] = Field(description="What an editor notes in it, like “[sic]”.")
    named_around: list[str] = Field(
        description="Jurisdictions that the text names around it, where the article is on none of them."
    )
    other_articles: int = Field(description="In how many other articles a number stands.")
    article_id: str | None
    paragraphs: list[int]
    original: str | None = Field(description="The words of the article, or its title, verbatim.")
    differences: list[Difference]
    rests_on: list[str] = Field(description="What its paragraphs rest on, also from elsewhere in the article.")
    citation: str | None
    url: str | None


class QuotationsOutput(Output):
    """The quotations of a text."""

    all_true: bool
    quotations: list[CheckedQuotation]


class ComparedColumn(Output):
    """The best passage of a jurisdiction on a topic."""

    jurisdiction: str
    kind: Literal["answer", "related", "none"] = Field(
        description="answer: the passage is on the topic. related: the nearest passage, which may not be; say so."
        " none: nothing here is."
    )
    has_articles: bool = Field(description="Whether any article here is on the jurisdiction.")
    article_id: str | None
    passage_id: str | None
    paragraphs: list[int]
    date: str | None
    title: str | None
    quote: str | None = Field(description="The whole passage, verbatim.")
    evidence: list[str] = Field(description="The sentences of it that speak to the topic, verbatim.")
    citation: str | None
    url: str | None
    rests_on: list[str] = Field(description="What the passage rests on, Id. and supra resolved.")
    older: list[NamedArticle] = Field(description="Older articles of the jurisdiction on the topic as a whole.")
    warnings: list[str] = Field(description="To be shown with the quotation.")


class ComparisonOutput(Output):
    """A topic in some jurisdictions, in the order in which they were named."""

    topic: str
    notes: list[str] = Field(description="How the topic was read.")
    columns: list[ComparedColumn]


class DatedLead(DatedArticle):
    """An article of a timeline."""

    jurisdictions: list[str]
    lead: str = Field(description="Its first sentence, verbatim.")
    url: str | None


class TimelineOutput(Output):
    """The articles on a topic, in a jurisdiction, or both; the oldest first."""

    topic: str | None
    jurisdiction: str | None
    after: str | None
    before: str | None
    notes: list[str] = Field(description="How the topic was read.")
    near: list[str] = Field(description="Topics that come near, where no article is on the one that was named.")
    per_year: dict[str, int] = Field(description="Each year from the first to the last, with its number of articles.")
    articles: list[DatedLead]
