"""A reading list: a page of it, one of its passages, and what saving came to (pure)."""

from collections.abc import Sequence
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.i18n import Say
from glmbot.bot.ui.answer_buttons import NO_REF
from glmbot.bot.ui.card import SOURCES_LIMIT, resting
from glmbot.bot.ui.components import Button, Option, PassageRef, Row, Select, custom_id
from glmbot.bot.ui.forms import Form
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import ACCENT, Rendered, RenderTarget
from glmbot.bot.ui.render_sources import inert
from glmbot.core.citation import Markup, bluebook_date, cite, signed
from glmbot.core.model import Article
from glmbot.core.research.reading_list import KEEP_DAYS, LIMIT, NOTE_LIMIT, Entry
from glmbot.core.research.reading_list_files import TITLE, Listed
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy
from glmbot.storage.reading_lists import Outcome, ReadingList

PAGE: Final = 10
"""Passages on a page."""
_HEAD: Final = 130
_NOTE_SHOWN: Final = 80
_FULL_NOTE: Final = 1200
_LEAST: Final = 20
_PENCIL: Final = "\n-# ✎ "
_MOST: Final = 600
"""Characters of an entry on a page, where there are few."""
_NAMED: Final = 120

NOTE: Final = gettext_lazy("Note")
EMPTY: Final = gettext_lazy("Your reading list is empty. Press Save under an answer to put its passage here.")
NOT_THERE: Final = gettext_lazy("That passage is no longer on your reading list.")
REMOVE: Final = gettext_lazy("Remove it from your reading list?")
REMOVE_NOTED: Final = gettext_lazy("Remove it with its note?")
_REMOVE_LABEL: Final = gettext_lazy("Remove")
FULL: Final = gettext_lazy(
    "Your reading list is full: it holds {count} passages. /export takes them along; remove some, then save again.",
    count=LIMIT,
)
KEPT: Final = gettext_lazy(
    "Kept for {days} days after you last use it, {count} passages at most. /export makes a file of it.",
    days=KEEP_DAYS,
    count=LIMIT,
)


def render_saved(outcomes: Sequence[tuple[str, Entry, Outcome]], target: RenderTarget) -> Rendered:
    """What became of the passages that were to be saved, each with its id in the list."""
    lines = []
    for _, entry, outcome in outcomes:
        where = f"{signed(entry.paragraphs)} · {inert(entry.article.headline, _NAMED)}"
        if outcome != "full":
            told = {
                "new": gettext_lazy("Saved to your reading list: {passage}", passage=where),
                "again": gettext_lazy("On your reading list already: {passage}", passage=where),
            }[outcome]
            lines.append(target.say(told))
    if any(outcome == "full" for *_, outcome in outcomes):
        lines.append(target.say(FULL))
    kept = [name for name, _, outcome in outcomes if outcome != "full"]
    note = (_note_button(kept[0], target.say),) if len(kept) == 1 else ()
    opening = Button(target.say(gettext_lazy("Open the list")), custom_id("list-page", 0))
    return Rendered("\n".join(lines), rows=((*note, opening),))


def render_list(
    found: ReadingList, page: Sequence[Listed], number: int, target: RenderTarget, *, above: str = ""
) -> Rendered:
    """A page of the list, from 0, under a line; `page` are its entries, compared with the articles of today."""
    say, names = target.say, [name for name, _ in found.entries]
    rows: list[Row] = []
    if page:
        rows.append(_choice(names, page, number, say))
    if last := last_page(found):
        rows.append(_turning(number, last, say))
    lost = _unreadable(found)
    losing = (Button(say(gettext_lazy("Delete what can’t be read")), custom_id("list-lost")),) if lost else ()
    if buttons := (*((_export_button(say),) if page else ()), *losing):
        rows.append(buttons)
    if not page:
        return Rendered(say(lost or EMPTY), rows=tuple(rows))
    head = [say(above)] if above else []
    title = lazy_join(" · ", [TITLE, ngettext_lazy("{count} passage", "{count} passages", len(names))])
    foot = [say(line) for line in (lost, KEPT) if line]
    if not target.embeds:
        small = "\n".join(f"-# {escape(line)}" for line in foot)
        head.append(f"**{say(title)}**")
        blocks = _blocks(page, number, limits.CONTENT - len("\n".join([*head, small])) - 1, say)
        return Rendered("\n".join([*head, *blocks, small]), rows=tuple(rows))
    described = "\n\n".join(_blocks(page, number, limits.EMBED_DESCRIPTION, say))
    embed = discord.Embed(title=say(title), description=described, colour=ACCENT)
    embed.set_footer(text="\n".join(foot))
    return Rendered("".join(head), (embed,), rows=tuple(rows))


