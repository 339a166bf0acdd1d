"""The tools: each a function of the library and its arguments, which gives an object and the same in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Generic

from glmbot.core.answering.wording import footer_lines
from glmbot.core.citation import CHECK_LABEL, STYLES, cite
from glmbot.core.corpus.filters import read_filters
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.corpus.passages import split_paragraphs, split_passages
from glmbot.core.model import Found, Passage, Reply, Several, SingleReply, parts_of
from glmbot.core.objects.citations import citation_object
from glmbot.core.objects.quotations import quotation_object
from glmbot.core.objects.replies import reply_object
from glmbot.core.objects.research import comparison_object, timeline_object
from glmbot.core.objects.sources import source_object
from glmbot.core.quotations import all_true, check_text
from glmbot.core.research import comparison as comparing
from glmbot.core.research import timeline as dating
from glmbot.core.research.periods import Period
from glmbot.core.sources.listing import list_sources
from glmbot.mcp import outputs, texts
from glmbot.mcp.arguments import (
    ArgumentsT,
    CiteArguments,
    CompareArguments,
    PassageArguments,
    SearchArguments,
    SourcesArguments,
    TimelineArguments,
    VerifyArguments,
    read_arguments,
)
from glmbot.mcp.library import Library


@dataclass(frozen=True)
class Given:
    """What a tool gives: an object of its output's schema, and the same in words."""

    structured: dict[str, Any]
    text: str


@dataclass(frozen=True)
class Tool(Generic[ArgumentsT]):
    """A tool: what it takes, what it gives, and how."""

    title: str
    description: str
    arguments: type[ArgumentsT]
    output: type[outputs.Output]
    function: Callable[[Library, ArgumentsT], Given]

    def run(self, library: Library, given: Mapping[str, Any] | None) -> Given:
        """Do what it is for.

        Raises:
            GlmbotError: what the client can mend, in one sentence.
        """
        return self.function(library, read_arguments(self.arguments, given))


def search(library: Library, wanted: SearchArguments) -> Given:
    """The reply to a question, as `glmbot ask --json` has it, with what is to be shown beside a quotation."""
    filters = read_filters(wanted.jurisdiction, wanted.topic, wanted.after, wanted.before) or None
    if filters:
        filters = library.answerer.checked(filters)
    turn = library.answerer.turn(wanted.question, filters=filters)
    reply = library.spoken(turn.reply)
    gists = [query.question for query in turn.queries]
    found = reply_object(reply, wanted.question, gists)
    return Given(_warned(library, found, reply), texts.reply_text(parts_of(reply), library.today()))


def _warned(library: Library, found: dict[str, Any], reply: Reply) -> dict[str, Any]:
    """A reply's object, and those of its parts, with their warnings; several parts are a kind of their own."""
    first, *_ = parts = parts_of(reply)
    found["warnings"] = _warnings(library, first)
    if isinstance(reply, Several):
        found["kind"] = "several"
        for part, one in zip(found["parts"], parts, strict=True):
            part["warnings"] = _warnings(library, one)
    return found


def _warnings(library: Library, reply: SingleReply) -> list[str]:
    return footer_lines(reply.article, library.today()) if isinstance(reply, Found) else []


def passage(library: Library, wanted: PassageArguments) -> Given:
    """A passage, with those around it."""
    article, found = library.place(wanted)
    found = found or passage_of(article, wanted.paragraph or 0)
    every = split_passages(article)
    place = every.index(found)
    before, after = every[max(0, place - wanted.neighbours) : place], every[place + 1 :][: wanted.neighbours]
    sources = library.answerer.corpus_index.rests_on(found)
    structured = {
        **_passage_object(found),
        "article_id": article.article_id,
        "title": article.headline,
        "date": article.date.isoformat(),
        "jurisdictions": list(article.jurisdictions),
        "paragraph_count": len(split_paragraphs(article.body)),
        "citation": cite(article, paragraphs=found.paragraphs),
        "url": article.url,
        "sources": list(sources),
        "before": [_passage_object(one) for one in before],
        "after": [_passage_object(one) for one in after],
        "warnings": footer_lines(article, library.today()),
    }
    return Given(structured, texts.passage_text(found, before, after, sources, library.today()))


def _passage_object(found: Passage) -> dict[str, Any]:
    return {"passage_id": found.passage_id, "paragraphs": list(found.paragraphs), "text": found.text}


