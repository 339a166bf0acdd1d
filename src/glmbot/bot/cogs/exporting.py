"""Files of what a person keeps: /export, and the button of the same name on the list."""

import asyncio
import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from discord import app_commands
from discord.ext import commands

from glmbot import limits
from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, context_of, reply_privately
from glmbot.bot.errors import OUTDATED
from glmbot.bot.reading_lists import compared, work_on
from glmbot.bot.ui.actions import chosen, on_press
from glmbot.bot.ui.components import Option
from glmbot.bot.ui.delivery import in_time, respond
from glmbot.bot.ui.render import Rendered
from glmbot.bot.ui.render_reading_list import render_formats, render_list
from glmbot.core.citation import STYLES
from glmbot.core.research.reading_list_files import Listed, Say, as_markdown, as_references
from glmbot.core.translatable import gettext_lazy, ngettext_lazy
from glmbot.storage.reading_lists import Shelf
from glmbot.storage.word_file import as_word

TOO_LARGE: Final = gettext_lazy(
    "That file is larger than Discord takes. Choose another format, or remove some passages."
)
_WORD: Final = "docx"
_MARKDOWN: Final = "markdown"
_FORMATS: Final = (
    Option("Markdown", _MARKDOWN),
    Option("Word (DOCX)", _WORD),
    *(Option(one.label, one.name) for one in STYLES.values() if one.annotated),
)


class ExportingCog(commands.Cog):
    """Gives people what they keep as files."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot
        self.turn = asyncio.Semaphore(1)
        """Files are made one after the other: a long list takes a processor for seconds, and memory."""

    @app_commands.command()
    @app_commands.describe(format="The kind of file")
    @app_commands.choices(format=[app_commands.Choice(name=one.label, value=one.value) for one in _FORMATS])
    async def export(self, interaction: Interaction, format: str) -> None:  # noqa: A002 - what people see
        """Make a file of your reading list, for Word, Zotero and other programs."""
        await _export(interaction, format)


@on_press("list-export")
async def offer_formats(interaction: Interaction, _: re.Match[str]) -> None:
    """Ask which kind of file is wanted."""
    await respond(interaction, render_formats(_FORMATS, context_of(interaction).target(interaction)), ephemeral=True)


@on_press("list-format")
async def export_chosen(interaction: Interaction, _: re.Match[str]) -> None:
    """Make the kind of file that was chosen."""
    await _export(interaction, next(iter(chosen(interaction)), ""))


async def _export(interaction: Interaction, form: str) -> None:
    if form not in {one.value for one in _FORMATS}:
        await reply_privately(interaction, OUTDATED)
        return
    rendered = await in_time(interaction, _exported(interaction, form), private=True)
    await respond(interaction, rendered, ephemeral=True)


async def _exported(interaction: Interaction, form: str) -> Rendered:
    """The list of one moment as a file; what changes meanwhile is not in it."""
    found = await work_on(interaction, Shelf.all)
    target = context_of(interaction).target(interaction)
    if not found.entries:
        return render_list(found, [], 0, target)
    listed = await compared(interaction, [entry for _, entry in found.entries])
    cog = interaction.client.get_cog(ExportingCog.__name__)
    assert isinstance(cog, ExportingCog)
    async with cog.turn:
        # Not `apart`: a long list takes a second, however few the articles are.
        name, content = await asyncio.to_thread(_file, form, listed, target.say, interaction.created_at)
    if len(content) > limits.ATTACHMENT_BYTES:
        return Rendered(target.say(TOO_LARGE))
    told = ngettext_lazy("{count} passage", "{count} passages", len(listed))
    return Rendered(target.say(told), file=(name, content))


def _file(form: str, listed: Sequence[Listed], say: Say, made: dt.datetime) -> tuple[str, bytes]:
    """The name and the content of a file in a format, made at a time."""
    if form == _WORD:
        return "reading-list.docx", as_word(listed, say, made)
    if form == _MARKDOWN:
        return "reading-list.md", as_markdown(listed, say).encode()
    style = STYLES[form]
    return f"reading-list{style.extension}", as_references(listed, style, say).encode()
