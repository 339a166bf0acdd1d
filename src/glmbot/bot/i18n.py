"""The interface's languages: catalogues of the bot's own words; the passages stay as they are."""

from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

import discord
from discord import app_commands

from glmbot.core.translatable import ENGLISH, Translations, translate
from glmbot.storage.resources import read_translations

LANGUAGES: Final = {"en": "English", "es": "Español", "fr": "Français"}

Say: TypeAlias = Callable[[str], str]
"""Puts a sentence of ours into a language; other text stays as it is."""


@cache
def translations(language: str) -> Translations:
    """The translations of a language; English where there is none."""
    if language == "en" or language not in LANGUAGES:
        return ENGLISH
    return read_translations(language)


@cache
def say_in(language: str) -> Say:
    """How to say things in a language."""
    words = translations(language)

    def say(text: str) -> str:
        return translate(text, words)

    return say


def language_of(*locales: object) -> str:
    """The first of some locales (`es-ES`, `fr`) whose language there is, else English."""
    for locale in locales:
        if locale is not None and (language := str(locale).split("-")[0].lower()) in LANGUAGES:
            return language
    return "en"


class Translator(app_commands.Translator):
    """Describes commands, options and choices in each language; their names stay, so that everyone can name them."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The description in a language, or None where there is nothing to translate."""
        named = app_commands.TranslationContextLocation
        if context.location in {named.command_name, named.group_name, named.parameter_name}:
            is_menu = isinstance(context.data, app_commands.ContextMenu)
            if not is_menu:
                return None
        language = language_of(locale)
        words = translations(language).gettext(string.message) if language != "en" else string.message
        return None if words == string.message else words
