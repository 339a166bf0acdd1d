import re
from urllib.parse import unquote, urlsplit

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot import limits
from glmbot.bot.i18n import say_in
from glmbot.bot.ui.answer_buttons import (
    QUESTION_LIMIT,
    WHY,
    answer_rows,
    kept_controls,
    marked_url,
    question_under,
    reading_rows,
)
from glmbot.bot.ui.components import PassageRef, Row, Select, custom_id
from glmbot.bot.ui.delivery import Controls
from glmbot.core.citation import cite
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Answer, Fact, Passage, Span
from support.articles import make_article

SAY = say_in("en")
URL = "https://x.example/page"
ARTICLE = make_article(url=URL)
FIRST, SECOND, LAST = split_passages(ARTICLE)


def fragment_of(text: str, url: str = URL) -> str | None:
    article = make_article(text)
    (passage,) = split_passages(article)
    marked = marked_url(url, passage, (Span(0, len(article.body)),))
    return None if marked is None else marked.removeprefix(f"{url}#:~:text=")


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Ferries carry boats.", "Ferries%20carry%20boats."),
        ("one two three four five six seven eight nine ten eleven twelve",
         "one%20two%20three%20four%20five%20six%20seven%20eight%20nine%20ten%20eleven%20twelve"),
        ("one two three four five six seven eight nine ten eleven twelve thirteen",
         "one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen"),
        ("On Oct. 31, a twenty-one & a half", "On%20Oct.%2031%2C%20a%20twenty%2Done%20%26%20a%20half"),
        ("Côte\nd’Ivoire – yes", "C%C3%B4te%20d%E2%80%99Ivoire%20%E2%80%93%20yes"),
        ("50% of #1?", "50%25%20of%20%231%3F"),
    ],
)  # fmt: skip
def test_a_fragment_names_the_words_or_the_first_and_last_six(text: str, fragment: str) -> None:
    assert fragment_of(text) == fragment


words = st.text(st.characters(exclude_categories=["Cs", "Z", "C"]) | st.sampled_from("-,&%#ä"), min_size=1, max_size=8)


@given(st.lists(words, min_size=1, max_size=40).map(" ".join).filter(lambda text: not text.startswith("## ")))
def test_a_fragment_decodes_to_the_first_and_the_last_words_and_holds_no_other_mark(text: str) -> None:
    fragment = fragment_of(text)
    if fragment is None:
        return
    assert len(f"{URL}#:~:text={fragment}") <= limits.BUTTON_URL
    assert re.fullmatch(r"[\w.~%]+(,[\w.~%]+)?", fragment, re.ASCII)
    ends = [unquote(part).split() for part in fragment.split(",")]
    if len(ends) == 1:
        assert ends[0] == text.split()
    else:
        assert ends == [text.split()[:6], text.split()[-6:]]


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (URL, "ä" * 300),
        (f"{URL}#there", "Ferries carry boats."),
        ("https://x.example/" + "a" * 485, "Ferries carry boats."),
    ],
    ids=["long words", "a fragment", "a long address"],
)
def test_where_a_fragment_does_not_fit_there_is_none(url: str, text: str) -> None:
    assert fragment_of(text, url) is None


def test_without_evidence_the_first_sentence_is_marked() -> None:
    article = make_article("Ferries carry boats. Skippers sail.", url=URL)
    (passage,) = split_passages(article)
    assert marked_url(URL, passage, ()) == f"{URL}#:~:text=Ferries%20carry%20boats."
    evidence = Span(article.body.index("Skippers"), len(article.body))
    assert marked_url(URL, passage, (evidence,)) == f"{URL}#:~:text=Skippers%20sail."


def reply(passage: Passage | None, *, others: tuple[Passage, ...] = ()) -> Answer:
    fact = None if passage else Fact("title", ARTICLE.title)
    return Answer(ARTICLE, passage, (), cite(ARTICLE), fact=fact, others=others)


def labels(row: object) -> list[str]:
    assert isinstance(row, tuple)
    return [button.label or button.emoji for button in row]


