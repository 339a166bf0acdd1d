"""Every word of the bot's own is translated, as `make translations` left it, and fits where Discord shows it."""

import importlib.util
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import discord
import pytest
from babel.messages.catalog import Catalog, Message
from discord import app_commands

from glmbot import limits
from glmbot.bot.i18n import LANGUAGES, translations

PATH = Path(__file__).parents[1] / "tools" / "translations.py"


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
WORDS: Catalog = TOOL.collect()
TRANSLATED = ("es", "fr")
FORMAL = re.compile(
    r"\b(?:usted(?:es)?|haga|pregunte|elija|compare|pulse|diga|llame|vea|siga|mencióneme|pregúnteme)\b"
    r"|(?:^|[.;:] )(?:use|cite|nombre(?! de ))\b",
    re.IGNORECASE,
)
"""Words that speak to a person as *usted*."""
COMMANDS = re.compile(r"(?<!\w)/[a-z-]+|glmbot \w+")


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Each English form of a message with its translations; a plural may stand for the singular."""
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = strings_of(message)
    yield from zip(ids, strings, strict=False)
    yield from ((ids[-1], one) for one in strings[len(ids) :])


def strings_of(message: Message) -> list[str]:
    return [message.string or ""] if isinstance(message.string, str | None) else list(message.string)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def messages(language: str) -> list[Message]:
    return [message for message in TOOL.read(language) if message.id]


def test_the_languages_are_those_that_are_offered() -> None:
    assert set(TOOL.LANGUAGES) == set(TRANSLATED) == LANGUAGES.keys() - {"en"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_the_compiled_file_is_up_to_date(language: str) -> None:
    assert TOOL.faults(language, WORDS) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_is_translated_that_is_not_said(language: str) -> None:
    assert {str(one.id) for one in messages(language)} <= {str(one.id) for one in WORDS}
    assert not TOOL.read(language).fuzzy


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_and_markup_are_equal_in_each_language(language: str) -> None:
    for message in messages(language):
        for english, translation in pairs(message):
            assert placeholders(english) == placeholders(translation), english
            for mark in ("**", "`", "\n", "¶", "…"):
                assert english.count(mark) == translation.count(mark), (english, mark)
            assert COMMANDS.findall(english) == COMMANDS.findall(translation), english
            assert english[:1].isspace() == translation[:1].isspace(), english
            assert english[-1:].isspace() == translation[-1:].isspace(), english


def test_french_has_its_own_quotation_marks_and_a_blank_that_does_not_break_before_double_signs() -> None:
    for message in messages("fr"):
        for french in strings_of(message):
            assert not set('“”"') & set(french), french
            assert not re.search(r" [:;?!»]|« ", french), french
            assert not re.search(r"[\w})»][:;?!](?=\s|$)", french), french


def test_a_court_is_no_country_in_french() -> None:
    """*Juridiction* is a court: what an article is on is a country or a territory."""
    assert not [one for message in messages("fr") for one in strings_of(message) if "juridiction" in one.lower()]


def test_spanish_speaks_to_one_person_as_a_friend_and_has_one_kind_of_quotation_marks() -> None:
    for message in messages("es"):
        for spanish in strings_of(message):
            assert not set("«»") & set(spanish), spanish
            assert not FORMAL.search(re.sub(r"\{\w+\}|/\w+", "", spanish)), spanish


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_compiled_says_what_is_written(language: str) -> None:
    found = translations(language)
    for message in messages(language):
        if isinstance(message.id, str):
            assert found.gettext(message.id) == message.string
        else:
            singular, plural = message.id
            assert [found.ngettext(singular, plural, count) for count in (1, 2)] == strings_of(message)


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
def test_descriptions_and_names_of_menus_are_not_too_long_for_discord(language: str) -> None:
    from glmbot.bot.cogs.ask import MENU

    described = TOOL.descriptions()
    assert MENU in described
    for text in described:
        shown = translations(language).gettext(text)
        limit = limits.COMMAND_NAME if text == MENU else limits.COMMAND_DESCRIPTION
        assert 1 <= len(shown) <= limit, shown
        assert "\n" not in shown


async def test_what_stands_in_groups_is_collected() -> None:
    inner = app_commands.Group(name="inner", description="A group in a group.")
    outer = app_commands.Group(name="outer", description="A group.")
    outer.add_command(inner)

    @inner.command(description="A command in both.")
    @app_commands.describe(number="An option of it.")
    async def deep(interaction: discord.Interaction, number: int) -> None: ...

    @app_commands.context_menu(name="A menu")
    async def menu(interaction: discord.Interaction, message: discord.Message) -> None: ...

    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents(guilds=True)))
    tree.add_command(outer)
    tree.add_command(menu)
    assert sorted(TOOL.described(tree)) == [
        "A command in both.",
        "A group in a group.",
        "A group.",
        "A menu",
        "An option of it.",
    ]
