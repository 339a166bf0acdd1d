"""The articles by name: the one that a person means, and those that come near."""

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from rapidfuzz import fuzz, process

from glmbot.core.corpus.listing import Field, all_counts
from glmbot.core.corpus.passages import split_paragraphs, split_passages
from glmbot.core.model import Article, GlmbotError, Passage
from glmbot.core.text.tokens import split_words
from glmbot.core.translatable import gettext_lazy, ngettext_lazy

_NEAR: Final = 45.0
"""Least similarity (0 to 100) of a title that is offered in place of an unknown one."""
_NAME_SHOWN: Final = 80


class UnknownArticleError(GlmbotError):
    """No article, or more than one, bears the name that a person gave; `named` are those that the message names."""

    def __init__(self, message: str, named: Sequence[Article] = ()) -> None:
        super().__init__(message)
        self.named = named


class UnknownParagraphError(GlmbotError):
    """An article has no paragraph of that number."""


class ArticleLookup:
    """Finds articles by id, slug, or a part of the title; counts what they have."""

    # Choices are looked up at each keystroke, and to go through the records of many articles takes seconds: what is
    # needed of all of them is kept here, with the version of the articles that it was made of.

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles

    def prepare(self) -> "ArticleLookup":
        """Make now what is else made at the first keystroke."""
        _ = self._title_words, self._counts
        return self

    def find(self, name: str) -> Article:
        """The one article that a name means.

        Raises:
            UnknownArticleError: none or several do; the message names the nearest.
        """
        wanted = name.strip()
        exact = self._by_name.get(wanted) or self._by_name.get(_plain(wanted))
        matches = exact or [
            article for article in self.articles if _plain(wanted) and _plain(wanted) in _plain(article.title)
        ]
        if len(matches) == 1:
            return matches[0]
        if not matches:
            nearest = self.nearest(wanted)
            raise UnknownArticleError(_unknown(_shown(wanted), nearest), nearest)
        raise UnknownArticleError(
            ngettext_lazy(
                "{count} article is called {name}; name one by its id: {ids}",
                "{count} articles are called {name}; name one by its id: {ids}",
                len(matches),
                name=_shown(wanted),
                ids=_ids(matches),
            ),
            matches,
        )

    def with_id(self, article_id: str) -> Article | None:
        """The article of an id."""
        return next((one for one in self._by_name.get(article_id, ()) if one.article_id == article_id), None)

    def nearest(self, name: str, count: int = 3) -> list[Article]:
        """The articles whose titles come nearest to a text, best first; none where nothing does."""
        titles = [_plain(article.title) for article in self.articles]
        found = process.extract(_plain(name), titles, scorer=fuzz.token_set_ratio, limit=count, score_cutoff=_NEAR)
        return [self.articles[place] for _, _, place in found]

    def matching(self, typed: str, count: int) -> list[Article]:
        """The articles to offer for what a person typed: each word begins a word of the title or id; newest first."""
        wanted = _words(typed)
        places = (place for place, words in self._title_words if _begins_all(wanted, words))
        return [self.articles[place] for place in islice(places, count)]

    def counts(self, field: Field) -> list[tuple[str, int]]:
        """Each value of a field with the number of its articles: the most frequent first, years newest first."""
        return self._counts[field]

    @cached_property
    def _by_name(self) -> dict[str, list[Article]]:
        names: dict[str, list[Article]] = {}
        for article in self.articles:
            for name in {article.article_id, article.slug, _plain(article.title), article.title, article.headline}:
                names.setdefault(name, []).append(article)
        return names

    @cached_property
    def _title_words(self) -> list[tuple[int, Sequence[str]]]:
        """The place of each article with the words of its title and id, newest first."""
        dated = [
            (article.date, article.article_id, place, _words(f"{article.title} {article.article_id}"))
            for place, article in enumerate(self.articles)
        ]
        dated.sort(key=lambda one: one[:2], reverse=True)
        return [(place, words) for _, _, place, words in dated]

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


def _begins_all(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _shown(name: str) -> str:
    return repr(name if len(name) <= _NAME_SHOWN else name[: _NAME_SHOWN - 1] + "…")


def _unknown(name: str, nearest: Sequence[Article]) -> str:
    if not nearest:
        return gettext_lazy("no article is called {name}", name=name)
    return gettext_lazy("no article is called {name}; nearest: {ids}", name=name, ids=_ids(nearest))


def _ids(articles: Sequence[Article]) -> str:
    return ", ".join(article.article_id for article in articles[:3])
