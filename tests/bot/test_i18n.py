from typing import Any

import discord
import pytest
from discord import app_commands

from glmbot import limits
from glmbot.bot.client import GlmBot
from glmbot.bot.i18n import LANGUAGES, Translator, language_of, say_in
from glmbot.core.translatable import either, gettext_lazy, labelled, ngettext_lazy, quoted

TRANSLATED = ("es", "fr")
HELP = gettext_lazy("There is no question in that.")


@pytest.mark.parametrize(
    ("locales", "language"),
    [
        ((), "en"),
        ((None,), "en"),
        (("es",), "es"),
        (("es-ES", "fr"), "es"),
        ((discord.Locale.latin_american_spanish,), "es"),
        ((discord.Locale.spain_spanish,), "es"),
        ((discord.Locale.french, "es"), "fr"),
        ((discord.Locale.british_english, "fr"), "en"),
        ((discord.Locale.german, None, "fr"), "fr"),
        (("de", "pt-BR"), "en"),
        (("FR-ca",), "fr"),
        (("", "fr"), "fr"),
        (("english",), "en"),
        (("frr", "es"), "es"),
    ],
)
def test_the_first_language_that_there_is_counts(locales: tuple[object, ...], language: str) -> None:
    assert language_of(*locales) == language


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "2 articles"), ("es", "2 artículos"), ("fr", "2 articles"), ("de", "2 articles"), ("../en", "2 articles")],
)
def test_a_language_without_words_is_english(language: str, said: str) -> None:
    assert say_in(language)(ngettext_lazy("{count} article", "{count} articles", 2)) == said


@pytest.mark.parametrize(("language", "none"), [("en", "0 articles"), ("es", "0 artículos"), ("fr", "0 article")])
def test_each_language_counts_by_its_own_rule(language: str, none: str) -> None:
    assert say_in(language)(ngettext_lazy("{count} article", "{count} articles", 0)) == none


@pytest.mark.parametrize("language", TRANSLATED)
def test_titles_and_quotations_stay(language: str) -> None:
    say = say_in(language)
    assert say("Cite") == "Cite" != say(gettext_lazy("Cite"))
    assert say("") == ""
    assert say(gettext_lazy("Newer on this: {titles}", titles="Cite")).endswith("Cite")


@pytest.fixture
async def payloads(simcord_bot: GlmBot, simcord_env: Any) -> list[dict[str, Any]]:
    """The commands as they are registered."""
    assert simcord_env
    tree = simcord_bot.tree
    assert tree.translator
    return [await command.get_translated_payload(tree, tree.translator) for command in tree.get_commands()]


def options(payloads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The options of commands, and the commands of groups with theirs."""
    own = [option for payload in payloads for option in payload.get("options", ())]
    return [*own, *options(own)] if own else []


async def test_names_of_slash_commands_and_options_stay_for_everyone(payloads: list[dict[str, Any]]) -> None:
    slashes = [one for one in payloads if one.get("type", 1) == 1]
    assert len(slashes) >= 15
    for one in (*slashes, *options(payloads)):
        assert not one.get("name_localizations")


async def test_descriptions_and_menus_are_registered_in_each_language_inside_the_limits(
    payloads: list[dict[str, Any]],
) -> None:
    locales = {str(one) for one in discord.Locale if language_of(one) in TRANSLATED}
    menus = [one for one in payloads if one.get("type", 1) != 1]
    assert menus
    for menu in menus:
        assert menu["name_localizations"].keys() == locales, menu["name"]
        assert all(1 <= len(one) <= limits.COMMAND_NAME for one in menu["name_localizations"].values())
    for one in (*(one for one in payloads if one not in menus), *options(payloads)):
        assert one["description_localizations"].keys() == locales, one["name"]
        assert all(1 <= len(text) <= limits.COMMAND_DESCRIPTION for text in one["description_localizations"].values())


async def test_all_languages_of_a_command_together_are_inside_the_limit(payloads: list[dict[str, Any]]) -> None:
    for payload in payloads:
        for locale in (None, "es-ES", "fr"):
            assert _size(payload, locale) <= limits.COMMAND_TOTAL


def _size(payload: dict[str, Any], locale: str | None) -> int:
    """Names, descriptions and values, each in its longest language, as Discord adds them up."""
    own = sum(len(str(payload.get(key) or "")) for key in ("name", "value"))
    described = (payload.get("description_localizations") or {}).get(locale) or payload.get("description") or ""
    parts = [*payload.get("options", ()), *payload.get("choices", ())]
    return own + len(described) + sum(_size(part, locale) for part in parts)


@pytest.mark.parametrize("locale", [discord.Locale.french, discord.Locale.spain_spanish])
async def test_a_group_keeps_its_name_and_is_described_in_each_language(locale: discord.Locale) -> None:
    outer = app_commands.Group(name="help", description=str(HELP))
    inner = app_commands.Group(name="sources", description=str(HELP), parent=outer)

    @inner.command(description=str(HELP))
    @app_commands.describe(number=str(HELP))
    async def cite(interaction: discord.Interaction, number: int) -> None:
        """Do nothing."""

    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents(guilds=True)))
    payload = await outer.get_translated_payload(tree, Translator())
    said = say_in(language_of(locale))(HELP)
    for one in (payload, *options([payload])):
        assert not one.get("name_localizations")
        assert one["description_localizations"][str(locale)] == said != HELP


async def test_what_has_no_translation_is_left_to_discord() -> None:
    context: Any = app_commands.TranslationContext(app_commands.TranslationContextLocation.other, None)
    for locale in (discord.Locale.french, discord.Locale.german):
        assert await Translator().translate(app_commands.locale_str("No such words."), locale, context) is None


def test_every_language_has_words() -> None:
    assert set(LANGUAGES) == {"en", *TRANSLATED}


@pytest.mark.parametrize(
    ("language", "words", "label"),
    [
        ("en", "“a”, “b” or “c”", "Elections: 5 articles"),
        ("es", "“a”, “b” o “c”", "Elections: 5 artículos"),
        ("fr", "«\u00a0a\u00a0», «\u00a0b\u00a0» ou «\u00a0c\u00a0»", "Elections\u00a0: 5 articles"),
    ],
)
def test_words_are_quoted_and_labelled_as_each_language_has_it(language: str, words: str, label: str) -> None:
    say, count = say_in(language), ngettext_lazy("{count} article", "{count} articles", 5)
    assert say(either([quoted(one) for one in "abc"])) == words
    assert say(either([quoted("a")])) == say(quoted("a"))
    assert say(either([])) == ""
    assert say(labelled("Elections", count)) == label
