"""A reply as messages: its words, and what gives way where there is no room."""

import dataclasses
import datetime as dt
from typing import Any

import discord
import pytest

from glmbot import limits
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.render import ACCENT, QUIET, Asked, found_card, render_card, render_citations, said
from glmbot.bot.ui.replies import render
from glmbot.core.answering.wording import RELATED_LEAD
from glmbot.core.citation import STYLES, cite
from glmbot.core.corpus.filters import read_filters
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Answer, Fact, NoAnswer, Related, Several
from glmbot.core.translatable import gettext_lazy
from support.articles import make_article
from support.sendable import ENGLISH

ARTICLE = make_article(url="https://x.example/page")
PASSAGE, SECOND, _ = split_passages(ARTICLE)
ANSWER = Answer(ARTICLE, PASSAGE, (), cite(ARTICLE), sources=("Ferries Made Safer",))
NOTHING = NoAnswer("no_match")
PLAIN = dataclasses.replace(ENGLISH, embeds=False)
FULL = dataclasses.replace(ENGLISH, is_full=True)
QUESTION = "Which regions does the MOU target?"


def embed_of(card: Card) -> discord.Embed:
    embed = render_card(card, ENGLISH).embed
    assert embed is not None
    return embed


def test_a_compact_answer_is_place_and_quotation() -> None:
    embed = embed_of(Card(ARTICLE, PASSAGE, sources=ANSWER.sources))
    assert (embed.title, embed.url, embed.colour) == (ARTICLE.title, ARTICLE.url, discord.Colour(ACCENT))
    place, quotation = str(embed.description).split("\n")
    assert place == "Mar. 3, 2014 · Norland · ¶ 1 of 4"
    assert quotation.startswith("> (Mar. 3, 2014) The Ferry Safety Act")
    assert embed.footer.text == "Reported in 2014; the law may have changed. Not legal advice."


def test_a_full_answer_has_its_sources_and_citation_too() -> None:
    embed = render_card(Card(ARTICLE, PASSAGE, sources=ANSWER.sources), FULL).embed
    assert embed is not None
    lines = str(embed.description).split("\n")
    assert lines[2] == "Rests on: Ferries Made Safer"
    assert lines[3].startswith("Cite: Ines Fabel, *Norland: Ferry Safety Act Adopted*")
    assert str(embed.footer.text).endswith("not legal advice.")


def test_a_related_passage_is_led_in_and_quiet() -> None:
    (message,) = render(Related(ARTICLE, PASSAGE, (), cite(ARTICLE)), ENGLISH, Asked())
    assert message.content == RELATED_LEAD
    assert message.embed is not None
    assert message.embed.colour == discord.Colour(QUIET)


SEVERAL = Several((ANSWER, NOTHING, dataclasses.replace(ANSWER, passage=SECOND)))
PARTS = Asked(("first?", "second?", "third?"), 5, written=("Which first?", "Which second?", "Which third?"))


def test_parts_are_sections_of_one_message_with_one_set_of_controls() -> None:
    (message,) = render(SEVERAL, ENGLISH, PARTS)
    assert message.content == ""
    heads = [str(embed.author.name) for embed in message.embeds]
    assert heads == ["1 · Which first?", "2 · Which second?", "3 · Which third?"]
    assert [embed.title for embed in message.embeds] == [ARTICLE.title, None, ARTICLE.title]
    assert "No article here answers that" in str(message.embeds[1].description)
    row, saving = message.rows
    assert isinstance(row, tuple)
    assert [button.label for button in row] == ["1 · ¶ 1", "3 · ¶ 2", "Cite", "Sources"]
    assert isinstance(saving, tuple)
    assert [button.label for button in saving] == ["Save"]


def test_a_footing_that_the_next_part_has_too_is_told_once() -> None:
    (message,) = render(Several((ANSWER, dataclasses.replace(ANSWER, passage=SECOND))), ENGLISH, PARTS)
    assert [bool(embed.footer.text) for embed in message.embeds] == [False, True]


