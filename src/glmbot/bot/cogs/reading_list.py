"""What a person keeps: Save under an answer and in a message's menu, /reading-list."""

import re
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final, cast

import discord
from discord import app_commands
from discord.ext import commands

from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, context_of, reply_privately, today
from glmbot.bot.reading_lists import at_once, compared, now_of, work_on
from glmbot.bot.ui.actions import chosen, on_press, typed
from glmbot.bot.ui.components import PASSAGE_REFS, PassageRef
from glmbot.bot.ui.delivery import in_time, replace_shown, respond
from glmbot.bot.ui.forms import open_form
from glmbot.bot.ui.render import Rendered
from glmbot.bot.ui.render_reading_list import (
    NOT_THERE,
    PAGE,
    note_form,
    page_of,
    render_entry,
    render_list,
    render_saved,
)
from glmbot.bot.ui.shown_under import passages_under
from glmbot.core.model import Passage
from glmbot.core.research.reading_list import Entry, Way
from glmbot.core.translatable import gettext_lazy
from glmbot.storage.reading_lists import Outcome, ReadingList, Shelf

MENU: Final = "Save"
NOT_MINE: Final = gettext_lazy("I can save passages from my own answers only; this message is not one of mine.")
NO_PASSAGE: Final = gettext_lazy("This message of mine shows no passage that could be saved.")
BUSY: Final = gettext_lazy("The database is busy just now. Press again in a moment.")
_ENTRY: Final = "(?P<entry>[0-9a-f]{24})"


class ReadingListCog(commands.Cog):
    """Keeps passages for people, with their notes."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name=MENU, callback=self.save_message)

    async def cog_load(self) -> None:
        """Add the menu command, which discord.py does not find in a cog by itself."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu command away."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def save_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Save the passages that a message of the bot's shows."""
        if self.bot.user is None or message.author.id != self.bot.user.id:
            await reply_privately(interaction, NOT_MINE)
        elif not (refs := passages_under(message)):
            await reply_privately(interaction, NO_PASSAGE)
        else:
            await _save(interaction, refs)

    @app_commands.command(name="reading-list")
    async def reading_list(self, interaction: Interaction) -> None:
        """Show the passages that you saved, with your notes."""
        rendered = await in_time(interaction, _page_after(interaction, Shelf.all, 0), private=True)
        await respond(interaction, rendered, ephemeral=True)


@on_press("save", PASSAGE_REFS)
async def save(interaction: Interaction, match: re.Match[str]) -> None:
    """Save the passages of an answer."""
    await _save(interaction, PassageRef.all_of(match))


async def _save(interaction: Interaction, refs: Sequence[PassageRef]) -> None:
    rendered = await in_time(interaction, _saved(interaction, refs), private=True)
    await respond(interaction, rendered, ephemeral=True)


async def _saved(interaction: Interaction, refs: Sequence[PassageRef]) -> Rendered:
    context = context_of(interaction)
    passages, articles, day = [await context.passage_at(ref) for ref in refs], context.articles, today()

    def entry_of(passage: Passage) -> Entry:
        return Entry.of(passage, day, articles.answerer_of(passage.article).corpus_index.rests_on(passage))

    made = await context.apart(lambda: [*map(entry_of, passages)], answers=True)
    entries = {one.passage_key: one for one in made}

    def work(shelf: Shelf) -> list[tuple[str, Entry, Outcome]]:
        return [(shelf.entry_id(entry), entry, shelf.save(entry)) for entry in entries.values()]

    return render_saved(await work_on(interaction, work), context.target(interaction))


@on_press("list-page", "(?P<number>[0-9]{1,4})(?::[bnf])?")
async def turn_page(interaction: Interaction, match: re.Match[str]) -> None:
    """Show another page of the list."""
    await _replace(interaction, _page_after(interaction, Shelf.all, int(match["number"])))


@on_press("list-open")
async def open_entry(interaction: Interaction, _: re.Match[str]) -> None:
    """Show the passage that was chosen."""
    await _replace(interaction, _entry_after(interaction, Shelf.all, next(iter(chosen(interaction)), "")))


@on_press("list-entry", _ENTRY)
async def show_entry(interaction: Interaction, match: re.Match[str]) -> None:
    """Show a passage again."""
    await _replace(interaction, _entry_after(interaction, Shelf.all, match["entry"]))


