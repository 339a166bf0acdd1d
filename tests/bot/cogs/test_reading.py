"""Reading on under an answer, in place for who asked, in a message of their own for others."""

from typing import Any

import pytest

from glmbot.bot.context import BotContext
from glmbot.bot.rate_limit import Buckets
from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.core.corpus.filters import Filters, read_filters
from support.sent import controls, custom_id_of, marks

QUESTION = "Which regions does the MOU target?"


@pytest.fixture
async def answer(channel: Any, ada: Any) -> Any:
    return (await ada.slash(channel, "ask", question=QUESTION)).response


def description(message: Any) -> str:
    return str(message.embeds[0].description)


async def test_who_asked_reads_on_in_place_and_comes_back_to_the_answer(channel: Any, ada: Any, answer: Any) -> None:
    before = description(answer)
    await ada.click(answer, label="¶ 3 ▶")
    assert "¶ 3 of 6" in description(channel.last_message)
    assert "👍" not in marks(channel.last_message)
    assert "More" in marks(channel.last_message)
    await ada.click(channel.last_message, label="◀ ¶ 2")
    assert description(channel.last_message) == before
    assert "👍" in marks(channel.last_message)
    assert channel.last_message.id == answer.id


async def test_reading_on_asks_nothing_again_before_it_comes_back(
    monkeypatch: pytest.MonkeyPatch, channel: Any, ada: Any, answer: Any
) -> None:
    asked, turn = [], Answerer.turn

    def counted(answerer: Answerer, question: str, **options: Any) -> Turn:
        asked.append(question)
        return turn(answerer, question, **options)

    monkeypatch.setattr(Answerer, "turn", counted)
    await ada.click(answer, label="¶ 3 ▶")
    assert not asked
    await ada.click(channel.last_message, label="◀ ¶ 2")
    assert asked == [QUESTION]


async def test_the_filters_of_a_question_go_with_all_that_is_opened_under_its_answer(
    monkeypatch: pytest.MonkeyPatch, simcord_env: Any, guild: Any, channel: Any, ada: Any
) -> None:
    used: list[Filters | None] = []
    turn = Answerer.turn

    def noted(answerer: Answerer, question: str, **options: Any) -> Turn:
        used.append(options["filters"])
        return turn(answerer, question, **options)

    monkeypatch.setattr(Answerer, "turn", noted)
    ben = guild.add_member(simcord_env.create_user("ben"))
    two = (await ada.slash(channel, "ask", question=f"{QUESTION} And who is Yuri Fedotov?", after="2011")).response
    part = (await ada.click(two, label="1 · ¶ 2")).response
    one = (await ada.slash(channel, "ask", question=QUESTION, after="2011")).response
    read_on = (await ben.click(one, label="¶ 3 ▶")).response
    for person, message in ((ada, one), (ada, part), (ben, read_on)):
        menu = (await person.click(message, label="More")).response
        used.clear()
        await person.click(menu, label="Why this?")
        assert used == [read_filters(after="2011")]


@pytest.mark.parametrize("labels", [("1 · ¶ 2",), ("2 · ¶¶ 4–5", "More"), ("1 · ¶ 2", "More", "Why this?")])
async def test_what_asks_the_articles_again_counts_as_a_question(
    channel: Any, ada: Any, context: BotContext, labels: tuple[str, ...]
) -> None:
    context.rate_limit.people = Buckets(len(labels))
    message = (await ada.slash(channel, "ask", question=f"{QUESTION} And who is Yuri Fedotov?")).response
    for label in labels:
        message = (await ada.click(message, label=label)).response
    assert "Too much at once" in message.content


async def test_others_read_on_in_a_message_of_their_own(
    simcord_env: Any, guild: Any, channel: Any, answer: Any
) -> None:
    ben = guild.add_member(simcord_env.create_user("ben"))
    result = await ben.click(answer, label="¶ 3 ▶")
    assert result.ephemeral
    assert "¶ 3 of 6" in description(result.response)
    assert "👍" not in marks(result.response)
    assert "¶ 2 of 6" in description(channel.last_message)


async def test_more_offers_what_else_there_is(ada: Any, answer: Any) -> None:
    menu = await ada.click(answer, label="More")
    assert menu.ephemeral
    assert menu.response.content.startswith("**¶ 2** · United Nations: ")
    assert marks(menu.response) == [
        "Other passages", "Why this?", "Continue in a thread", "Open the page at these words",
    ]  # fmt: skip
    (link,) = [one["url"] for one in controls(menu.response) if "url" in one]
    assert "#:~:text=The%20work%20of%20the%20two%20agencies," in link


async def test_other_passages_are_offered_by_their_words_and_shown_in_the_menu(
    channel: Any, ada: Any, answer: Any
) -> None:
    menu = (await ada.click(answer, label="More")).response
    (select,) = [control for control in controls(menu) if "options" in control]
    chosen = select["options"][0]
    assert chosen["description"].startswith("¶")
    await ada.select(menu, [chosen["value"]], custom_id=select["custom_id"])
    place, quotation = description(menu).split("\n")[:2]
    assert chosen["description"].split(" · ")[0] in place
    assert chosen["label"].strip("… ") in quotation.replace("**", "")
    assert "¶ 2 of 6" in description(channel.last_message)


async def test_why_tells_which_words_led_to_the_passage(ada: Any, answer: Any) -> None:
    menu = (await ada.click(answer, label="More")).response
    result = await ada.click(menu, label="Why this?")
    assert result.ephemeral
    assert result.response.content.startswith("**Why this?**")
    assert "“regions”" in result.response.content


async def test_a_part_is_opened_alone_with_all_of_its_controls(channel: Any, ada: Any) -> None:
    question = "Who is Yuri Fedotov and which regions does the MOU target?"
    answer = (await ada.slash(channel, "ask", question=question)).response
    assert marks(answer) == ["1 · ¶¶ 4–5", "2 · ¶ 2", "Cite", "Sources", "Save"]
    part = await ada.click(answer, label="2 · ¶ 2")
    assert part.ephemeral
    assert marks(part.response) == ["◀ ¶ 1", "¶ 3 ▶", "Cite", "Sources", "More", "Save", "👍", "👎"]
    await ada.click(part.response, label="¶ 3 ▶")
    assert "¶ 3 of 6" in description(part.response)
    assert len(channel.last_message.embeds) == 2


async def test_parts_are_cited_and_their_sources_listed_together(channel: Any, ada: Any) -> None:
    question = "Who is Yuri Fedotov and which regions does the MOU target?"
    answer = (await ada.slash(channel, "ask", question=question)).response
    citation = (await ada.click(answer, label="Cite")).response
    _, first, second = citation.content.split("\n")
    assert "Global Legal Monitor ¶¶ 4–5 (" in first
    assert "Global Legal Monitor ¶ 2 (" in second
    await ada.select(citation, ["ris"], custom_id=custom_id_of(citation, "Citation style"))
    assert citation.attachments
    sources = (await ada.click(answer, label="Sources")).response
    of_first, of_second = (str(embed.description) for embed in sources.embeds)
    assert "¶¶ 4–5: 1 source" in of_first
    assert "¶ 2: 1 source" in of_second