def test_an_answer_can_be_read_on_looked_up_voted_on_and_moved() -> None:
    first, others, last = answer_rows(reply(SECOND, others=(FIRST,)), SAY, question="Which?", asker=5, may_thread=True)
    assert labels(first) == ["◀ ¶ 1", "¶¶ 3–4 ▶", "Sources", "Cite", "Why this?"]
    assert isinstance(others, Select)
    assert [PassageRef.read(option.value) for option in others.options] == [PassageRef(ARTICLE.key, 1)]
    assert labels(last) == ["👍", "👎", "Read at x.example", "Plain link", "Continue in a thread"]


def test_without_a_question_there_is_nothing_to_explain_or_vote_on() -> None:
    first, last = answer_rows(reply(SECOND), SAY, question="", asker=5, may_thread=False)
    assert labels(first) == ["◀ ¶ 1", "¶¶ 3–4 ▶", "Sources", "Cite"]
    assert labels(last) == ["Read at x.example", "Plain link"]


def test_a_record_without_a_passage_leads_to_its_citation_and_page() -> None:
    (row,) = answer_rows(reply(None), SAY, question="Which?", asker=5, may_thread=True)
    assert labels(row) == ["Cite", "Read at x.example"]


@pytest.mark.parametrize(
    ("passage", "disabled"), [(FIRST, [True, False]), (SECOND, [False, False]), (LAST, [False, True])]
)
def test_at_an_end_one_can_not_go_on(passage: Passage, disabled: list[bool]) -> None:
    row = reading_rows(passage, (), SAY, asker=5)[0]
    assert isinstance(row, tuple)
    assert [button.is_disabled for button in row[:2]] == disabled


def test_a_press_finds_the_passage_beside_the_asker_and_the_question() -> None:
    row = reading_rows(SECOND, (), SAY, asker=5, question="Which: ferries?")[0]
    assert isinstance(row, tuple)
    key = ARTICLE.key
    assert [button.custom_id for button in row] == [
        f"glmbot:go:{key}:1:5:back", f"glmbot:go:{key}:3:5:on", f"glmbot:sources:{key}:2:5",
        f"glmbot:cite:{key}:2:5", f"glmbot:why:{key}:2:0:Which: ferries?",
    ]  # fmt: skip


@given(st.integers(1, 99_999), st.text(min_size=QUESTION_LIMIT, max_size=QUESTION_LIMIT))
def test_the_shortest_form_of_a_question_fits_whole(paragraph: int, question: str) -> None:
    match = re.fullmatch(f"glmbot:why:{WHY}", custom_id("why", ARTICLE.key, paragraph, 0, question), re.DOTALL)
    assert match is not None
    assert match["question"] == question


def sent(*rows: Row) -> discord.Message:
    """A message with some rows of controls, as Discord gives it back."""
    made = [discord.ActionRow({"type": 1, "components": row["components"]}) for row in Controls(rows).to_components()]
    message = object.__new__(discord.Message)
    message.components = [*made]
    return message


def test_what_stands_under_a_message_is_read_back() -> None:
    rows = answer_rows(reply(SECOND, others=(FIRST,)), SAY, question="Which: ferries?", asker=5, may_thread=True)
    message = sent(*rows)
    assert question_under(message) == "Which: ferries?"
    selects, buttons = kept_controls(message)
    assert selects == [rows[1]]
    assert [button.label for button in buttons] == ["Continue in a thread"]


def test_under_a_message_without_controls_there_is_nothing() -> None:
    for message in (None, sent(), sent(*answer_rows(reply(None), SAY, question="", asker=5, may_thread=False))):
        assert question_under(message) == ""
        assert kept_controls(message) == ([], [])


@pytest.mark.parametrize("url", [None, "https://x.example/" + "a" * 500])
def test_an_article_without_an_address_that_a_button_takes_has_no_link(url: str | None) -> None:
    (passage, *_) = split_passages(make_article(url=url))
    assert len(reading_rows(passage, (), SAY, asker=5)) == 1


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://www.loc.gov/item", "Read at loc.gov"),
        ("http://" + "host." * 40 + "example/", "Read at host.host."),
        ("https://[::1]:80/x", "Read at ::1"),
    ],
)
def test_a_link_names_its_host(url: str, label: str) -> None:
    (passage, *_) = split_passages(make_article(url=url))
    row = reading_rows(passage, (), SAY, asker=5)[1]
    assert isinstance(row, tuple)
    assert row[0].label.startswith(label)
    assert len(row[0].label) <= limits.BUTTON_LABEL
    assert [urlsplit(button.url).hostname for button in row] == [urlsplit(url).hostname] * 2
