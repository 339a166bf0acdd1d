"""Checked quotations as messages: inside the limits, nothing that they hold is obeyed."""

import pytest

from glmbot.bot.ui.render import RenderTarget
from glmbot.bot.ui.render_quotations import render_checked
from glmbot.core.quotations import check_text
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article
from support.sendable import ENGLISH, RENDER_TARGETS, assert_sendable, text_of

LONG = " ".join(f"The *keeper* of @everyone hive {number} is paid {number * 7} crowns." for number in range(200))
INDEX = build_answerer(corpus_of(make_article(LONG, title="Elbonia: " + "Hives " * 60))).corpus_index

FERRIES = build_answerer(corpus_of(make_article())).corpus_index


@pytest.mark.parametrize("target", RENDER_TARGETS)
@pytest.mark.parametrize(
    "text",
    [
        LONG,
        LONG.replace("keeper", "owner"),
        LONG[:500].replace("is paid", "is not paid"),
        " and ".join(f"“The *keeper* of @everyone hive {number} is paid {number} crowns”" for number in range(9)),
        "“wolves may be shot” " * 9,
        "x" * 4000,
        "Elbonia: " + "Hives " * 60,
    ],
    ids=["whole", "changed", "turned", "nine", "absent", "one word", "title"],
)
def test_what_was_checked_can_be_sent(text: str, target: RenderTarget) -> None:
    assert_sendable(render_checked(check_text(text, INDEX), target))


def test_a_title_is_shown_with_its_citation() -> None:
    text = text_of(render_checked(check_text("“Norland: Ferry Safety Act Adopted,”", FERRIES), ENGLISH))
    assert "**The title of this article.**" in text
    assert text.count("Norland: Ferry Safety Act Adopted") == 2
    assert "Cite: Ines Fabel" in text


def test_what_is_left_out_is_shown_and_underlined() -> None:
    text = text_of(render_checked(check_text("obliges every ferry … for each forty passengers", FERRIES), ENGLISH))
    assert "what is left out may bear on the sense" in text
    assert "obliges every ferry __to carry a lifeboat__ for each forty passengers" in text


def test_what_it_rests_on_and_what_is_not_checked_stand_below() -> None:
    text = text_of(render_checked(check_text("Skippers who sail without the boats lose", FERRIES), ENGLISH))
    assert "-# Rests on: Ferries Made Safer, NORLAND COURIER (Mar. 1, 2014)\n-# Cite: Ines Fabel" in text
    assert "\n\n-# The words are checked, not who said them." in text


def test_how_many_were_not_looked_for_is_told() -> None:
    text = text_of(render_checked(check_text("“every ferry to carry” " * 33, FERRIES), ENGLISH))
    assert "… and 27 quotations more\n3 quotations more were not looked for" in text


def test_a_quotation_put_to_another_place_is_not_shown_as_right() -> None:
    index = build_answerer(
        corpus_of(make_article(), make_article("Mills grind.", title="Elbonia: Mills", jurisdictions=["Elbonia"]))
    ).corpus_index
    right, wrong = (
        render_checked(check_text(f"In {place} they oblige “every ferry to carry a lifeboat”", index), ENGLISH)
        for place in ("Norland", "Elbonia")
    )
    assert "The text around it names Elbonia; this article is on Norland." in text_of(wrong)
    assert right.embeds[0].colour != wrong.embeds[0].colour


def test_what_differs_is_marked_on_both_sides_and_is_inert() -> None:
    text = text_of(render_checked(check_text("The *keeper* of @everyone hive 3 is given 22 crowns", INDEX), ENGLISH))
    assert "~~given 22~~" in text
    assert "**paid 21**" in text
    assert "@everyone" not in text.replace(r"\@everyone", "")
