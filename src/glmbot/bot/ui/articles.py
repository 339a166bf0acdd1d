"""Articles in messages: lists, a page at a time, and one article's card (pure)."""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import discord

from glmbot import limits
from glmbot.bot.ui.answer_buttons import reading_rows
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.components import Button, Row, custom_id
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import ACCENT, Rendered, RenderTarget, render_card
from glmbot.bot.ui.render_sources import inert
from glmbot.core.citation import bluebook_date
from glmbot.core.corpus.filters import Filters, filter_lines
from glmbot.core.corpus.listing import Field
from glmbot.core.corpus.lookup import ArticleLookup
from glmbot.core.corpus.passages import split_paragraphs, split_passages
from glmbot.core.model import Article, Listing
from glmbot.core.text.tokens import fold
from glmbot.core.translatable import gettext_lazy, labelled, lazy_join, ngettext_lazy

PAGE: Final = 10
"""Articles on a page of a list."""
_TITLE: Final = 200
_FACT: Final = 300
_CARD: Final = 3000
_CARD_AS_TEXT: Final = 1300
_NO_KEY: Final = "-"
PAGE_REF: Final = (
    r"(?P<number>[0-9]+):(?P<jurisdiction>[0-9a-f]{8}|-):(?P<topic>[0-9a-f]{8}|-):(?P<after>[0-9]{8}|-)"
    r":(?P<before>[0-9]{8}|-)(?::[bnf])?"
)
"""What follows the name in the custom_id of a button to a page; the last letter only tells buttons apart."""


@dataclass(frozen=True)
class Page:
    """A page of a filtered list of articles, from 0."""

    number: int
    filters: Filters

    def custom_id(self, number: int) -> str:
        """The id of a button that leads to another page: jurisdiction and topic are short hashes, as names are long."""
        filters = self.filters
        days = (day.isoformat().replace("-", "") if day else _NO_KEY for day in (filters.after, filters.before))
        return custom_id("list", number, short_name(filters.jurisdiction), short_name(filters.topic), *days)

    @classmethod
    def read(cls, match: re.Match[str], lookup: ArticleLookup) -> Self | None:
        """The page that a custom_id leads to; None where the articles no longer have its jurisdiction or topic."""
        jurisdictions = {_NO_KEY: None, **names_by_short(lookup, "jurisdiction")}
        topics = {_NO_KEY: None, **names_by_short(lookup, "topic")}
        if match["jurisdiction"] not in jurisdictions or match["topic"] not in topics:
            return None
        try:
            days = [None if match[one] == _NO_KEY else dt.date.fromisoformat(match[one]) for one in ("after", "before")]
        except ValueError:
            return None
        return cls(int(match["number"]), Filters(jurisdictions[match["jurisdiction"]], topics[match["topic"]], *days))


def names_by_short(lookup: ArticleLookup, field: Field) -> dict[str, str]:
    """The jurisdictions or topics of the articles by what `short_name` makes of them."""
    return {short_name(value): value for value, _ in lookup.counts(field)}


def short_name(name: str | None) -> str:
    """Eight characters that stand for a jurisdiction or a topic."""
    return _NO_KEY if name is None else hashlib.blake2b(fold(name).encode(), digest_size=4).hexdigest()


