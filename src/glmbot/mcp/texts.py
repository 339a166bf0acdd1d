"""What the tools give in words, for clients that show text: the same sentences as in the terminal and on Discord."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from glmbot.core.answering.wording import (
    INVENTED_NOTICE,
    RELATED_LEAD,
    footer_lines,
    newer_line,
    no_answer_lines,
    pinpoint,
    place_parts,
    related_lead,
    short_footer_lines,
)
from glmbot.core.citation import CHECK_LABEL, bluebook_date, cite
from glmbot.core.model import Article, Found, Listing, NoAnswer, Passage, Related, Remark, SingleReply
from glmbot.core.quotations import Checked, Finding
from glmbot.core.quotations.wording import WORDS_ONLY, compares, left_line, remarks, verdict
from glmbot.core.research.comparison import Column, Comparison
from glmbot.core.research.timeline import Timeline, lead_of
from glmbot.core.research.wording import no_articles_lines, not_found, older_line
from glmbot.core.sources.listing import ListedSource, detail_lines, select
from glmbot.core.translatable import labelled, ngettext_lazy

_GAP = ""


def reply_text(parts: Sequence[SingleReply], today: dt.date) -> str:
    """The replies to the parts of a question; the passages verbatim."""
    return f"\n{_GAP}\n".join("\n".join(_reply_lines(part, today)) for part in parts)


def _reply_lines(reply: SingleReply, today: dt.date) -> Iterable[str]:
    match reply:
        case NoAnswer():
            return [*no_answer_lines(reply), *reply.notes]
        case Remark():
            return [reply.text, *reply.lines]
        case Listing():
            listed = (f"{bluebook_date(one.date)} · {one.headline}" for one in reply.articles)
            return [reply.title, *listed, *reply.notes]
        case _:
            return _found_lines(reply, today)


def _found_lines(found: Found, today: dt.date) -> Iterator[str]:
    if isinstance(found, Related):
        yield related_lead(found)
        yield from found.doubts[1:]
        yield _GAP
    yield found.article.headline
    yield " · ".join(place_parts(found.article, found.passage))
    yield _GAP
    if found.fact:
        yield from (found.fact.text, _GAP)
    if found.passage:
        yield from (found.passage.text, _GAP)
    if found.sources:
        yield f"Rests on: {'; '.join(found.sources)}"
    yield f"Cite: {found.citation}"
    yield from found.notes
    if newer := newer_line(found.newer):
        yield newer
    yield from footer_lines(found.article, today)


def passage_text(
    passage: Passage, before: Sequence[Passage], after: Sequence[Passage], sources: Sequence[str], today: dt.date
) -> str:
    """A passage between its neighbours, verbatim, with its place and citation; each of several under its number."""
    article = passage.article
    lines = [article.headline, " · ".join(place_parts(article, passage))]
    for one, role in (
        *((one, "before it") for one in before),
        (passage, "cited"),
        *((one, "after it") for one in after),
    ):
        head = [f"[{pinpoint(one.paragraphs)}, {role}]"] if before or after else []
        lines += [_GAP, *head, one.text]
    lines += [_GAP, *([f"Rests on: {'; '.join(sources)}"] if sources else [])]
    lines += [f"Cite: {cite(article, paragraphs=passage.paragraphs)}", *footer_lines(article, today)]
    return "\n".join(lines)


def comparison_text(found: Comparison, today: dt.date) -> str:
    """The best passage of each jurisdiction, verbatim, with its place and citation."""
    columns = ("\n".join(_column_lines(column, today)) for column in found.columns)
    return f"\n{_GAP}\n".join(["\n".join([found.topic, *found.notes]), *columns])


def _column_lines(column: Column, today: dt.date) -> Iterator[str]:
    yield f"[{column.jurisdiction}]"
    if (passage := column.passage) is None:
        yield not_found(column)
        return
    article = passage.article
    yield from () if column.is_sure else (RELATED_LEAD,)
    yield from (article.headline, " · ".join(place_parts(article, passage)), _GAP, passage.text, _GAP)
    if column.rests_on:
        yield f"Rests on: {'; '.join(column.rests_on)}"
    yield f"Cite: {cite(article, paragraphs=passage.paragraphs)}"
    yield from (*older_line(column), *short_footer_lines(article, today))


def timeline_text(found: Timeline) -> str:
    """The articles by date, each with its first sentence."""
    if not found.articles:
        return "\n".join([*no_articles_lines(found), *found.notes])
    count = ngettext_lazy("{count} article", "{count} articles", len(found.articles))
    listed = (
        f"{bluebook_date(one.date)} · {one.headline}\n   {' '.join(lead_of(one).split())}" for one in found.articles
    )
    below = [INVENTED_NOTICE] if found.articles[0].is_invented else []
    return "\n".join([labelled(found.subject, count), *found.notes, *listed, *below])


def sources_text(article: Article, listed: Sequence[ListedSource], paragraphs: Sequence[int]) -> str:
    """The sources of an article, or of paragraphs, each with what it stands for; `listed` are all of the article's."""
    lines = [article.headline]
    for paragraph in paragraphs or (None,):
        summary, entries = select(listed, article, paragraph)
        lines.append(summary)
        for entry in entries:
            lines.append(f"{entry.number}. ¶ {entry.source.paragraph} {' '.join(entry.source.text.split())}")
            lines += [f"   {line}" for _, line in detail_lines(entry)]
    return "\n".join(lines)


def citation_text(citation: str, in_text: str | None) -> str:
    """A citation, what stands in the text, and that it is to be checked."""
    return "\n".join(filter(None, (citation.rstrip("\n"), in_text, CHECK_LABEL)))


def quotations_text(checked: Sequence[Checked]) -> str:
    """What is said of each quotation, with both sides where they differ, and what is not checked."""
    blocks = ["\n".join(_checked_lines(one)) for one in checked if not one.is_left]
    return f"\n{_GAP}\n".join(filter(None, (*blocks, left_line(checked), WORDS_ONLY)))


def _checked_lines(checked: Checked) -> Iterator[str]:
    finding = checked.finding
    yield verdict(checked)
    if finding is None or compares(finding):
        yield f"You: “{checked.text}”"
    if finding is not None:
        yield f"There: “{finding.original}”"
        yield from _differences(finding)
    yield from remarks(checked)
    if checked.rests_on:
        yield f"Rests on: {'; '.join(checked.rests_on)}"
    if checked.article is not None:
        yield f"Cite: {cite(checked.article, paragraphs=checked.paragraphs)}"


def _differences(finding: Finding) -> Iterator[str]:
    aligned = finding.alignment
    for part in aligned.parts:
        if part.kind in {"changed", "left_out", "put_in", "edited"}:
            yield f"Differs: “{aligned.said(part).strip()}” for “{aligned.original(part).strip()}”"
        elif part.kind == "skipped":
            yield f"Left out: “{aligned.original(part).strip()}”"
