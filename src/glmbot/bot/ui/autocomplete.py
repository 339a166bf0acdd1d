"""What a command's options offer while a person types: articles, and the values that they have."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import TypeAlias

from discord import app_commands

from glmbot import limits
from glmbot.bot.context import BotContext, Interaction, context_of
from glmbot.bot.ui.delivery import ACKNOWLEDGED
from glmbot.bot.ui.markdown import cut
from glmbot.bot.ui.persistence import FAILURES, persistently, told
from glmbot.core.corpus.jurisdictions import Jurisdictions
from glmbot.core.corpus.listing import Field
from glmbot.core.corpus.lookup import ArticleLookup
from glmbot.core.text.tokens import fold
from glmbot.storage.zones import zone_names

_log = logging.getLogger(__name__)

Choices: TypeAlias = list[app_commands.Choice[str]]


async def offer_articles(interaction: Interaction, typed: str) -> Choices:
    """The articles that fit what was typed so far."""
    return await _offer(interaction, lambda context: article_choices(context.lookup, typed))


async def offer_jurisdictions(interaction: Interaction, typed: str) -> Choices:
    """The jurisdictions of the articles, with counts, by any of their names."""
    return await _offer(
        interaction, lambda context: jurisdiction_choices(context.lookup, context.answerer.jurisdictions, typed)
    )


async def offer_topics(interaction: Interaction, typed: str) -> Choices:
    """The topics of the articles, with counts."""
    return await _offer(interaction, lambda context: value_choices(context.lookup, "topic", typed))


async def offer_years(interaction: Interaction, typed: str) -> Choices:
    """The years of the articles, with counts."""
    return await _offer(interaction, lambda context: year_choices(context.lookup, typed))


async def offer_zones(interaction: Interaction, typed: str) -> Choices:
    """The time zones by their names."""
    return await _offer(interaction, lambda _: zone_choices(typed))


by_filters = app_commands.autocomplete(
    jurisdiction=offer_jurisdictions, topic=offer_topics, after=offer_years, before=offer_years
)
"""The decorator of a command that has all of the filters."""


def article_choices(lookup: ArticleLookup, typed: str) -> Choices:
    """The articles with words that begin as typed, newest first; a choice's value is the article's key."""
    found = lookup.matching(typed, limits.CHOICES)
    return [app_commands.Choice(name=cut(article.headline, limits.CHOICE_NAME), value=article.key) for article in found]


def value_choices(lookup: ArticleLookup, field: Field, typed: str) -> Choices:
    """The values of a field in which a word begins as typed, with counts; the most frequent first."""
    return _choices(lookup.counts(field), lambda value: _begins(value, typed))


def jurisdiction_choices(lookup: ArticleLookup, known: Jurisdictions, typed: str) -> Choices:
    """The jurisdictions in which a word begins as typed, then those of which another name does: "Brit", "USA"."""
    counts, others = lookup.counts("jurisdiction"), known.beginning(typed)
    own = [one for one in counts if _begins(one[0], typed)]
    other = [one for one in counts if one[0] in others and not _begins(one[0], typed)]
    return _choices([*own, *other], lambda _: True)


def _choices(counts: Iterable[tuple[str, int]], is_wanted: Callable[[str], bool]) -> Choices:
    found = [(value, count) for value, count in counts if len(value) <= limits.CHOICE_VALUE and is_wanted(value)]
    return [_counted(value, count) for value, count in found[: limits.CHOICES]]


def _begins(value: str, typed: str) -> bool:
    """Whether a word of a value begins as typed."""
    wanted = fold(typed.strip())
    return any(words.startswith(wanted) for words in _endings(fold(value)))


def year_choices(lookup: ArticleLookup, typed: str) -> Choices:
    """The years that some article is of, with counts, newest first; what is typed beyond a year stays as typed."""
    found = [(year, count) for year, count in lookup.counts("year") if year.startswith(typed.strip())]
    return [_counted(year, count) for year, count in found[: limits.CHOICES]]


def zone_choices(typed: str) -> Choices:
    """The time zones in whose names a word begins as typed."""
    wanted = fold(typed.strip()).replace(" ", "_")
    found = [
        name for name in zone_names() if any(part.startswith(wanted) for part in (fold(name), *fold(name).split("/")))
    ]
    return [app_commands.Choice(name=name, value=name) for name in found[: limits.CHOICES]]


async def _offer(interaction: Interaction, find: Callable[[BotContext], Choices]) -> Choices:
    context, choices = context_of(interaction), Choices()
    try:
        choices = await context.apart(lambda: find(context))
    except Exception:  # noqa: BLE001 - whatever it is, the person must be able to go on typing
        # discord.py would leave an autocomplete that fails without acknowledgement.
        _log.exception("choices could not be found")
    await _send(interaction, choices)
    return choices


async def _send(interaction: Interaction, choices: Choices) -> None:
    """Answer an autocomplete, again and again where Discord fails in passing: else its person sees an error."""
    try:
        await persistently(lambda: interaction.response.autocomplete(choices))
    except FAILURES as error:
        if getattr(error, "code", None) != ACKNOWLEDGED:
            _log.warning("choices could not be offered (%s)", told(error))
        # discord.py would answer once more, and log what it can't: this ends its task, for which nobody waits.
        raise asyncio.CancelledError from None


def _endings(value: str) -> list[str]:
    """A value from each of its words on."""
    words = value.split()
    return [" ".join(words[start:]) for start in range(len(words))] or [""]


def _counted(value: str, count: int) -> app_commands.Choice[str]:
    number = f" ({count})"
    return app_commands.Choice(name=cut(value, limits.CHOICE_NAME - len(number)) + number, value=value)
