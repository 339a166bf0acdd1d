"""What a command's filters offer while a person types: the values that the articles have."""

from typing import Any

import discord
from discord import app_commands

from glmbot.bot.context import context_of
from glmbot.bot.ui.choices import offer_periods, offer_values

Interaction = discord.Interaction[Any]
Choices = list[app_commands.Choice[str]]


async def offer_jurisdictions(interaction: Interaction, typed: str) -> Choices:
    """The jurisdictions of the articles, with counts."""
    context = context_of(interaction)
    return await context.apart(lambda: offer_values(context.answerer.corpus.articles, "jurisdiction", typed))


async def offer_topics(interaction: Interaction, typed: str) -> Choices:
    """The topics of the articles, with counts."""
    context = context_of(interaction)
    return await context.apart(lambda: offer_values(context.answerer.corpus.articles, "topic", typed))


async def offer_years(interaction: Interaction, typed: str) -> Choices:
    """The years of the articles, with counts."""
    context = context_of(interaction)
    return await context.apart(lambda: offer_periods(context.answerer.corpus.articles, typed))


by_filters = app_commands.autocomplete(
    jurisdiction=offer_jurisdictions, topic=offer_topics, after=offer_years, before=offer_years
)
"""The decorator of a command that has all of the filters."""
