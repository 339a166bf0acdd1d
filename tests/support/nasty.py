"""Articles that hold what could break a message: markup, mentions, marks that can't be seen, very long names."""

from typing import Final

from hypothesis import strategies as st

from glmbot.bot.ui.card import Card
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Article, Span
from support.articles import make_article

NASTY: Final = [
    "@everyone", "<@123456789012345678>", "<@&5>", "**", "__", "||", "```", "> ", "# ", "- ", "[a](http://x.example)",
    "\u202e", "\u200b", "\ud800", "\x00", "~~", "`", "https://x.example/a_b_(c)*d*", "\\", "1. ", "<t:0>",
    "A sentence. ", "word ", "\n", "{count}", "{", "}",
]  # fmt: skip
URLS: Final = [
    None,
    "https://x.example/_a_*b*",
    "https://x.example/a(b)#c",
    "https://x.example/" + "a" * 494,
    "https://x.example/" + "a" * 600,
    "http://" + "host." * 30 + "example/x",
]
nasty = st.lists(st.sampled_from(NASTY) | st.text(max_size=12), max_size=60).map("".join)
bodies = st.lists(nasty.filter(str.strip), min_size=1, max_size=5).map("\n\n".join)
titles = nasty.map(lambda text: " ".join(text.split())).filter(bool)
sizes = st.sampled_from([1, 1, 1, 40])


def written(text: str) -> str:
    """A text as a file can hold it: UTF-8 has no lone surrogates."""
    return text.encode("utf-8", "replace").decode()


names = st.builds(lambda text, times: written(text * times), titles, sizes)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article as a file can hold it, however odd its record is."""
    return make_article(
        written(draw(bodies)) * draw(sizes),
        title=draw(names),
        article_id=f"2014-03-03-{draw(st.integers(0, 9)) * 'long-'}id",
        jurisdictions=draw(st.lists(names, max_size=4)),
        authors=draw(st.lists(names, max_size=4)),
        topics=draw(st.lists(names, max_size=4)),
        url=draw(st.sampled_from(URLS)),
    )


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """A passage with some evidence, sources, a fact and notes."""
    article = make_article(
        draw(bodies) * draw(sizes), title=draw(titles), url=draw(st.sampled_from([None, "https://x.example/_a_*b*"]))
    )
    passage = draw(st.sampled_from(split_passages(article)))
    cuts = sorted(draw(st.lists(st.integers(passage.span.start, passage.span.end), min_size=2, max_size=2)))
    evidence = [Span(*cuts)] if cuts[0] < cuts[1] else []
    sources = draw(st.lists(titles, max_size=12))
    return Card(article, passage, evidence, sources, draw(st.none() | titles), draw(st.lists(titles, max_size=2)))