def last_page(found: ReadingList) -> int:
    """The number of the last page, from 0."""
    return max(0, len(found.entries) - 1) // PAGE


def page_of(found: ReadingList, number: int) -> tuple[int, list[Entry]]:
    """The number of a page, or of the last where there is none of that number, and its entries."""
    number = min(number, last_page(found))
    return number, [entry for _, entry in found.entries[number * PAGE : (number + 1) * PAGE]]


def _unreadable(found: ReadingList) -> str:
    if not found.unreadable:
        return ""
    return ngettext_lazy(
        "{count} passage was saved under another key of the operator’s and can’t be read any more.",
        "{count} passages were saved under another key of the operator’s and can’t be read any more.",
        len(found.unreadable),
    )


def _choice(names: Sequence[str], page: Sequence[Listed], number: int, say: Say) -> Select:
    options = [
        Option(
            cut(f"{place + 1} · {_one_line(one.entry.quotation)}", limits.SELECT_OPTION_LABEL),
            names[place],
            cut(f"{signed(one.entry.paragraphs)} · {one.entry.article.headline}", limits.SELECT_OPTION_DESCRIPTION),
        )
        for place, one in enumerate(page, number * PAGE)
    ]
    return Select(custom_id("list-open"), say(gettext_lazy("Open a passage: note, order, read on")), tuple(options))


def _turning(number: int, last: int, say: Say) -> tuple[Button, ...]:
    position = say(gettext_lazy("Page {number} of {count}", number=number + 1, count=last + 1))
    return (
        Button("◀", custom_id("list-page", max(0, number - 1), "b"), is_disabled=number == 0),
        Button(position, custom_id("list-page", number, "n"), is_disabled=True),
        Button("▶", custom_id("list-page", number + 1, "f"), is_disabled=number == last),
    )


