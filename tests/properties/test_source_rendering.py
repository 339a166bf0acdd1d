"""An article's sources are inside Discord's limits and inert, whatever the article holds."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.grammar import ATOMS
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.render import render_card
from glmbot.bot.ui.render_sources import fitting, inert, neighbour_lines, render_sources
from glmbot.core.corpus.passages import split_paragraphs, split_passages
from glmbot.core.model import Article
from glmbot.core.sources import find_sources
from support.articles import make_article
from support.sendable import RENDER_TARGETS, assert_sendable

NASTY = [
    "@everyone", "<@123456789012345678>", "**", "__", "||", "```", "[a](http://x.example)", "\u202e", "\u200b", "~~",
    "`", "https://x.example/a_b_(c)*d*", "\\", "# ", "-# ", "> ", "1. ", "word ", "Barns are red. ",
    ". (Ada Quill, Red *Barns*, THE COURIER (Mar. 4, 2011).) ", ". (Id.) ", ". (Quill, supra; Id.) ", "\n\n",
]  # fmt: skip
MARKUP = r"[*_`\[]|~~|\|\||<[@#:/!\w]|@everyone|@here"
pieces = st.lists(st.sampled_from([*NASTY, *ATOMS]) | st.text(max_size=12), min_size=1, max_size=80)
bodies = st.builds(lambda text, times: text * times, pieces.map("".join), st.sampled_from([1, 1, 20]))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    title = " ".join(draw(st.lists(st.sampled_from(NASTY), max_size=40).map("".join)).split()) or "Barns"
    body = draw(bodies.filter(lambda text: split_paragraphs(text) != ()))
    return make_article(
        body, title=title, article_id="2014-03-03-barns", url=draw(st.sampled_from([None, "https://x.example/_a_*b*"]))
    )


@settings(deadline=None)
@given(articles(), st.data())
def test_the_sources_of_any_article_are_inside_the_limits(article: Article, data: st.DataObject) -> None:
    sources = find_sources(article.body)
    numbers = st.integers(1, len(split_paragraphs(article.body)))
    paragraphs = data.draw(st.just(()) | st.tuples(numbers))
    for target in RENDER_TARGETS:
        message = render_sources(article, sources, paragraphs, target)
        assert (message.embed is not None) == target.embeds
        assert_sendable(message)


@settings(deadline=None)
@given(articles(), st.data())
def test_a_passage_with_its_neighbours_is_inside_the_limits(article: Article, data: st.DataObject) -> None:
    passage = data.draw(st.sampled_from(split_passages(article)))
    lines = neighbour_lines(passage)
    assert all("\n" not in line for line in lines)
    for target in RENDER_TARGETS:
        assert_sendable(render_card(Card(article, passage, neighbours=lines, notes=("word " * 60,)), target))


@given(pieces.map("".join), st.integers(4, 400))
def test_inert_text_is_one_line_without_markup_inside_its_limit(text: str, limit: int) -> None:
    shown = inert(text, limit)
    assert len(shown) <= limit
    assert "\n" not in shown
    without_addresses = re.sub(r"https?://\S+", "", shown)
    assert not re.search(rf"(?<!\\)(?:\\\\)*(?:{MARKUP})", without_addresses)


@given(st.lists(st.text("x", max_size=30), max_size=30), st.integers(40, 400))
def test_pieces_that_do_not_fit_are_counted(lines: list[str], room: int) -> None:
    shown = fitting(lines, room, "and {} more".format)
    assert len("\n".join(shown)) <= room
    if shown != lines:
        assert shown[:-1] == lines[: len(shown) - 1]
        assert shown[-1] == f"and {len(lines) - len(shown) + 1} more"


def test_a_source_with_nine_hundred_cites_is_shown_in_part() -> None:
    cites = "; ".join(f"Barns {n}, OBF website (Mar. 4, 2011)" for n in range(900))
    article = make_article(f"Barns are red. ({cites}.)")
    for target in RENDER_TARGETS:
        message = render_sources(article, find_sources(article.body), (), target)
        assert_sendable(message)
        text = message.content if message.embed is None else str(message.embed.description)
        assert re.search(r"… \w+ 8\d\d \w+", text)
