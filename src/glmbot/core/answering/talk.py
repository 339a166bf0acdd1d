"""Talk: the replies to what is no question to a passage (`core/intents`)."""

from dataclasses import dataclass, field
from typing import Final

from glmbot.core.answering.acts import ACTS, ACTS_ON_ARTICLES
from glmbot.core.answering.listings import Listings
from glmbot.core.corpus.filters import Filters
from glmbot.core.intents.help_lines import HelpLines
from glmbot.core.intents.intents import Heard, Intents
from glmbot.core.model import Remark, Shown, SingleReply
from glmbot.core.text.tokens import Word
from glmbot.core.translatable import gettext_lazy

_OFTEN: Final = 5.8
"""The idf of a word that one of 330 passages has: what is rarer is no subject of the articles."""

_NO_MORE: Final = gettext_lazy("The article has no more of that to show.")


@dataclass(frozen=True)
class Talk:
    """Hears what a message wants, and answers what is no question."""

    intents: Intents
    listings: Listings
    help_lines: HelpLines = field(default_factory=dict)
    """Where people in danger can turn."""

    def reply(self, message: str, shown: Shown | None, filters: Filters | None) -> SingleReply | None:
        """The reply to a message after something was shown; None where it is a question to a passage."""
        heard = self.intents.heard(message) or self.intents.small_talk(message, self._is_subject)
        return self._reply(message, heard, shown, filters) if heard else None

    def instead(self, message: str) -> Remark | None:
        """The remark on a message to which nothing here answers, where it asks nothing and is small talk in part."""
        heard = self.intents.spoken(message)
        return self._remark(heard) if heard else None

    def _is_subject(self, word: Word) -> bool:
        """Whether a word is a name, a number, or one that enough passages have, so that they may speak of it."""
        is_name = word.is_acronym or (word.span.start > 0 and word.is_capitalised and len(word.form) > 1)
        if is_name or word.form[:1].isdigit():
            return True
        statistics, key = self.listings.corpus_index.bm25, self.listings.corpus_index.analyzer.term(word.form)
        return self.intents.tells(word.form) and key in statistics and statistics.idf(key) <= _OFTEN

    def _reply(self, message: str, heard: Heard, shown: Shown | None, filters: Filters | None) -> SingleReply | None:
        match heard.intent.name:
            case name if name in ACTS:
                return self._on_passage(heard, shown)
            case name if name in ACTS_ON_ARTICLES:
                return self._on_article(message, heard, shown)
            case "newest":
                return self.listings.newest(filters)
            case "anything":
                return self.listings.about(message, heard.rest, filters, in_text=False)
            case "articles" | "all-articles":
                return self.listings.about(message, heard.rest, filters) or self._remark(heard)
            case _:
                return self._remark(heard)

    def _on_passage(self, heard: Heard, shown: Shown | None) -> SingleReply:
        """What an act makes of the passage shown."""
        if shown is None:
            return self._remark(heard)
        return ACTS[heard.intent.name](self.listings.corpus_index, shown, heard.forms) or self._remark(heard, _NO_MORE)

    def _on_article(self, message: str, heard: Heard, shown: Shown | None) -> SingleReply | None:
        """What an act makes of the article that is named, shown, or the only one; None where other words are meant."""
        index = self.listings.corpus_index
        articles = index.corpus.articles
        article = shown.article if shown else articles[0] if len(articles) == 1 else None
        if heard.rest:
            article = self.listings.titled(message, heard.rest)
        found = ACTS_ON_ARTICLES[heard.intent.name](index, article) if article else None
        if found or heard.rest:
            return found
        return self._remark(heard, _NO_MORE if article else None)

    def _remark(self, heard: Heard, text: str | None = None) -> Remark:
        """What an intent says, or another text, with the lines for people in danger where it is their intent."""
        lines = tuple(map(str, self.help_lines.get(heard.intent.name, ())))
        return Remark(heard.intent.name, text or heard.intent.says, heard.language, lines)
