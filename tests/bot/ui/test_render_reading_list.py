"""A reading list as messages: inside Discord's limits whatever was typed or quoted, in every language."""

import datetime as dt
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot.bot.ui.components import Button
from glmbot.bot.ui.render import Rendered, RenderTarget
from glmbot.bot.ui.render_reading_list import (
    FULL,
    NOT_THERE,
    PAGE,
    REMOVE,
    REMOVE_NOTED,
    note_form,
    page_of,
    render_entry,
    render_list,
    render_saved,
)
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Article, Passage
from glmbot.core.research.reading_list import LIMIT, NOTE_LIMIT, Entry, Standing
from glmbot.core.research.reading_list_files import Listed
from glmbot.storage.reading_lists import ReadingList
from support.articles import given_article
from support.nasty import articles, nasty
from support.sendable import ENGLISH, RENDER_TARGETS, assert_sendable, text_of
from support.sent import ids_of

DAY = dt.date(2026, 3, 1)
GIVEN = given_article()
CHANGED = replace(GIVEN, body="Short.")
ENTRY = Entry.of(split_passages(GIVEN)[1], DAY)


def name_of(number: int) -> str:
    return f"{number:024x}"


def list_of(*entries: Entry, unreadable: int = 0) -> ReadingList:
    lost = tuple(name_of(1000 + number) for number in range(unreadable))
    return ReadingList(tuple((name_of(number), entry) for number, entry in enumerate(entries)), lost)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    article: Any = draw(articles())
    passage: Passage = draw(st.sampled_from(split_passages(article)))
    entry = Entry.of(passage, DAY, draw(st.lists(nasty, max_size=3)))
    return replace(entry, note=draw(st.sampled_from(["", "x" * NOTE_LIMIT]) | nasty)[:NOTE_LIMIT])


@pytest.mark.parametrize("target", RENDER_TARGETS)
@settings(max_examples=10)
@given(data=st.data())
def test_a_page_and_each_of_its_passages_can_be_sent(target: RenderTarget, data: st.DataObject) -> None:
    kept = data.draw(st.lists(entries(), min_size=1, max_size=3))
    found = list_of(*kept, unreadable=data.draw(st.integers(0, 2)))
    standing: Standing = data.draw(st.sampled_from(get_args(Standing)))
    page = [Listed(entry, standing) for entry in kept]
    assert_sendable(render_list(found, page, 0, target, above=NOT_THERE))
    order = [name for name, _ in found.entries]
    now = None if standing == "gone" else given_article()
    for removing in (False, True):
        assert_sendable(render_entry(order[0], page[0], order, now, target, removing=removing))
    assert_sendable(render_saved([(name_of(0), kept[0], "new"), (name_of(1), kept[-1], "again")], target))


@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_five_hundred_passages_are_fifty_pages(target: RenderTarget) -> None:
    kept = [replace(ENTRY, key=f"{number:016x}", note="a note " * 500) for number in range(LIMIT)]
    found = list_of(*kept, unreadable=2)
    for number in (0, 31, 49, 99):
        shown, entries = page_of(found, number)
        assert (shown, len(entries)) == (min(number, 49), PAGE)
        rendered = render_list(found, [Listed(entry, "changed") for entry in entries], shown, target)
        assert_sendable(rendered)
        assert f"**{shown * PAGE + 10}.** " in text_of(rendered)


def test_a_note_is_shown_as_it_was_typed_and_what_could_turn_it_is_not() -> None:
    entry = replace(ENTRY, note="**b** @everyone <@1> \u202edrow\nsecond line")
    rendered = render_entry(name_of(0), Listed(entry), [name_of(0)], given_article(), ENGLISH)
    assert "\\*\\*b\\*\\* \\@everyone \\<@1> \ufffddrow\nsecond line" in text_of(rendered)


@pytest.mark.parametrize(
    ("standing", "words"), [("changed", "The article has changed since."), ("gone", "No longer among the articles.")]
)
def test_what_became_of_the_article_is_said_beside_the_passage_as_it_was_saved(standing: Any, words: str) -> None:
    listed = Listed(ENTRY, standing)
    for rendered in (
        render_list(list_of(ENTRY), [listed], 0, ENGLISH),
        render_entry(name_of(0), listed, [name_of(0)], None, ENGLISH),
    ):
        assert words in text_of(rendered)
        assert "According to the UNODC" in text_of(rendered)