def render_page(found: Sequence[Article], page: Page, target: RenderTarget) -> Rendered:
    """A page of the articles that its filters allow, with buttons to the pages beside it."""
    last = max(0, (len(found) - 1) // PAGE)
    number = min(page.number, last)
    title = ngettext_lazy("{count} article", "{count} articles", len(found))
    if page.filters:
        named = lazy_join(", ", filter_lines(page.filters))
        title = gettext_lazy("{articles}: {filters}", articles=title, filters=named)
    rows: tuple[Row, ...] = ()
    if last:
        position = target.say(gettext_lazy("Page {number} of {count}", number=number + 1, count=last + 1))
        rows = (
            (
                Button("◀", page.custom_id(max(0, number - 1)) + ":b", is_disabled=number == 0),
                Button(position, page.custom_id(number) + ":n", is_disabled=True),
                Button("▶", page.custom_id(number + 1) + ":f", is_disabled=number == last),
            ),
        )
    return render_list(title, found[number * PAGE : (number + 1) * PAGE], target, rows)


def render_list(
    title: str, articles: Sequence[Article], target: RenderTarget, rows: tuple[Row, ...] = (), *, more: str = ""
) -> Rendered:
    """Articles a line each: date, title with its link, jurisdictions; `more` is a last line."""
    heading = cut(target.say(title), limits.EMBED_TITLE)
    last = [escape(target.say(more))] if more else []
    room = len("\n".join(["", *last]))
    if not target.embeds:
        heading = f"**{escape(heading)}**"
        lines = _lines(articles, limits.CONTENT - len(heading) - 1 - room)
        return Rendered("\n".join([heading, *lines, *last]), rows=rows)
    lines = [*_lines(articles, limits.EMBED_DESCRIPTION - room), *last]
    return Rendered(
        embeds=(discord.Embed(title=heading, description="\n".join(lines) or None, colour=ACCENT),), rows=rows
    )


def _lines(articles: Sequence[Article], limit: int) -> list[str]:
    """A line for each article in at most `limit` characters; with their links as far as there is room."""
    dates = [f"{escape(bluebook_date(article.date))} · " for article in articles]
    room = limit // max(1, len(articles)) - 1
    dated = zip(articles, dates, strict=True)
    titles = [inert(article.headline, min(_TITLE, room - len(date))) for article, date in dated]
    left = limit - sum(len(text) for text in (*dates, *titles)) - len(articles)
    for index, url in enumerate(article.url for article in articles):
        linked = f"[{titles[index]}](<{url}>)"
        fits = url and len(url) <= limits.BUTTON_URL and ")" not in url
        if fits and (more := len(linked) - len(titles[index])) <= left:
            titles[index], left = linked, left - more
    return [date + title for date, title in zip(dates, titles, strict=True)]


def render_listing(listing: Listing, target: RenderTarget) -> Rendered:
    """A list that a question asked for; where filters say what it holds, with buttons to its other pages."""
    found = listing.articles
    if (scope := listing.scope) and len(found) > PAGE:
        filters = Filters(scope.jurisdiction, scope.topic, scope.after, scope.before)
        return render_page(found, Page(0, filters), target)
    return render_list(listing.title, found[:PAGE], target, more=and_more(len(found) - PAGE))


def and_more(left: int) -> str:
    """A last line under a list that so many are left out of; none where none are."""
    if left <= 0:
        return ""
    return gettext_lazy("… and {count} more; ask for a country or a year, or use /articles.", count=left)


def render_article(
    article: Article,
    rests_on: Sequence[str],
    target: RenderTarget,
    asker: int,
    *,
    sources: int | None = None,
    heading: str = "",
) -> Rendered:
    """An article's record in fields above its first paragraph, under a heading; `sources` is how many it has."""
    say = target.say
    count = len(split_paragraphs(article.body))
    none = gettext_lazy("not known")
    length = [ngettext_lazy("{count} paragraph", "{count} paragraphs", count)]
    if sources is not None:
        length.append(ngettext_lazy("{count} source parenthesis", "{count} source parentheses", sources))
    facts = (
        (gettext_lazy("Jurisdictions"), ", ".join(article.jurisdictions)),
        (gettext_lazy("Authors"), ", ".join(article.authors)),
        (gettext_lazy("Topics"), ", ".join(article.topics)),
        (gettext_lazy("Length"), lazy_join(", ", length)),
    )
    passage = split_passages(article)[0]
    rows = reading_rows(passage, say, asker=asker)
    limit = (_CARD if target.embeds else _CARD_AS_TEXT) - len(heading)
    rendered = render_card(Card(article, passage, sources=rests_on, rows=rows), target, limit=limit)
    above = [escape(say(heading))] if heading else []
    if rendered.embed is None:
        record = " · ".join(say(labelled(name, say(value) or none)) for name, value in facts)
        return replace(rendered, content="\n".join([*above, escape(cut(record, _FACT)), rendered.content]))
    for name, value in facts:
        shown = escape(cut(say(value) or say(none), _FACT))
        rendered.embed.add_field(name=say(name), value=cut(shown, limits.EMBED_FIELD_VALUE))
    return replace(rendered, content="\n".join([*above, *filter(None, [rendered.content])]))
