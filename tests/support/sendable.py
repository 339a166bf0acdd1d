"""What Discord would refuse in a rendered message: one check of all limits, by glmbot's table of them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.cogs import find_cogs
from glmbot.bot.i18n import LANGUAGES, say_in
from glmbot.bot.ui.actions import action_of
from glmbot.bot.ui.components import Button, ChannelSelect, Row, Select
from glmbot.bot.ui.render import Rendered, RenderTarget
from support.sent import ids_of

find_cogs()  # so that every action is known

TODAY: Final = dt.date(2026, 3, 1)
RENDER_TARGETS: Final = [
    *(RenderTarget(say_in(language), TODAY, embeds) for language in LANGUAGES for embeds in (True, False)),
    *(RenderTarget(say_in("en"), TODAY, embeds, is_full=True) for embeds in (True, False)),
]
"""Each language, as embed and as text, and both in full."""
ENGLISH: Final = RENDER_TARGETS[0]


def assert_sendable(message: Rendered) -> None:
    """Fail where Discord would refuse a message."""
    assert list(faults(message)) == []


def faults(message: Rendered) -> Iterator[str]:
    """Each limit that a message breaks."""
    yield from _long("content", message.content, limits.CONTENT)
    if not message.content.strip() and not message.embeds and message.file is None:
        yield "nothing to show"
    for embed in message.embeds:
        yield from _of_embed(embed)
    yield from _long("embeds together", " " * sum(map(len, message.embeds)), limits.EMBEDS_TOTAL)
    if message.file is not None:
        name, content = message.file
        raw = content if isinstance(content, bytes) else content.encode()
        if not name or not raw.strip() or len(raw) > limits.ATTACHMENT_BYTES:
            yield f"file {name!r} of {len(content)} characters"
    if len(message.rows) > limits.ACTION_ROWS:
        yield f"{len(message.rows)} rows"
    for row in message.rows:
        yield from _of_row(row)
    twice = [name for name, count in Counter(ids_of(message.rows)).items() if count > 1]
    if twice:
        yield f"custom_ids that are not unique: {twice}"


def text_of(message: Rendered) -> str:
    """All that a person reads in a message, its controls as well."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.author.name or "", embed.title or "", embed.description or "", embed.footer.text or ""]
        parts += [f"{one.name}\n{one.value}" for one in embed.fields]
    for row in message.rows:
        if isinstance(row, tuple):
            parts += [button.label for button in row]
        else:
            parts.append(row.placeholder)
        if isinstance(row, Select):
            parts += [f"{one.label}\n{one.description}" for one in row.options]
    return "\n".join(part for part in parts if part)


def _of_embed(embed: discord.Embed) -> Iterator[str]:
    yield from _long("embed title", embed.title or "", limits.EMBED_TITLE)
    yield from _long("embed description", embed.description or "", limits.EMBED_DESCRIPTION)
    yield from _long("embed footer", embed.footer.text or "", limits.EMBED_FOOTER)
    yield from _long("embed author", embed.author.name or "", limits.EMBED_AUTHOR)
    if not (embed.title or embed.description):
        yield "an empty embed"
    for name, wanted in (("footer", "text"), ("author", "name")):
        sent: dict[str, str] | None = embed.to_dict().get(name)  # type: ignore[assignment]
        if sent is not None and not sent.get(wanted):
            yield f"a {name} without {wanted}"
    if embed.url is not None:
        yield from _of_url(embed.url)
    if len(embed.fields) > limits.EMBED_FIELDS:
        yield f"{len(embed.fields)} fields"
    for one in embed.fields:
        yield from _filled("field name", one.name or "", limits.EMBED_FIELD_NAME)
        yield from _filled("field value", one.value or "", limits.EMBED_FIELD_VALUE)


def _of_row(row: Row) -> Iterator[str]:
    if isinstance(row, tuple):
        if len(row) > limits.BUTTONS_PER_ROW:
            yield f"{len(row)} buttons in a row"
        for button in row:
            yield from _of_button(button)
        return
    yield from _of_id(row.custom_id)
    yield from _filled("placeholder", row.placeholder, limits.SELECT_PLACEHOLDER)
    if isinstance(row, ChannelSelect):
        if len(set(row.chosen)) != len(row.chosen) or len(row.chosen) > limits.SELECT_OPTIONS:
            yield f"{len(row.chosen)} channels, {len(set(row.chosen))} of them different"
        return
    yield from _of_options(row)


def _of_button(button: Button) -> Iterator[str]:
    yield from _long("label", button.label, limits.BUTTON_LABEL)
    if not button.label.strip() and not button.emoji:
        yield "a button without label"
    if bool(button.url) == bool(button.custom_id):
        yield f"a button {button.label!r} that is both a link and not, or neither"
    if button.url:
        yield from _of_url(button.url)
    else:
        yield from _of_id(button.custom_id)


def _of_options(select: Select) -> Iterator[str]:
    options = select.options
    if not 1 <= len(options) <= limits.SELECT_OPTIONS:
        yield f"{len(options)} options"
    if len({one.value for one in options}) != len(options) or sum(one.is_default for one in options) > 1:
        yield f"options that are not told apart: {[one.value for one in options]}"
    for one in options:
        yield from _filled("option label", one.label, limits.SELECT_OPTION_LABEL)
        yield from _filled("option value", one.value, limits.SELECT_OPTION_VALUE)
        yield from _long("option description", one.description, limits.SELECT_OPTION_DESCRIPTION)


def _of_id(custom_id: str) -> Iterator[str]:
    yield from _filled("custom_id", custom_id, limits.CUSTOM_ID)
    if action_of(custom_id) is None:
        yield f"a custom_id that nothing answers: {custom_id!r}"


def _of_url(url: str) -> Iterator[str]:
    yield from _filled("url", url, limits.BUTTON_URL)
    if not url.startswith(("http://", "https://")) or any(char.isspace() for char in url):
        yield f"no web address: {url!r}"


def _filled(what: str, text: str, limit: int) -> Iterator[str]:
    if not text.strip():
        yield f"{what} is blank"
    yield from _long(what, text, limit)


def _long(what: str, text: str, limit: int) -> Iterator[str]:
    if len(text) > limit:
        yield f"{what} of {len(text)} characters, {limit} are allowed"
