"""`/sources` and the neighbours of `/source`, under discord.py's real parsers and command tree (simcord)."""

from typing import Any

import discord
import pytest

from glmbot import limits
from glmbot.bot.context import BotContext
from glmbot.storage.database import Store
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, given_article, make_article

LONG = "\n\n".join(
    f"Barns of county {number} are *red*. (Ada Quill, Barns_{number} of the County, THE COURIER (Mar. 4, 2011).)"
    f" Huts too. (Id.){' Sheds as well. (Quill, supra.)' if number % 4 == 0 else ''}"
    for number in range(1, 401)
)
"""400 paragraphs with 900 sources."""

DOUBTS = (
    "Barns are red. (Red *Sheds*, OBF website (Mar. 4, 2011); @everyone Sheds, OBF website (Apr. 5, 2011).)\n\n"
    "Huts are blue. (Id.)\n\n"
    "# Silos are grey. (Nobody, supra.)"
)


@pytest.fixture
def context() -> BotContext:
    articles = (
        given_article(),
        make_article(LONG, title="Elbonia: Four Hundred Paragraphs"),
        make_article(DOUBTS, title="Ruritania: Doubts"),
        make_article("Barns are red.", title="Norland: One Plain Paragraph"),
    )
    return BotContext(build_answerer(corpus_of(*articles)), Store(None))


def description(message: Any) -> str:
    return str(message.embeds[0].description)


async def test_sources_shows_each_source_once_with_where_it_is_cited_to_the_asker_alone(channel: Any, ada: Any) -> None:
    (choice,) = await ada.autocomplete(channel, "sources", "article", "traffick")
    result = await ada.slash(channel, "sources", article=choice["value"])
    assert result.ephemeral
    summary, *lines = description(result.response).split("\n")
    assert summary == "Dec. 6, 2011 · 3 sources, cited 6 times"
    assert [line for line in lines if line.startswith("-# Cited in")] == [
        "-# Cited in ¶ 1 (in full)",
        "-# Cited in ¶ 2 (in full, Id.), ¶ 5 (supra)",
        "-# Cited in ¶ 3 (in full), ¶ 6 (supra)",
    ]  # fmt: skip
    assert [line[:6] for line in lines if line.startswith("**")] == ["**1.**", "**2.**", "**3.**"]
    assert lines.count("-# ⚠ damaged: its closing parenthesis is missing") == 2
    assert result.response.embeds[0].url.startswith("https://www.loc.gov/")


async def test_the_sources_of_a_paragraph_are_counted_from_one(channel: Any, ada: Any) -> None:
    of_own = description((await ada.slash(channel, "sources", article="traffick", paragraph=5)).response)
    assert of_own.startswith("Dec. 6, 2011 · ¶ 5: 1 source\n**1.** UNODC and UNHCR Sign Memorandum")
    elsewhere = description((await ada.slash(channel, "sources", article="traffick", paragraph=4)).response)
    assert elsewhere.startswith("Dec. 6, 2011 · ¶ 4 cites no source itself; it rests on:\n**1.** UNODC and UNHCR")


async def test_an_article_of_four_hundred_sources_is_cut_between_two_of_them(channel: Any, ada: Any) -> None:
    result = await ada.slash(channel, "sources", article="four hundred")
    first, *entries, last = description(result.response).split("\n**")
    assert "400 sources, cited 800 times, 100 uncertain cites" in first
    assert len(description(result.response)) <= limits.EMBED_DESCRIPTION
    shown, more = len(entries) + 1, last.split("\n")[-1]
    assert more.startswith(f"… and {500 - shown} more, from ¶ ")
    assert more.endswith("on. Choose a paragraph to see its sources; `glmbot sources` lists them all.")
    further = await ada.slash(channel, "sources", article="four hundred", paragraph=399)
    assert "**1.** Ada Quill, Barns\\_399" in description(further.response)
    assert "glmbot sources" not in description(further.response)


async def test_sources_are_text_where_embeds_may_not_be_sent(simcord_env: Any, guild: Any) -> None:
    silent = discord.PermissionOverwrite(embed_links=False)
    channel = guild.create_text_channel("bare", overwrites={guild.default_role: silent})
    ada = guild.add_member(simcord_env.create_user("ada2"))
    result = await ada.slash(channel, "sources", article="four hundred")
    assert not result.response.embeds
    assert len(result.response.content) <= limits.CONTENT
    assert result.response.content.startswith("**Elbonia: Four Hundred Paragraphs**\n")


async def test_what_is_uncertain_is_marked_and_what_the_article_holds_is_inert(channel: Any, ada: Any) -> None:
    text = description((await ada.slash(channel, "sources", article="doubts")).response)
    assert "\n⚠ ambiguous: may be Red \\*Sheds\\*, OBF website" in text
    assert "\n⚠ unresolved: nothing cited before is certain to be meant" in text
    assert "\\@everyone Sheds" in text
    assert "(@everyone" not in text


@pytest.mark.parametrize(
    ("paragraph", "expected", "missing"),
    [
        (1, ["▶ ¶ 2 According to the UNODC, the MOU"], "◀"),
        (2, ["◀ ¶ 1 (Dec. 6, 2011) On October 31", "▶ ¶ 3 The MOU also calls for"], None),
        (3, ["◀ ¶ 2 ", "▶ ¶¶ 4–5 The Executive Director"], None),
        (5, ["◀ ¶ 3 ", "▶ ¶ 6 Co-signer"], None),
        (6, ["◀ ¶¶ 4–5 "], "▶"),
    ],
)
async def test_source_shows_how_its_neighbours_begin(
    channel: Any, ada: Any, paragraph: int, expected: list[str], missing: str | None
) -> None:
    text = description((await ada.slash(channel, "source", article="traffick", paragraph=paragraph)).response)
    assert all(f"\n-# {line}" in text for line in expected)
    assert missing is None or missing not in text


async def test_source_of_an_only_paragraph_has_no_neighbours(channel: Any, ada: Any) -> None:
    text = description((await ada.slash(channel, "source", article="one plain")).response)
    assert "◀" not in text
    assert "▶" not in text


async def test_source_tells_of_a_source_that_cannot_be_told_for_certain(channel: Any, ada: Any) -> None:
    text = description((await ada.slash(channel, "source", article="doubts", paragraph=2)).response)
    assert "Not certain what this refers to: Id. (/sources tells more)" in text
    assert "Rests on" not in text
    assert "Not certain" not in description((await ada.slash(channel, "source", article="traffick")).response)


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"article": "trafiking persons"}, "nearest"),
        ({"article": "traffick", "paragraph": 9}, "it has paragraphs 1 to 6"),
    ],
)
async def test_an_unknown_article_or_paragraph_is_told_to_the_asker(
    channel: Any, ada: Any, options: dict[str, Any], expected: str
) -> None:
    result = await ada.slash(channel, "sources", **options)
    assert result.ephemeral
    assert expected in result.response.content
