"""A form as Discord takes it: one field, within its limits, however long the words of a language are."""

from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import Mock

import aiohttp
import discord
import pytest

from glmbot import limits
from glmbot.bot.ui import persistence
from glmbot.bot.ui.delivery import ACKNOWLEDGED
from glmbot.bot.ui.forms import Form, open_form


class Opened:
    """An interaction, with the forms that were shown; sending one fails with each error in turn."""

    def __init__(self, *errors: Exception) -> None:
        self.forms: list[dict[str, Any]] = []
        self.modals: list[Any] = []
        self._errors = list(errors)
        self.interaction: Any = SimpleNamespace(response=SimpleNamespace(send_modal=self.send_modal), extras={})

    async def send_modal(self, modal: Any) -> None:
        if self._errors:
            raise self._errors.pop(0)
        self.modals.append(modal)
        self.forms.append(modal.to_dict())


async def shown(form: Form) -> dict[str, Any]:
    opened = Opened()
    await open_form(opened.interaction, form)
    (one,) = opened.forms
    return one


async def test_a_form_is_one_field_under_its_label() -> None:
    assert await shown(Form("glmbot:note:1", "A note", "Your note", "mine", 400)) == {
        "custom_id": "glmbot:note:1",
        "title": "A note",
        "components": [
            {
                "type": 18,
                "label": "Your note",
                "component": {
                    "type": 4,
                    "custom_id": "text",
                    "style": 2,
                    "required": False,
                    "max_length": 400,
                    "value": "mine",
                },
            }
        ],
    }


@pytest.mark.parametrize(("content", "value"), [("", {}), ("mine", {"value": "mine"})])
async def test_a_field_without_content_has_no_value(content: str, value: dict[str, str]) -> None:
    field = (await shown(Form("glmbot:note:1", "A note", "Your note", content)))["components"][0]["component"]
    assert {name: field[name] for name in field if name == "value"} == value
    assert field["max_length"] == limits.MODAL_VALUE


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("x" * 45, "x" * 45),
        ("x" * 46, "x" * 44 + "…"),
        ("Geschwindigkeitsbegrenzungen auf Wasserstraßen", "Geschwindigkeitsbegrenzungen auf…"),
    ],
)
async def test_a_title_and_a_label_are_cut_where_discord_takes_no_more(words: str, cut: str) -> None:
    form = await shown(Form("glmbot:note:1", words, words))
    assert (form["title"], form["components"][0]["label"]) == (cut, cut)


async def test_a_form_answers_by_its_id_and_is_not_waited_for() -> None:
    opened = Opened()
    await open_form(opened.interaction, Form("glmbot:note:1", "A note", "Your note"))
    (modal,) = opened.modals
    assert modal.is_finished()


ANSWERED: Final = discord.HTTPException(Mock(status=400, reason=""), {"code": ACKNOWLEDGED, "message": ""})


@pytest.mark.parametrize(("errors", "count"), [((), 1), ((ANSWERED,), 0)], ids=["again", "it was shown after all"])
async def test_a_form_that_failed_in_passing_is_shown_again(
    monkeypatch: pytest.MonkeyPatch, errors: tuple[Exception, ...], count: int
) -> None:
    monkeypatch.setattr(persistence, "FIRST_PAUSE_SECONDS", 0.0)
    opened = Opened(aiohttp.ServerDisconnectedError(), *errors)
    await open_form(opened.interaction, Form("glmbot:note:1", "A note", "Your note"))
    assert len(opened.forms) == count