def test_a_part_that_is_not_certain_says_so_in_its_section() -> None:
    related = Related(ARTICLE, SECOND, (), cite(ARTICLE))
    (message,) = render(Several((ANSWER, related)), ENGLISH, PARTS)
    assert str(message.embeds[1].description).startswith(f"{RELATED_LEAD}\n")
    assert RELATED_LEAD not in str(message.embeds[0].description)


def test_parts_as_text_stand_below_each_other() -> None:
    (message,) = render(SEVERAL, PLAIN, PARTS)
    assert not message.embeds
    places = [message.content.index(f"**{number} · Which") for number in (1, 2, 3)]
    assert places == sorted(places)


def _more(rows: Any) -> str | None:
    ids = [button.custom_id for row in rows if isinstance(row, tuple) for button in row]
    return next((name.split(":", 5)[5] for name in ids if name.startswith("glmbot:more:")), None)


def test_a_fact_is_shown_above_the_passage() -> None:
    card = found_card(dataclasses.replace(ANSWER, fact=Fact("title", "The *title*")), ENGLISH, Asked(("Which?",)))
    assert "\n**The \\*title\\***\n" in str(embed_of(card).description)
    assert _more(card.rows) == "Which?"


@pytest.mark.parametrize("reply", [ANSWER, NOTHING])
def test_filters_are_named_with_whatever_was_found(reply: Answer | NoAnswer) -> None:
    asked = Asked(filters=read_filters("Norland", None, "2014"))
    (message,) = render(reply, PLAIN, asked)
    assert "Searched only: jurisdiction Norland, from 2014-01-01 on." in message.content


def test_without_embeds_all_of_it_is_text() -> None:
    message = render_card(Card(ARTICLE, PASSAGE, lead=gettext_lazy("Lead")), PLAIN)
    assert message.embed is None
    assert message.content.startswith(
        f"Lead\n**[{ARTICLE.title}](<{ARTICLE.url}>)**\nMar. 3, 2014 · Norland · ¶ 1 of 4\n> "
    )


def test_the_quotation_gives_way_before_the_citation() -> None:
    long = make_article("Ferries carry boats. " * 400)
    (passage,) = split_passages(make_article(long.body.strip()))
    text = render_card(Card(passage.article, passage), dataclasses.replace(FULL, embeds=False)).content
    assert len(text) <= limits.CONTENT
    assert "Cite: Ines Fabel" in text
    assert " …\n" in text


def test_a_citation_too_long_for_a_message_comes_as_a_file() -> None:
    article = make_article(title="Title " * 400)
    rendered = render_citations([(article, ())], STYLES["bluebook"], ENGLISH.say)
    assert rendered.file is not None
    assert len(rendered.content) < 200
    assert render_citations([(ARTICLE, ())], STYLES["bluebook"], ENGLISH.say).file is None


def test_old_articles_are_dated_by_the_day_of_the_reader() -> None:
    year = dataclasses.replace(ENGLISH, today=dt.date(2014, 3, 4))
    old, new = (render_card(Card(ARTICLE, PASSAGE), target).embed for target in (ENGLISH, year))
    assert old is not None
    assert new is not None
    assert "Reported in 2014" in str(old.footer.text)
    assert "Reported in 2014" not in str(new.footer.text)


def test_the_bots_own_words_fit_into_a_message() -> None:
    assert len(said("word " * 900, ENGLISH).content) <= limits.CONTENT


async def test_where_no_embeds_may_be_sent_an_answer_is_text(simcord_env: Any, guild: Any) -> None:
    silent = discord.PermissionOverwrite(embed_links=False)
    channel = guild.create_text_channel("bare", overwrites={guild.default_role: silent})
    ada = guild.add_member(simcord_env.create_user("ada2"))
    await ada.send(channel, f"<@{simcord_env.bot.user.id}> {QUESTION}")
    assert not channel.last_message.embeds
    assert "Latin America" in channel.last_message.content
    assert "](<https://www.loc.gov/" in channel.last_message.content
