"""Paragraphs, sources and citations, by command and by button."""

from typing import Any

import pytest

from glmbot.bot.articles import Articles
from glmbot.bot.ui.render import CHANGED
from support.articles import GIVEN_ID
from support.sent import custom_id_of

QUESTION = "Which regions does the MOU target?"


async def test_source_shows_a_paragraph_with_its_citation(channel: Any, ada: Any) -> None:
    (choice,) = await ada.autocomplete(channel, "source", "article", "traffick")
    assert choice["name"] == "United Nations: Agreement to Combat Trafficking in Persons"
    result = await ada.slash(channel, "source", article=choice["value"], paragraph=6)
    text = result.response.embeds[0].description
    assert "¶ 6 of 6" in text
    assert "Guterres" in text


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(
    ("command", "options", "expected"),
    [
        ("source", {"article": "trafiking persons", "paragraph": 1}, "nearest"),
        ("source", {"article": "traffick", "paragraph": 9}, "it has paragraphs 1 to 6"),
        ("source", {"article": "🤷"}, "/articles lists them all"),
        ("sources", {"article": "traffick", "paragraph": 9}, "it has paragraphs 1 to 6"),
        ("cite", {"article": "🤷"}, "/articles lists them all"),
        ("cite", {"article": "traffick"}, "Wendy Zeldin, *United Nations: Agreement to Combat Trafficking in Persons*"),
        ("cite", {"article": "traffick", "style": "apa"}, "Zeldin, W."),
    ],
)
async def test_a_lookup_answers_the_asker_alone(
    channel: Any, ada: Any, command: str, options: dict[str, Any], expected: str
) -> None:
    result = await ada.slash(channel, command, **options)
    assert result.ephemeral
    assert expected in result.response.content.replace("\\", "")


async def test_a_machine_format_comes_as_a_file(channel: Any, ada: Any) -> None:
    result = await ada.slash(channel, "cite", article="traffick", style="ris", paragraph=2)
    assert [file.filename for file in result.response.attachments] == [f"{GIVEN_ID}.ris"]


async def test_the_buttons_show_sources_and_a_citation_in_any_style(channel: Any, ada: Any) -> None:
    answer = (await ada.slash(channel, "ask", question=QUESTION)).response
    sources = await ada.click(answer, label="Sources")
    assert sources.ephemeral
    assert "¶ 2" in sources.response.embeds[0].description
    citation = await ada.click(answer, label="Cite")
    assert "Wendy Zeldin" in citation.response.content
    await ada.select(citation.response, ["apa"], custom_id=custom_id_of(citation.response, "Citation style"))
    assert "Zeldin, W." in citation.response.content


@pytest.mark.parametrize("label", ["Sources", "Cite", "More", "¶ 3 ▶", "👍"])
async def test_a_button_of_an_article_that_has_changed_says_so(
    channel: Any, ada: Any, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    answer = (await ada.slash(channel, "ask", question=QUESTION)).response
    monkeypatch.setattr(Articles, "article_of", lambda *_: None)
    result = await ada.click(answer, custom_id=custom_id_of(answer, label))
    assert result.ephemeral
    assert result.response.content == CHANGED