def sources(library: Library, wanted: SourcesArguments) -> Given:
    """The source parentheses of an article or of some paragraphs, each with what it stands for."""
    article, found = library.place(wanted)
    if wanted.paragraph is not None:
        passage_of(article, wanted.paragraph)
    named = found.paragraphs if found else (wanted.paragraph,) if wanted.paragraph else ()
    passage = found or (passage_of(article, named[0]) if named else None)
    every = library.answerer.corpus_index.sources[article.article_id]
    structured = {
        "article_id": article.article_id,
        "title": article.headline,
        "paragraphs": list(named),
        "sources": [source_object(one) for one in every if not named or one.paragraph in named],
        "rests_on": list(library.answerer.corpus_index.rests_on(passage)) if passage else [],
    }
    return Given(structured, texts.sources_text(article, list_sources(every), named))


def cite_in_style(library: Library, wanted: CiteArguments) -> Given:
    """The citation of an article or a passage in a style."""
    article, found = library.place(wanted)
    paragraphs = found.paragraphs if found else sorted(set(wanted.paragraphs))
    for one in paragraphs:
        passage_of(article, one)
    structured = citation_object(article, STYLES[wanted.style], paragraphs)
    text = texts.citation_text(structured["citation"], structured["in_text"])
    return Given({**structured, "warnings": [str(CHECK_LABEL)]}, text)


def verify(library: Library, wanted: VerifyArguments) -> Given:
    """The quotations of a text, each looked for in the articles."""
    checked = check_text(wanted.text, library.answerer.corpus_index)
    structured = {
        "all_true": all_true(checked),
        "quotations": [quotation_object(one) for one in checked],
    }
    return Given(structured, texts.quotations_text(checked))


def compare(library: Library, wanted: CompareArguments) -> Given:
    """The best passage on a topic in each of some jurisdictions."""
    found = comparing.compare(library.answerer, wanted.topic, wanted.jurisdictions)
    return Given(comparison_object(found, library.today()), texts.comparison_text(found, library.today()))


def timeline(library: Library, wanted: TimelineArguments) -> Given:
    """The articles on a topic, in a jurisdiction, or both, by date."""
    days = read_filters(None, None, wanted.after, wanted.before)
    found = dating.timeline(library.answerer, wanted.topic, wanted.jurisdiction, Period(days.after, days.before))
    return Given(timeline_object(found), texts.timeline_text(found))


TOOLS: Final[Mapping[str, Tool[Any]]] = MappingProxyType(
    {
        "search": Tool(
            "Search the articles",
            "Answers a question with a passage from the articles, verbatim, with its citation, date and sources, or"
            " says that it is not sure, or that nothing here answers. Quote what it gives, and cite it.",
            SearchArguments,
            outputs.ReplyOutput,
            search,
        ),
        "passage": Tool(
            "Read a passage",
            "Gives a passage of an article verbatim, with its citation, and the passages around it where asked.",
            PassageArguments,
            outputs.PassageOutput,
            passage,
        ),
        "sources": Tool(
            "List sources",
            "Lists the sources that an article, or a passage of it, gives in parentheses; Id. and supra are resolved,"
            " and what is damaged or ambiguous is marked, never guessed.",
            SourcesArguments,
            outputs.SourcesOutput,
            sources,
        ),
        "cite": Tool(
            "Cite",
            "Cites an article, or a passage of it, in a style of lawyers, scholars or reference managers.",
            CiteArguments,
            outputs.CitationOutput,
            cite_in_style,
        ),
        "verify": Tool(
            "Check quotations",
            "Tells whether quoted words stand in the articles as they are quoted: found, changed (with what differs),"
            " or not in these articles.",
            VerifyArguments,
            outputs.QuotationsOutput,
            verify,
        ),
        "compare": Tool(
            "Compare jurisdictions",
            "Gives the best passage on a topic in each of two to four jurisdictions, verbatim, dated and cited, or says"
            " that it is not sure, or that nothing here is on the topic.",
            CompareArguments,
            outputs.ComparisonOutput,
            compare,
        ),
        "timeline": Tool(
            "Follow a subject through the years",
            "Lists the articles on a topic, in a jurisdiction, or both, the oldest first, each with its date and first"
            " sentence, verbatim.",
            TimelineArguments,
            outputs.TimelineOutput,
            timeline,
        ),
    }
)
"""Every tool by its name, in the order in which they are listed."""
