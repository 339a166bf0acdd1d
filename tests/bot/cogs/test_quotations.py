"""The menu on a message and /verify, under discord.py's real command tree."""

import threading
from typing import Any

import pytest

from glmbot.bot.cogs import quotations
from glmbot.bot.cogs.quotations import MENU
from glmbot.core.quotations import check_text

TRUE = "the first formal cooperation agreement between the two United Nations entities"


def description(message: Any) -> str:
    return str(message.embeds[0].description)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"They say: “{TRUE}”!", "Word for word."),
        (f"> {TRUE.replace(' the ', ' **the** ')}", "Word for word."),
        (TRUE.replace("first", "~~first~~"), "bears on the sense"),
        (TRUE.replace("two", "three"), "bears on the sense"),
        ("Wolves may be shot on sight", "Not in these articles."),
    ],
)
async def test_a_message_is_checked_for_who_used_the_menu(channel: Any, ada: Any, text: str, words: str) -> None:
    message = await ada.send(channel, text)
    result = await ada.context_menu(channel, MENU, target=message)
    assert result.ephemeral
    assert words in description(result.response)


async def test_a_message_without_words_is_told_so(channel: Any, ada: Any) -> None:
    message = await ada.send(channel, "** **")
    result = await ada.context_menu(channel, MENU, target=message)
    assert "no words" in result.response.content


@pytest.mark.parametrize(("times", "is_apart"), [(1, False), (20, True)])
async def test_a_long_text_is_checked_off_the_event_loop(
    channel: Any,
    ada: Any,
    monkeypatch: pytest.MonkeyPatch,
    times: int,
    is_apart: bool,  # noqa: FBT001
) -> None:
    threads: list[bool] = []

    def noted(*arguments: Any) -> Any:
        threads.append(threading.current_thread() is not threading.main_thread())
        return check_text(*arguments)

    monkeypatch.setattr(quotations, "check_text", noted)
    await ada.slash(channel, "verify", text=f"“{TRUE}” " * times)
    assert threads == [is_apart]


async def test_verify_answers_in_public(channel: Any, ada: Any) -> None:
    result = await ada.slash(channel, "verify", text=TRUE)
    assert not result.ephemeral
    assert "¶ 2" in description(result.response)
