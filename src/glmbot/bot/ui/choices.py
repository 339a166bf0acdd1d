"""Choices that are offered while a person types (pure)."""

from collections.abc import Iterable

from discord import app_commands

from glmbot import limits
from glmbot.bot.ui.markdown import cut
from glmbot.core.corpus.listing import Field, counts
from glmbot.core.model import Article
from glmbot.core.text.tokens import fold


def offer_values(articles: Iterable[Article], field: Field, typed: str) -> list[app_commands.Choice[str]]:
    """The values of a field in which a word begins as typed, with counts; the most frequent first."""
    wanted = fold(typed.strip())
    found = [
        (value, count)
        for value, count in counts(articles, field)
        if len(value) <= limits.CHOICE_VALUE and any(word.startswith(wanted) for word in _starts(fold(value)))
    ]
    return [_choice(value, count) for value, count in found[: limits.CHOICES]]


def offer_periods(articles: Iterable[Article], typed: str) -> list[app_commands.Choice[str]]:
    """The years that some article is of, with counts, newest first; what is typed beyond a year stays as typed."""
    found = [(year, count) for year, count in counts(articles, "year") if year.startswith(typed.strip())]
    return [_choice(year, count) for year, count in found[: limits.CHOICES]]


def _starts(value: str) -> list[str]:
    words = value.split()
    return [" ".join(words[place:]) for place in range(len(words))] or [""]


def _choice(value: str, count: int) -> app_commands.Choice[str]:
    number = f" ({count})"
    return app_commands.Choice(name=cut(value, limits.CHOICE_NAME - len(number)) + number, value=value)
