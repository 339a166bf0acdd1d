"""Saving, the list and its files, under discord.py's real command tree."""

from dataclasses import replace
from typing import Any

import pytest

from glmbot.bot.articles import Articles
from glmbot.bot.cogs.reading_list import MENU
from glmbot.bot.context import BotContext
from glmbot.storage import reading_lists
from glmbot.storage.load import build_answerer
from support.articles import GIVEN_ID, corpus_of, given_article, make_article
from support.sent import custom_id_of, marks

PASSAGE = {"article": GIVEN_ID, "paragraph": 2}


async def saved(channel: Any, person: Any, paragraph: int = 2) -> Any:
    card = (await person.slash(channel, "source", article=GIVEN_ID, paragraph=paragraph)).response
    return await person.click(card, custom_id=custom_id_of(card, "Save"))


def description(result: Any) -> str:
    return str(result.response.embeds[0].description)


async def test_a_passage_is_saved_for_who_presses_and_for_nobody_else(channel: Any, ada: Any, manager: Any) -> None:
    result = await saved(channel, ada)
    assert result.ephemeral
    assert result.response.content.startswith("Saved to your reading list: ¶ 2 · United Nations")
    assert (await saved(channel, ada)).response.content.startswith("On your reading list already: ¶ 2")
    listed = await ada.slash(channel, "reading-list")
    assert listed.ephemeral
    assert description(listed).count("¶ 2") == 1
    assert "is empty" in (await manager.slash(channel, "reading-list")).response.content


async def test_the_menu_saves_what_a_message_of_the_bot_shows_and_nothing_of_others(channel: Any, ada: Any) -> None:
    card = (await ada.slash(channel, "source", **PASSAGE)).response
    assert "Saved to your reading list: ¶ 2" in (await ada.context_menu(channel, MENU, target=card)).response.content
    message = await ada.send(channel, "Look at ¶ 2!")
    assert "not one of mine" in (await ada.context_menu(channel, MENU, target=message)).response.content


async def test_a_note_is_written_in_a_form_and_stands_by_the_passage(channel: Any, ada: Any) -> None:
    told = await saved(channel, ada)
    form = await ada.click(told.response, custom_id=custom_id_of(told.response, "Note"))
    assert form.modal is not None
    noted = await ada.submit_modal(form, {"text": "  **Compare** <@1>\nNorland  "})
    shown = str(noted.response.embeds[0].description)
    assert "\\*\\*Compare\\*\\* \\<@1>\nNorland" in shown
    assert "✎ \\*\\*Compare\\*\\* \\<@1> Norland" in description(await ada.slash(channel, "reading-list"))


async def test_a_full_list_says_so(channel: Any, ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_lists, "LIMIT", 1)
    await saved(channel, ada)
    assert (await saved(channel, ada, 3)).response.content.startswith("Your reading list is full")
    assert "Reading list · 1 passage" in (await ada.slash(channel, "reading-list")).response.embeds[0].title


async def test_an_article_that_changed_or_went_is_marked_and_its_passage_stays(
    channel: Any, ada: Any, context: BotContext
) -> None:
    await saved(channel, ada)
    given = given_article()
    changed = replace(given, body=given.body.replace("four geographical areas", "five geographical areas"))
    for articles, mark in (
        ((changed, make_article()), "The article has changed since."),
        ((make_article(),), "No longer"),
    ):
        context.swap(Articles(build_answerer(corpus_of(*articles))))
        listed = description(await ada.slash(channel, "reading-list"))
        assert "According to the UNODC" in listed
        assert mark in listed
        exported = await ada.slash(channel, "export", format="markdown")
        assert exported.ephemeral
        (file,) = exported.response.attachments
        content = (await file.read()).decode()
        assert mark in content
        assert "four geographical areas" in content


async def test_what_is_not_there_any_more_is_said_above_the_list(channel: Any, ada: Any) -> None:
    told = await saved(channel, ada)
    await saved(channel, ada, 3)
    listed = (await ada.slash(channel, "reading-list")).response
    opened = await ada.select(listed, [name_in(told)], custom_id="glmbot:list-open")
    asked = await ada.click(opened.response, custom_id=custom_id_of(opened.response, "Remove"))
    await ada.click(asked.response, custom_id=custom_id_of(asked.response, "Remove"))
    again = await ada.click(told.response, custom_id=custom_id_of(told.response, "Note"))
    assert again.response.content == "That passage is no longer on your reading list."


async def entry_of(channel: Any, ada: Any, told: Any) -> Any:
    listed = (await ada.slash(channel, "reading-list")).response
    return await ada.select(listed, [name_in(told)], custom_id="glmbot:list-open")


async def test_a_passage_goes_only_after_the_question_and_one_with_a_note_not_without_another(
    channel: Any, ada: Any
) -> None:
    told = await saved(channel, ada)
    opened = await entry_of(channel, ada, told)
    asked = await ada.click(opened.response, custom_id=custom_id_of(opened.response, "Remove"))
    assert "**Remove it from your reading list?**" in asked.response.content
    assert marks(asked.response) == ["Remove", "Keep it"]
    kept = await ada.click(asked.response, custom_id=custom_id_of(asked.response, "Keep it"))
    assert "To the top" in marks(kept.response)
    asked = await ada.click(kept.response, custom_id=custom_id_of(kept.response, "Remove"))
    form = await ada.click(told.response, custom_id=custom_id_of(told.response, "Note"))
    await ada.submit_modal(form, {"text": "mine"})
    again = await ada.click(asked.response, custom_id=custom_id_of(asked.response, "Remove"))
    assert "**Remove it with its note?**" in again.response.content
    assert "✎ mine" in description(await ada.slash(channel, "reading-list"))
    gone = await ada.click(again.response, custom_id=custom_id_of(again.response, "Remove"))
    assert "is empty" in gone.response.content


async def test_a_passage_is_kept_with_the_sources_that_the_article_gives_for_it(channel: Any, ada: Any) -> None:
    opened = await entry_of(channel, ada, await saved(channel, ada, 2))
    resting = (
        "Rests on: UNODC and UNHCR Sign Memorandum of Understanding to Combat Human Trafficking and Migrant Smuggling"
    )
    assert resting in description(opened)
    (file,) = (await ada.slash(channel, "export", format="ris")).response.attachments
    assert resting in (await file.read()).decode()


@pytest.mark.parametrize(
    ("command", "options", "told"),
    [
        ("compare", {"topic": "trafficking", "first": "United Nations", "second": "Norland"}, ["¶"]),
        (
            "verify",
            {"text": "“the two United Nations entities” and “human trafficking and migrant smuggling”"},
            ["¶ 2"],
        ),
        ("source", PASSAGE, ["¶ 2"]),
        ("article", {"article": GIVEN_ID}, ["¶ 1"]),
    ],
)
async def test_the_menu_saves_the_passages_of_every_message_that_shows_some(
    channel: Any, ada: Any, command: str, options: dict[str, Any], told: list[str]
) -> None:
    shown = (await ada.slash(channel, command, **options)).response
    result = (await ada.context_menu(channel, MENU, target=shown)).response.content
    for one in told:
        assert f"Saved to your reading list: {one}" in result


def name_in(told: Any) -> str:
    return custom_id_of(told.response, "Note").rpartition(":")[2]


async def test_forget_me_deletes_the_list(channel: Any, ada: Any) -> None:
    await saved(channel, ada)
    assert "1 passage of your reading list" in (await ada.slash(channel, "forget-me")).response.content
    assert "is empty" in (await ada.slash(channel, "reading-list")).response.content
