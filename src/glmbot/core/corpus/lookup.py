"""The articles by name: the one that a person means, and those that come near."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from rapidfuzz import fuzz, process

from glmbot.core.article import slug_of
from glmbot.core.corpus.listing import Field, all_counts
from glmbot.core.corpus.passages import split_paragraphs, split_passages
from glmbot.core.model import INVENTED, Article, GlmbotError, Passage
from glmbot.core.text.tokens import split_words
from glmbot.core.translatable import gettext_lazy, ngettext_lazy

_NEAR: Final = 45.0
"""Least similarity (0 to 100) of a title that is offered in place of an unknown one."""
_NAME_SHOWN: Final = 80
_NAMED: Final = 25
"""Articles of a name that are given, of the very many that may bear it."""


class UnknownArticleError(GlmbotError):
    """No article, or more than one, bears the name that a person gave; `named` are those that the message names."""

    def __init__(self, message: str, named: Sequence[Article] = ()) -> None:
        super().__init__(message)
        self.named = named


class UnknownParagraphError(GlmbotError):
    """An article has no paragraph of that number."""


@dataclass(frozen=True, slots=True)
class _Name:
    """An article by its place: its id, and its title and its id as words in plain form."""

    place: int
    article_id: str
    title: str
    words: str

    def is_exactly(self, wanted: str, plain: str) -> bool:
        """Whether a text is its id, its slug or its title."""
        return wanted in {self.article_id, slug_of(self.article_id)} or self.title == plain != ""


class ArticleLookup:
    """Finds articles by id, slug, or a part of the title; counts what they have."""

    # Choices are looked up at each keystroke, and to go through the records of many articles takes seconds: what is
    # needed of all of them is kept here, with the version of the articles that it was made of.

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles

    def prepare(self) -> "ArticleLookup":
        """Make now what is else made at the first keystroke."""
        _ = self._names, self._counts
        return self

    def find(self, name: str) -> Article:
        """The one article that a name means.

        Raises:
            UnknownArticleError: none or several do; the message names the nearest.
        """
        wanted = name.strip()
        plain = _plain(wanted)
        places = [one.place for one in self._names if one.is_exactly(wanted, plain)]
        places = places or [one.place for one in self._names if plain and plain in one.title]
        places = places or self._invented(plain)
        if len(places) == 1:
            return self.articles[places[0]]
        if not places:
            nearest = self.nearest(wanted)
            raise UnknownArticleError(_unknown(_shown(wanted), nearest), nearest)
        named = [self.articles[place] for place in sorted(places)[:_NAMED]]
        raise UnknownArticleError(
            ngettext_lazy(
                "{count} article is called {name}; name one by its id: {ids}",
                "{count} articles are called {name}; name one by its id: {ids}",
                len(places),
                name=_shown(wanted),
                ids=_ids(named),
            ),
            named,
        )

    def with_id(self, article_id: str) -> Article | None:
        """The article of an id."""
        return next((self.articles[one.place] for one in self._names if one.article_id == article_id), None)

    def nearest(self, name: str, count: int = 3) -> list[Article]:
        """The articles whose titles come nearest to a text, best first; none where nothing does."""
        titles = {one.place: one.title for one in sorted(self._names, key=lambda one: one.place)}
        found = process.extract(_plain(name), titles, scorer=fuzz.token_set_ratio, limit=count, score_cutoff=_NEAR)
        return [self.articles[place] for _, _, place in found]

    def matching(self, typed: str, count: int) -> list[Article]:
        """The articles to offer for what a person typed: each word begins a word of the title or id; newest first."""
        wanted = [f" {one}" for one in _words(typed)]
        places = (one.place for one in self._names if all(word in one.words for word in wanted))
        return [self.articles[place] for place in islice(places, count)]

    def counts(self, field: Field) -> list[tuple[str, int]]:
        """Each value of a field with the number of its articles: the most frequent first, years newest first."""
        return self._counts[field]

    def _invented(self, plain: str) -> list[int]:
        """The invented articles whose titles, as they are shown, are a text."""
        title = plain.removesuffix(f" {INVENTED}")
        return [one.place for one in self._names if one.title == title and self.articles[one.place].is_invented]

    @cached_property
    def _names(self) -> list[_Name]:
        """The articles by name, newest first."""
        found = []
        for place, article in enumerate(self.articles):
            title = _plain(article.title)
            name = _Name(place, article.article_id, title, f" {title} {_plain(article.article_id)}")
            found.append((article.date, article.article_id, name))
        found.sort(key=lambda one: one[:2], reverse=True)
        return [name for *_, name in found]

    @cached_property
    def _counts(self) -> dict[Field, list[tuple[str, int]]]:
        return all_counts(self.articles)


def passage_of(article: Article, paragraph: int) -> Passage:
    """The passage that holds a paragraph.

    Raises:
        UnknownParagraphError: the article has no such paragraph.
    """
    for passage in split_passages(article):
        if paragraph in passage.paragraphs:
            return passage
    count = len(split_paragraphs(article.body))
    raise UnknownParagraphError(
        gettext_lazy(
            "{article} has no paragraph {number}; it has paragraphs 1 to {count}",
            article=article.article_id,
            number=paragraph,
            count=count,
        )
    )


def _plain(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return [word.form for word in split_words(text)]


def _shown(name: str) -> str:
    return repr(name if len(name) <= _NAME_SHOWN else name[: _NAME_SHOWN - 1] + "…")


def _unknown(name: str, nearest: Sequence[Article]) -> str:
    if not nearest:
        return gettext_lazy("no article is called {name}", name=name)
    return gettext_lazy("no article is called {name}; nearest: {ids}", name=name, ids=_ids(nearest))


def _ids(articles: Sequence[Article]) -> str:
    return ", ".join(article.article_id for article in articles[:3])
