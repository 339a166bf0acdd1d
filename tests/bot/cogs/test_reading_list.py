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
    assert marks(opened.response)[:4] == ["▲", "▼", "Note", "Remove"]
    await ada.click(opened.response, custom_id=custom_id_of(opened.response, "Remove"))
    again = await ada.click(told.response, custom_id=custom_id_of(told.response, "Note"))
    assert again.response.content == "That passage is no longer on your reading list."


def name_in(told: Any) -> str:
    return custom_id_of(told.response, "Note").rpartition(":")[2]


async def test_forget_me_deletes_the_list(channel: Any, ada: Any) -> None:
    await saved(channel, ada)
    assert "1 passage of your reading list" in (await ada.slash(channel, "forget-me")).response.content
    assert "is empty" in (await ada.slash(channel, "reading-list")).response.content


@pytest.mark.parametrize("form", ["markdown", "docx", "ris", "csl-json", "bibtex", "biblatex"])
async def test_each_format_is_one_file_for_the_person_alone(channel: Any, ada: Any, form: str) -> None:
    await saved(channel, ada)
    result = await ada.slash(channel, "export", format=form)
    assert result.ephemeral
    (file,) = result.response.attachments
    assert file.filename.startswith("reading-list.")
