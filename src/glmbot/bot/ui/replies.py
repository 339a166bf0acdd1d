"""Each kind of reply as Discord messages (pure)."""

from dataclasses import replace

from glmbot import limits
from glmbot.bot.i18n import say_in
from glmbot.bot.ui.articles import render_article, render_listing
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import (
    Asked,
    Rendered,
    RenderTarget,
    filter_note,
    found_card,
    render_card,
    render_citation,
    said,
)
from glmbot.core.answering.acts import LEAD
from glmbot.core.answering.wording import no_answer_lines
from glmbot.core.citation import STYLES
from glmbot.core.model import Found, Listing, NoAnswer, Remark, Reply, Shown, SingleReply, parts_of


def render(reply: Reply, target: RenderTarget, asked: Asked) -> list[Rendered]:
    """The messages of a reply, one for each part of the question."""
    return [
        _render_part(part, target, replace(asked, questions=asked.questions[index : index + 1]))
        for index, part in enumerate(parts_of(reply))
    ]


def _render_part(part: SingleReply, target: RenderTarget, asked: Asked) -> Rendered:
    match part:
        case Remark():
            # Who writes Spanish to a bot that speaks English is answered in Spanish.
            return said(part.text, replace(target, say=say_in(part.language)) if part.language else target)
        case Listing():
            return render_listing(part, target)
        case NoAnswer():
            return _render_none(part, target, asked)
        case Found():
            return _render_found(part, target, asked)


def _render_found(found: Shown, target: RenderTarget, asked: Asked) -> Rendered:
    paragraphs = found.passage.paragraphs if found.passage else ()
    match found.fact.field if found.fact else None:
        case "citation":
            style = next(one for one in STYLES.values() if found.fact and one.label == found.fact.text)
            return render_citation(found.article, style, paragraphs, target.say)
        case "lead":
            return render_article(found.article, found.sources, target, asked.asker, heading=LEAD)
        case _:
            return render_card(found_card(found, target, asked), target)


def _render_none(reply: NoAnswer, target: RenderTarget, asked: Asked) -> Rendered:
    lines = (*no_answer_lines(reply), *reply.notes, *filter_note(asked.filters))
    return Rendered(cut("\n".join(escape(target.say(line)) for line in lines), limits.CONTENT))
