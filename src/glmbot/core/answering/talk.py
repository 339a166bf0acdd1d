"""Talk: the replies to what is no question to a passage (`core/intents`)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from glmbot.core.answering.acts import ACTS, ACTS_ON_ARTICLES, NO_MORE, lead
from glmbot.core.answering.checking import CHECKED, checked_lines
from glmbot.core.answering.holdings import TELLINGS, holdings
from glmbot.core.answering.listings import Listings
from glmbot.core.citation import bluebook_date
from glmbot.core.corpus.filters import Filters
from glmbot.core.intents.help_lines import HelpLines
from glmbot.core.intents.intents import Heard, Intents
from glmbot.core.languages import LANGUAGES
from glmbot.core.model import Article, Found, Remark, Shown, SingleReply
from glmbot.core.text.tokens import Word
from glmbot.core.translatable import gettext_lazy, lazy_join

_OFTEN: Final = 5.8
"""The idf of a word that one of 330 passages has: what is rarer is no subject of the articles."""


@dataclass(frozen=True)
class Talk:
    """Hears what a message wants, and answers what is no question."""

    intents: Intents
    listings: Listings
    help_lines: HelpLines = field(default_factory=dict)
    """Where people in danger can turn."""

    def reply(self, message: str, shown: Shown | None, filters: Filters | None) -> SingleReply | None:
        """The reply to a message after something was shown; None where it is a question to a passage."""
        heard = self.intents.heard(message, lambda words: self._is_of_articles(message, words))
        heard = heard or self.intents.small_talk(message, self._is_subject)
        return self._reply(message, heard, shown, filters) if heard else None

    def instead(self, message: str) -> Remark | None:
        """The remark on a message to which nothing here answers, where it asks nothing and is small talk in part."""
        heard = self.intents.spoken(message)
        return self._remark(heard) if heard else None

    def _is_subject(self, word: Word) -> bool:
        """Whether a word is a name, a number, or one that enough passages have, so that they may speak of it."""
        is_name = word.is_acronym or (word.span.start > 0 and word.is_capitalised and len(word.form) > 1)
        return is_name or word.form[:1].isdigit() or self._is_often(word)

    def _is_often(self, word: Word) -> bool:
        """Whether a word tells something, and enough passages have it."""
        statistics, key = self.listings.corpus_index.bm25, self.listings.corpus_index.analyzer.term(word.form)
        return self.intents.tells(word.form) and key in statistics and statistics.idf(key) <= _OFTEN

    def _is_of_articles(self, message: str, words: Sequence[Word]) -> bool:
        """Whether words of a message name a place of the articles, or something else that has a name in them.

        A common word is no sign: who tells of an eviction, or asks what is stored, uses words of the law too.
        """
        named = (word for word in words if word.is_acronym or _is_named(message, word))
        return self.listings.is_place([word.letters for word in words]) or any(map(self._is_often, named))

    def _reply(self, message: str, heard: Heard, shown: Shown | None, filters: Filters | None) -> SingleReply | None:
        match heard.intent.name:
            case name if name in ACTS:
                return self._on_passage(heard, shown)
            case name if name in ACTS_ON_ARTICLES:
                return self._on_article(message, heard, shown)
            case name if name in TELLINGS:
                return self._remark(heard, holdings(name, self.listings.corpus_index, filters))
            case "in-force":
                return self._in_force(heard, shown)
            case "checking" | "comparing":
                return self._by_command(message, heard)
            case _:
                return self._listed(message, heard, shown, filters)

    def _listed(self, message: str, heard: Heard, shown: Shown | None, filters: Filters | None) -> SingleReply | None:
        """A list of articles, or one of them, where an intent asks for that; else what it says."""
        found: SingleReply | None = None
        match heard.intent.name:
            case "newest":
                found = self.listings.newest(filters)
            case "oldest":
                found = self.listings.oldest(filters)
            case "random":
                picked = self.listings.picked(message, shown.article if shown else None, filters)
                found = lead(self.listings.corpus_index, picked) if picked else None
            case "by-author":
                found = self.listings.by(heard.rest, filters)
            case "same-author":
                meant = self._meant(shown)
                found = self.listings.by(meant.authors[:1], filters) if meant else None
            case "anything":
                return self.listings.about(message, heard.rest, filters, in_text=False)
            case "timeline" if heard.rest:
                found = self.listings.about(message, heard.rest, filters)
            case "articles" | "all-articles" | "newest-on":
                found = self.listings.about(message, heard.rest, filters)
        return found or self._remark(heard)

    def _by_command(self, message: str, heard: Heard) -> Remark | None:
        """What a command would say of the quotations of a message, or that it says it; None where that is not meant."""
        if heard.intent.name == "checking":
            is_meant, lines = not heard.rest, checked_lines(self.listings.corpus_index, message)
            if lines:
                return replace(self._remark(heard, CHECKED), lines=tuple(lines))
        else:
            is_meant = not heard.rest or self.listings.names_several_places(message, heard.rest)
        return self._remark(heard) if is_meant else None

    @property
    def _articles(self) -> Sequence[Article]:
        return self.listings.corpus_index.corpus.articles

    def _on_passage(self, heard: Heard, shown: Shown | None) -> SingleReply:
        """What an act makes of the passage shown."""
        if shown is None:
            return self._remark(heard)
        found = ACTS[heard.intent.name](self.listings.corpus_index, shown, heard.forms)
        return found if isinstance(found, Found) else self._remark(heard, found)

    def _on_article(self, message: str, heard: Heard, shown: Shown | None) -> SingleReply | None:
        """What an act makes of the article that is named, shown, or the only one; None where other words are meant."""
        article = self._meant(shown)
        if heard.rest:
            article = self.listings.titled(message, heard.rest)
        found = ACTS_ON_ARTICLES[heard.intent.name](self.listings.corpus_index, article) if article else None
        if found or heard.rest:
            return found
        return self._remark(heard, NO_MORE if article else None)

    def _meant(self, shown: Shown | None) -> Article | None:
        """The article that is shown, or the only one."""
        return shown.article if shown else self._articles[0] if len(self._articles) == 1 else None

    def _in_force(self, heard: Heard, shown: Shown | None) -> Remark:
        """That the article tells what held at its date, and of a later one here."""
        if (article := self._meant(shown)) is None:
            return self._remark(heard)
        date = bluebook_date(article.date)
        said = gettext_lazy("The article is dated {date}; nothing here says whether that still holds.", date=date)
        if newer := self.listings.corpus_index.newer(article):
            later = gettext_lazy(
                "A later one here: {title} ({date})", title=newer[0].headline, date=bluebook_date(newer[0].date)
            )
            said = lazy_join(" ", (said, later))
        return self._remark(heard, said)

    def _remark(self, heard: Heard, text: str | None = None) -> Remark:
        """What an intent says, or another text, with the lines for people in danger where it is their intent.

        A language that the bot does not speak otherwise has the intent's own sentence in it.
        """
        lines = tuple(map(str, self.help_lines.get(heard.intent.name, ())))
        own = heard.intent.says_in.get(heard.language) if text is None else None
        language = heard.language if heard.language in LANGUAGES else ""
        return Remark(heard.intent.name, own or text or heard.intent.says, language, lines)


def _is_named(message: str, word: Word) -> bool:
    """Whether a word has a capital though it begins no sentence, and is not shouted."""
    before = message[: word.span.start].rstrip()
    is_inside = before != "" and before[-1] not in ".?!:"
    return is_inside and word.is_capitalised and not word.letters.isupper()