def _blocks(page: Sequence[Listed], number: int, room: int, say: Say) -> list[str]:
    each = min(_MOST, room // len(page) - len("\n\n"))
    return [_block(place, one, each, say) for place, one in enumerate(page, number * PAGE + 1)]


def _block(place: int, one: Listed, room: int, say: Say) -> str:
    """An entry in at most `room` characters: where it is from, the beginning of the quotation, the mark, the note."""
    article = one.entry.article
    before, origin = f"**{place}.** ", escape(f" {signed(one.entry.paragraphs)} ({bluebook_date(article.date)})")
    below = f"\n-# {escape(say(one.mark))}" if one.mark else ""
    left = room - len(before + origin + below)
    title = _linked(inert(article.headline, min(_HEAD, left // 2)), article, left // 2)
    left -= len(title)
    if one.entry.note and (most := min(_NOTE_SHOWN, left // 3)) > _LEAST:
        below += _PENCIL + inert(one.entry.note, most - len(_PENCIL))
        left -= most
    most = left - len("\n> ")
    quoted = f"\n> {inert(one.entry.quotation, most)}" if most > _LEAST else ""
    return before + title + origin + quoted + below


def _linked(title: str, article: Article, room: int) -> str:
    url = article.url
    fits = url and ")" not in url and len(url) <= limits.BUTTON_URL and len(title) + len(url) + len("[](<>)") <= room
    return f"[{title}](<{url}>)" if fits else title


def render_entry(
    name: str,
    one: Listed,
    order: Sequence[str],
    now: Article | None,
    target: RenderTarget,
    *,
    removing: bool = False,
) -> Rendered:
    """A passage of the list with its note and what can be done with it, or the question whether to remove it.

    `now` is its article as it is by this time.
    """
    say, entry = target.say, one.entry
    above = say(
        gettext_lazy(
            "Passage {number} of {count}, saved on {day}",
            number=order.index(name) + 1,
            count=len(order),
            day=bluebook_date(entry.saved),
        )
    )
    if removing:
        above += f"\n**{say(REMOVE_NOTED if entry.note else REMOVE)}**"
    limit = limits.EMBED_DESCRIPTION if target.embeds else limits.CONTENT - len(above) - 1
    citation = cite(entry.article, paragraphs=entry.paragraphs, markup=Markup.MARKDOWN)
    below = ["", citation] if len(citation) < limit // 3 else []
    if entry.rests_on:
        below.append(resting(entry.rests_on, say, min(SOURCES_LIMIT, limit // 4)).rstrip("\n"))
    below += [f"-# {escape(say(one.mark))}"] if one.mark else []
    if entry.note:
        below.append(f"**{say(NOTE)}**\n" + _fitted(entry.note, min(_FULL_NOTE, limit // 3)))
    quoted = _fitted(entry.quotation, limit - len("\n".join(below)) - 2, mark="> ")
    body = "\n".join([quoted, *below])
    rows = (_removal_row(name, entry, say),) if removing else _entry_rows(name, one, order, now, say)
    if not target.embeds:
        return Rendered(f"{above}\n{body}", rows=rows)
    embed = discord.Embed(title=cut(entry.article.headline, limits.EMBED_TITLE), description=body, colour=ACCENT)
    embed.url = entry.article.url if entry.article.url and len(entry.article.url) <= limits.BUTTON_URL else None
    return Rendered(above, (embed,), rows=rows)


def _removal_row(name: str, entry: Entry, say: Say) -> tuple[Button, ...]:
    return (
        Button(say(_REMOVE_LABEL), custom_id("list-remove", name, "noted" if entry.note else "plain")),
        Button(say(gettext_lazy("Keep it")), custom_id("list-entry", name)),
    )


def _entry_rows(name: str, one: Listed, order: Sequence[str], now: Article | None, say: Say) -> tuple[Row, ...]:
    place, last = order.index(name), len(order) - 1
    is_same = now is not None and now.key == one.entry.key
    nothing = PassageRef(NO_REF, 0).parts()
    reading = PassageRef(now.key, one.entry.paragraphs[0] if is_same else 1).parts() if now else nothing
    return (
        (
            Button("▲", custom_id("list-move", name, "up"), is_disabled=place == 0),
            Button("▼", custom_id("list-move", name, "down"), is_disabled=place == last),
            Button(say(gettext_lazy("To the top")), custom_id("list-move", name, "top"), is_disabled=place == 0),
            Button(
                say(gettext_lazy("To the bottom")), custom_id("list-move", name, "bottom"), is_disabled=place == last
            ),
        ),
        (
            _note_button(name, say),
            Button(say(gettext_lazy("Read on")), custom_id("open", *reading), is_disabled=now is None),
            # As it was saved, the citation stands beside the passage; in other styles an article is cited as it is.
            Button(
                say(gettext_lazy("Cite")),
                custom_id("cite", *(reading if is_same else nothing)),
                is_disabled=not is_same,
            ),
            _export_button(say),
        ),
        (
            Button(say(gettext_lazy("Back to the list")), custom_id("list-page", place // PAGE)),
            Button(say(_REMOVE_LABEL), custom_id("list-remove", name)),
        ),
    )


def _export_button(say: Say) -> Button:
    return Button(say(gettext_lazy("Export")), custom_id("list-export"))


def render_formats(formats: Sequence[Option], target: RenderTarget) -> Rendered:
    """The kinds of file that a list can be had as, to choose one."""
    say = target.say
    choice = Select(custom_id("list-format"), say(gettext_lazy("The kind of file")), tuple(formats))
    return Rendered(say(gettext_lazy("Your reading list as a file:")), rows=(choice,))


def _note_button(name: str, say: Say) -> Button:
    return Button(say(NOTE), custom_id("list-note", name))


def note_form(name: str, entry: Entry, say: Say) -> Form:
    """The form for the note on a passage, with the note that is there."""
    label = gettext_lazy("Your note; empty to take it away")
    return Form(custom_id("list-noted", name), say(NOTE), say(label), entry.note, NOTE_LIMIT)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fitted(text: str, limit: int, *, mark: str = "") -> str:
    """Text, or its beginning, as it stands, each line behind a mark, in at most `limit` characters."""
    size = limit
    while True:
        lines = escape(cut(text.strip(), size)).split("\n")
        shown = "\n".join((mark + line).rstrip() for line in lines)
        if len(shown) <= limit or size <= 1:
            return shown if len(shown) <= limit else ""
        size -= max(1, (len(shown) - limit) // 2)
