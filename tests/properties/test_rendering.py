"""Rendering never exceeds a limit, never pings and never cuts the citation, whatever an article holds."""

import dataclasses
import re
import unicodedata

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot.bot.ui.card import Card
from glmbot.bot.ui.markdown import cut, escape, quote, unlinked
from glmbot.bot.ui.render import Asked, Rendered, RenderTarget, render_card, render_citations
from glmbot.bot.ui.replies import render
from glmbot.core.answering.wording import RELATED_LEAD
from glmbot.core.citation import STYLES, Markup, Style, cite
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Answer, Article, NoAnswer, Passage, Related, Reply, Suggestion
from glmbot.core.text.invisible import shown as seen
from support.articles import make_article
from support.nasty import cards, nasty, titles
from support.sendable import ENGLISH, RENDER_TARGETS, assert_sendable

NOBODY = Asked()


def shown(message: Rendered) -> str:
    return message.content if message.embed is None else str(message.embed.description)


@given(cards(), st.sampled_from(RENDER_TARGETS))
def test_a_card_is_inside_the_limits_as_embed_and_as_text(card: Card, target: RenderTarget) -> None:
    message = render_card(card, target)
    assert_sendable(message)
    assert (message.embed is not None) == target.embeds


@given(cards(), st.sampled_from(RENDER_TARGETS))
def test_the_citation_is_never_cut(card: Card, target: RenderTarget) -> None:
    assert card.passage
    whole = cite(card.article, paragraphs=card.passage.paragraphs, markup=Markup.MARKDOWN)
    text = shown(render_card(card, dataclasses.replace(target, is_full=True)))
    assert whole in text or "/cite" in text


@given(titles, nasty, nasty, st.sampled_from(RENDER_TARGETS))
def test_why_nothing_was_found_is_inside_the_limits(title: str, word: str, note: str, target: RenderTarget) -> None:
    reply = NoAnswer("off_topic", (word,) * 9, (Suggestion("x", title),) * 3, (note,))
    for message in render(reply, target, NOBODY):
        assert_sendable(message)


@settings(max_examples=30)
@given(cards(), st.sampled_from(list(STYLES.values())), st.sampled_from(RENDER_TARGETS))
def test_a_citation_comes_whole_as_text_or_file(card: Card, style: Style, target: RenderTarget) -> None:
    message = render_citations([(card.article, (1,))], style, target.say)
    assert len(message.content) <= 2000
    assert message.file or cite(card.article, style, paragraphs=(1,), markup=Markup.MARKDOWN) in message.content


@given(nasty)
def test_escaped_text_shows_what_it_was_and_nothing_else(text: str) -> None:
    # Discord hides the angle brackets around an address.
    sent = re.sub(r"<(https?://[^\s<>]+)>(?=\\>)", r"\1", escape(text))
    shown = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", sent)
    expected = seen(text)
    assert shown == re.sub(r"\\([^0-9A-Za-z\s])", r"\1", expected) or shown == expected


@given(nasty)
def test_what_could_hide_is_replaced_but_for_joiners(text: str) -> None:
    expected = "".join("\ufffd" if char != "\n" and unicodedata.category(char)[0] == "C" else char for char in text)
    assert len(seen(text)) == len(text)
    assert all(one == other or one in "\u200c\u200d" for one, other in zip(seen(text), expected, strict=True))


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("see <https://x.example/a_b_c> now", r"see \<<https://x.example/a_b_c>\> now"),
        ("<http://x.example/bus_rules>.", r"\<<http://x.example/bus_rules>\>."),
        ("(<https://x.example/a>, <https://x.example/b_>)", r"(\<<https://x.example/a>\>, \<<https://x.example/b_>\>)"),
        ("<https://x.example/a_b", r"\<https://x.example/a_b"),
        ("https://x.example/a_b:c:d", "https://x.example/a_b:c:d"),
        ("urn:nbn:de:0009-29-1", r"urn\:nbn\:de:0009-29-1"),
        ("a:100:b and 3:100:7", r"a\:100:b and 3\:100:7"),
        ("2a14:6f42:c::/48, 3:x:4", r"2a14\:6f42\:c::/48, 3\:x:4"),
        (":+1: :thumbs_up: :1234:", r"\:+1: \:thumbs\_up: \:1234:"),
        ("at 10:30:45, ratio 1:2:3, Norland: Act", "at 10:30:45, ratio 1:2:3, Norland: Act"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d⚖️ 👨\u200d👩\u200d👧", "👩\u200d⚖️ 👨\u200d👩\u200d👧"),
        ("a\u200db \u200c", "a\ufffdb \ufffd"),
    ],
)
def test_discord_shows_what_stands_there(text: str, sent: str) -> None:
    assert escape(text) == sent


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("no article is called 'https://x.example/a_b'", r"no article is called 'https\://x.example/a\_b'"),
        ("<http://x.example>", r"\<http\://x.example>"),
        ("[a](https://x.example) <@1> @everyone", r"\[a](https\://x.example) \<@1> \@everyone"),
    ],
)
def test_what_somebody_typed_is_no_link(text: str, sent: str) -> None:
    assert unlinked(text) == sent


@given(nasty)
def test_no_mention_or_markup_survives_escaping(text: str) -> None:
    bracketed = re.sub(r"(?<=\\<)<https?://[^\s<>]+>(?=\\>)", "x", escape(text))
    without_addresses = re.sub(r"https?://\S+", "x", bracketed)
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
    target = dataclasses.replace(ENGLISH, is_full=True)
    (message,) = render(found(article, split_passages(article)[0], Answer), target, NOBODY)
    assert re.search(r"here\.\*\* …\n", shown(message))
    assert cite(article, paragraphs=(1,), markup=Markup.MARKDOWN) in shown(message)


@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_a_related_passage_says_that_it_may_not_answer(target: RenderTarget) -> None:
    article = ARTICLES[1]
    (message,) = render(found(article, split_passages(article)[399], Related), target, NOBODY)
    lead = target.say(RELATED_LEAD)
    assert lead in message.content
    assert lead in message.content.split("\n")[0]
    assert re.search(r"¶ 400 (?:of|de|sur) 400", shown(message))


def test_the_client_lets_nobody_be_pinged_but_the_asker() -> None:
    from glmbot.bot.ui.delivery import ASKER_ONLY

    assert dict(ASKER_ONLY.to_dict()) == {"parse": [], "replied_user": True}
    assert dict(discord.AllowedMentions.none().to_dict()) == {"parse": []}
