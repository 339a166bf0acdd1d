"""Rendering never exceeds a limit, never pings and never cuts the citation, whatever an article holds."""

import re
from collections.abc import Sequence

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot import limits
from glmbot.bot.markdown import cut, escape, quote
from glmbot.bot.rendering import Card, Rendered, render, render_card, render_citation
from glmbot.core.citation import Markup, Style, cite
from glmbot.core.model import Answer, Article, NoAnswer, Passage, Related, Reply, Span, Suggestion
from glmbot.core.passages import split_passages
from support.articles import make_article

NASTY = [
    "@everyone", "<@123456789012345678>", "<@&5>", "**", "__", "||", "```", "> ", "# ", "- ", "[a](http://x.example)",
    "\u202e", "\u200b", "\ud800", "\x00", "~~", "`", "https://x.example/a_b_(c)*d*", "\\", "1. ", "<t:0>",
    "A sentence. ", "word ", "\n",
]  # fmt: skip
nasty = st.lists(st.sampled_from(NASTY) | st.text(max_size=12), max_size=60).map("".join)
bodies = st.lists(nasty.filter(str.strip), min_size=1, max_size=5).map("\n\n".join)
titles = nasty.map(lambda text: " ".join(text.split())).filter(bool)
sizes = st.sampled_from([1, 1, 1, 40])


@st.composite
def cards(draw: st.DrawFn) -> Card:
    article = make_article(
        draw(bodies) * draw(sizes), title=draw(titles), url=draw(st.sampled_from([None, "https://x.example/_a_*b*"]))
    )
    passage = draw(st.sampled_from(split_passages(article)))
    cuts = sorted(draw(st.lists(st.integers(passage.span.start, passage.span.end), min_size=2, max_size=2)))
    evidence = [Span(*cuts)] if cuts[0] < cuts[1] else []
    sources = draw(st.lists(titles, max_size=12))
    return Card(article, passage, evidence, sources, draw(st.none() | titles), draw(st.lists(titles, max_size=2)))


def sizes_of(message: Rendered) -> Sequence[tuple[int, int]]:
    embed = message.embed
    pairs = [(len(message.content), limits.CONTENT)]
    if embed is not None:
        pairs += [
            (len(embed.title or ""), limits.EMBED_TITLE),
            (len(embed.description or ""), limits.EMBED_DESCRIPTION),
            (len(embed.footer.text or ""), limits.EMBED_FOOTER),
            (len(embed), limits.EMBEDS_TOTAL),
        ]
    return pairs


def text_of(message: Rendered) -> str:
    return message.content if message.embed is None else str(message.embed.description)


@given(cards())
def test_a_card_is_inside_the_limits_as_embed_and_as_text(card: Card) -> None:
    for embeds in (True, False):
        message = render_card(card, embeds=embeds)
        assert all(size <= limit for size, limit in sizes_of(message))
        assert message.content or message.embed


@given(cards())
def test_the_citation_is_never_cut(card: Card) -> None:
    assert card.passage
    whole = cite(card.article, paragraph=card.passage.paragraphs[0], markup=Markup.MARKDOWN)
    for embeds in (True, False):
        text = text_of(render_card(card, embeds=embeds))
        assert whole in text or "/cite gives it" in text


@given(titles, nasty, nasty)
def test_why_nothing_was_found_is_inside_the_limits(title: str, word: str, note: str) -> None:
    reply = NoAnswer("off_topic", (word,) * 9, (Suggestion("x", title),) * 3, (note,))
    for message in render(reply, embeds=True):
        assert 0 < len(message.content) <= limits.CONTENT


@settings(max_examples=30)
@given(cards(), st.sampled_from(Style))
def test_a_citation_comes_whole_as_text_or_file(card: Card, style: Style) -> None:
    message = render_citation(card.article, style, 1)
    assert len(message.content) <= limits.CONTENT
    assert message.file or cite(card.article, style, paragraph=1, markup=Markup.MARKDOWN) in message.content


@given(nasty)
def test_escaped_text_shows_what_it_was_and_nothing_else(text: str) -> None:
    shown = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escape(text))
    expected = "".join("\ufffd" if discord_hides(char) else char for char in text)
    assert shown == re.sub(r"\\([^0-9A-Za-z\s])", r"\1", expected) or shown == expected


def discord_hides(char: str) -> bool:
    import unicodedata

    return char != "\n" and unicodedata.category(char)[0] == "C"


@given(nasty)
def test_no_mention_or_markup_survives_escaping(text: str) -> None:
    without_addresses = re.sub(r"https?://\S+", "x", escape(text))
    markup = r"[*_`\[]|~~|\|\||<[@#:/!\w]|@everyone|@here|^\s*(?:#{1,3}|-#|>|[-+]|\d+\.)\s"
    assert not re.search(rf"(?<!\\)(?:\\\\)*(?:{markup})", without_addresses, re.MULTILINE)


@given(cards(), st.integers(30, 600))
def test_a_quotation_fits_its_budget_and_quotes(card: Card, budget: int) -> None:
    assert card.passage
    text = quote(card.passage, card.evidence, budget)
    assert len(text) <= budget or len(text) <= len("> ")
    assert all(line.startswith(">") for line in text.split("\n") if text)


@given(nasty, st.integers(1, 300))
def test_a_cut_keeps_the_beginning(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert len(shown) <= limit
    assert shown == text or text.startswith(shown.removesuffix("…"))


LONG = "A sentence of the law stands here. " * 300
ARTICLES: list[Article] = [
    make_article(LONG.strip()),
    make_article("\n\n".join(f"Paragraph {n} rules." for n in range(400))),
]


def found(article: Article, passage: Passage, kind: type[Answer] | type[Related]) -> Reply:
    return kind(article, passage, (passage.span,), cite(article), ("Some Source",) * 40)


def test_a_paragraph_of_nine_thousand_characters_is_cut_at_a_sentence_end() -> None:
    article = ARTICLES[0]
    (message,) = render(found(article, split_passages(article)[0], Answer), embeds=True)
    assert re.search(r"here\.\*\* …\n", text_of(message))
    assert cite(article, paragraph=1, markup=Markup.MARKDOWN) in text_of(message)


def test_a_related_passage_says_that_it_may_not_answer() -> None:
    article = ARTICLES[1]
    for embeds in (True, False):
        (message,) = render(found(article, split_passages(article)[399], Related), embeds=embeds)
        assert "Not sure that this answers it" in message.content
        assert "¶ 400 of 400" in text_of(message)


def test_the_client_lets_nobody_be_pinged_but_the_asker() -> None:
    from glmbot.bot.delivery import ASKER_ONLY

    assert dict(ASKER_ONLY.to_dict()) == {"parse": [], "replied_user": True}
    assert dict(discord.AllowedMentions.none().to_dict()) == {"parse": []}