@on_press("list-move", f"{_ENTRY}:(?P<way>up|down|top|bottom)")
async def move(interaction: Interaction, match: re.Match[str]) -> None:
    """Move a passage by one place, or to an end of the list."""

    def work(shelf: Shelf) -> ReadingList:
        shelf.move(match["entry"], cast("Way", match["way"]))
        return shelf.all()

    await _replace(interaction, _entry_after(interaction, work, match["entry"]))


@on_press("list-remove", f"{_ENTRY}(?::(?P<sure>plain|noted))?")
async def remove(interaction: Interaction, match: re.Match[str]) -> None:
    """Take a passage off the list, and show the page where it was; ask before, and again where a note came meanwhile.

    `sure` is what the person was asked about: a passage with a note, or one without.
    """
    name, sure = match["entry"], match["sure"]

    def work(shelf: Shelf) -> tuple[ReadingList, int | None]:
        """The list, and the place of what was removed; None where it is to be asked first."""
        before = shelf.all()
        entry = dict(before.entries).get(name)
        if entry is not None and (sure is None or (entry.note and sure == "plain")):
            return before, None
        shelf.remove(name)
        return shelf.all(), next((at for at, (each, _) in enumerate(before.entries) if each == name), 0)

    async def removed() -> Rendered:
        found, place = await work_on(interaction, work)
        if place is None:
            return await _entry(interaction, found, name, removing=True)
        return await _page(interaction, found, place // PAGE)

    await _replace(interaction, removed())


@on_press("list-lost")
async def remove_unreadable(interaction: Interaction, _: re.Match[str]) -> None:
    """Delete the passages that can't be read any more."""

    def work(shelf: Shelf) -> ReadingList:
        shelf.remove_unreadable()
        return shelf.all()

    await _replace(interaction, _page_after(interaction, work, 0))


@on_press("list-note", _ENTRY)
async def write_note(interaction: Interaction, match: re.Match[str]) -> None:
    """Open the form for a note; it can't be opened late."""
    found = await at_once(interaction, Shelf.all)
    if found is None:
        await reply_privately(interaction, BUSY)
        return
    entry = dict(found.entries).get(match["entry"])
    if entry is None:
        await reply_privately(interaction, NOT_THERE)
        return
    await open_form(interaction, note_form(match["entry"], entry, context_of(interaction).target(interaction).say))


@on_press("list-noted", _ENTRY)
async def keep_note(interaction: Interaction, match: re.Match[str]) -> None:
    """Keep the note that was written."""
    note = typed(interaction).strip()

    def work(shelf: Shelf) -> ReadingList:
        shelf.annotate(match["entry"], note)
        return shelf.all()

    await _replace(interaction, _entry_after(interaction, work, match["entry"]))


async def _replace(interaction: Interaction, showing: Coroutine[Any, Any, Rendered]) -> None:
    """Show something in the message whose control was used."""
    await replace_shown(interaction, await in_time(interaction, showing, private=True, thinking=False))


async def _page_after(interaction: Interaction, work: Callable[[Shelf], ReadingList], number: int) -> Rendered:
    """A page of the list that some work on it leaves."""
    return await _page(interaction, await work_on(interaction, work), number)


async def _entry_after(interaction: Interaction, work: Callable[[Shelf], ReadingList], name: str) -> Rendered:
    """A passage of the list that some work on it leaves."""
    return await _entry(interaction, await work_on(interaction, work), name)


async def _page(interaction: Interaction, found: ReadingList, number: int, *, above: str = "") -> Rendered:
    number, entries = page_of(found, number)
    listed = await compared(interaction, entries)
    return render_list(found, listed, number, context_of(interaction).target(interaction), above=above)


async def _entry(interaction: Interaction, found: ReadingList, name: str, *, removing: bool = False) -> Rendered:
    """A passage alone, or whether to remove it; the first page, and that it is gone, where it is not there."""
    context, entry = context_of(interaction), dict(found.entries).get(name)
    if entry is None:
        return await _page(interaction, found, 0, above=NOT_THERE)
    (listed,) = await compared(interaction, [entry])
    articles = context.articles
    now = await context.apart(lambda: now_of(articles, entry))
    order = [each for each, _ in found.entries]
    return render_entry(name, listed, order, now, context.target(interaction), removing=removing)