def button(rendered: Rendered, label: str) -> Button:
    (found,) = [one for row in rendered.rows if isinstance(row, tuple) for one in row if one.label == label]
    return found


@pytest.mark.parametrize(
    ("standing", "now", "read_on", "cited"),
    [
        ("same", GIVEN, f"glmbot:open:{GIVEN.key}:2:0", f"glmbot:cite:{GIVEN.key}:2:0"),
        ("changed", CHANGED, f"glmbot:open:{CHANGED.key}:1:0", None),
        ("gone", None, None, None),
    ],
)
def test_what_is_read_on_is_the_article_as_it_is_now_and_only_what_is_the_same_is_cited(
    standing: Standing, now: Article | None, read_on: str | None, cited: str | None
) -> None:
    rendered = render_entry(name_of(0), Listed(ENTRY, standing), [name_of(0)], now, ENGLISH)
    for label, there in (("Read on", read_on), ("Cite", cited)):
        found = button(rendered, label)
        assert found.is_disabled == (there is None)
        assert found.custom_id == (there or f"glmbot:{'open' if label == 'Read on' else 'cite'}:{'0' * 16}:0:0")


@pytest.mark.parametrize(
    ("place", "disabled"), [(0, {"▲", "To the top"}), (1, set[str]()), (2, {"▼", "To the bottom"})]
)
def test_a_passage_moves_by_one_place_or_to_an_end_where_it_is_not_there(place: int, disabled: set[str]) -> None:
    order = [name_of(number) for number in range(3)]
    rendered = render_entry(order[place], Listed(ENTRY), order, GIVEN, ENGLISH)
    labels = ("▲", "▼", "To the top", "To the bottom")
    assert {label for label in labels if button(rendered, label).is_disabled} == disabled


@pytest.mark.parametrize(
    ("note", "question", "sure"),
    [("", "Remove it from your reading list?", "plain"), ("mine", "Remove it with its note?", "noted")],
)
@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_before_a_passage_is_removed_it_is_shown_with_the_question(
    target: RenderTarget, note: str, question: str, sure: str
) -> None:
    name = name_of(0)
    rendered = render_entry(name, Listed(replace(ENTRY, note=note)), [name], GIVEN, target, removing=True)
    assert_sendable(rendered)
    assert target.say(REMOVE_NOTED if note else REMOVE) in rendered.content
    assert target is not ENGLISH or f"**{question}**" in rendered.content
    assert ids_of(rendered.rows) == [f"glmbot:list-remove:{name}:{sure}", f"glmbot:list-entry:{name}"]


@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_a_passage_stands_with_its_sources_and_the_day_as_people_write_it(target: RenderTarget) -> None:
    kept = replace(ENTRY, rests_on=("Slater, UN Agencies *Sign*", "x" * 5000), note="n" * NOTE_LIMIT)
    rendered = render_entry(name_of(0), Listed(kept), [name_of(0)], GIVEN, target)
    assert_sendable(rendered)
    assert "Slater, UN Agencies \\*Sign\\*" in text_of(rendered)
    assert "Mar. 1, 2026" in rendered.content
    bare = render_entry(name_of(0), Listed(replace(ENTRY, rests_on=None)), [name_of(0)], GIVEN, ENGLISH)
    assert "Rests on" not in text_of(bare)


def test_a_full_list_is_said_once_and_what_was_there_can_be_noted() -> None:
    rendered = render_saved([(name_of(0), ENTRY, "again"), (name_of(1), ENTRY, "full")], ENGLISH)
    assert text_of(rendered).count(FULL) == 1
    assert "500 passages" in FULL


def test_the_form_holds_the_note_that_is_there() -> None:
    form = note_form(name_of(0), replace(ENTRY, note="mine"), ENGLISH.say)
    assert (form.content, form.most) == ("mine", 4000)
