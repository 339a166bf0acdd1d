"""The controls under an answer: made, and read back from a message that was sent before (pure)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote, urlsplit

import discord

from glmbot import limits
from glmbot.bot.i18n import Say
from glmbot.bot.ui.components import PASSAGE_REF, PREFIX, Button, Option, PassageRef, Row, Select, custom_id
from glmbot.bot.ui.markdown import cut
from glmbot.core.answering.wording import pinpoint
from glmbot.core.citation import STYLES, Style, bluebook_date
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Article, Found, Passage, Span
from glmbot.core.text.tokens import split_sentences
from glmbot.core.translatable import gettext_lazy

OTHERS: Final = 4
THREAD_LABEL: Final = gettext_lazy("Continue in a thread")
_SOURCES_LABEL: Final = gettext_lazy("Sources")
_CITE_LABEL: Final = gettext_lazy("Cite")
_WHY_LABEL: Final = gettext_lazy("Why this?")
_PLAIN_LABEL: Final = gettext_lazy("Plain link")
_OTHERS_LABEL: Final = gettext_lazy("Other passages")
_STYLE_LABEL: Final = gettext_lazy("Citation style")
_FRAGMENT_WORDS: Final = 6

QUESTION_LIMIT: Final = limits.CUSTOM_ID - len("glmbot:why:0123456789abcdef:99999:0:")
"""Characters of a question for which "Why this?" has room, beside an article's key and a paragraph's number."""
WHY: Final = rf"{PASSAGE_REF}:(?P<question>.*)"
"""What follows the name in the custom_id of "Why this?"."""
_WHY: Final = re.compile(f"{PREFIX}:why:{WHY}", re.DOTALL)
_NO_REF: Final = "0" * 16
"""The key in a custom_id that says only who asked."""


def answer_rows(found: Found, say: Say, *, question: str, asker: int, may_thread: bool) -> tuple[Row, ...]:
    """The controls of an answer; those of a record without a passage lead to the page and to the citation alone."""
    if found.passage is None:
        ref = PassageRef(found.article.key, 0, asker)
        cite = Button(say(_CITE_LABEL), custom_id("cite", *ref.parts()))
        return ((cite, *_links(found.article, None, (), say)),)
    more = _votes(found.passage, asker) if question else ()
    thread = (
        (Button(say(THREAD_LABEL), custom_id("thread", *PassageRef(_NO_REF, 0, asker).parts())),) if may_thread else ()
    )
    return (
        _reading(found.passage, say, asker, question),
        *_others(found, say, asker),
        (*more, *_links(found.article, found.passage, found.evidence, say), *thread),
    )


def reading_rows(
    passage: Passage, evidence: Sequence[Span], say: Say, *, asker: int, question: str = ""
) -> tuple[Row, ...]:
    """Previous, next, sources, citation, why; and the way to the page."""
    links = _links(passage.article, passage, evidence, say)
    first = _reading(passage, say, asker, question)
    return (first, links) if links else (first,)


def _reading(passage: Passage, say: Say, asker: int, question: str) -> tuple[Button, ...]:
    key = passage.article.key
    here = PassageRef(key, passage.paragraphs[0], asker).parts()
    buttons = (
        *_steps(passage, key, asker),
        Button(say(_SOURCES_LABEL), custom_id("sources", *here)),
        Button(say(_CITE_LABEL), custom_id("cite", *here)),
    )
    return (*buttons, Button(say(_WHY_LABEL), custom_id("why", *here[:2], 0, question))) if question else buttons


def style_row(ref: PassageRef, chosen: Style, say: Say) -> Select:
    """A select of citation styles."""
    options = tuple(Option(style.label, style.name, is_default=style is chosen) for style in STYLES.values())
    return Select(custom_id("style", *ref.parts()), say(_STYLE_LABEL), options)


def _steps(passage: Passage, key: str, asker: int) -> list[Button]:
    """To the passage before and the passage after; at an end, a disabled button."""
    passages = split_passages(passage.article)
    index = [each.paragraphs for each in passages].index(passage.paragraphs)
    before = passages[index - 1] if index > 0 else None
    after = passages[index + 1] if index + 1 < len(passages) else None
    return [
        Button(
            f"◀ {pinpoint(before.paragraphs)}" if before else "◀",
            custom_id("go", *PassageRef(key, before.paragraphs[0] if before else 0, asker).parts(), "back"),
            is_disabled=before is None,
        ),
        Button(
            f"{pinpoint(after.paragraphs)} ▶" if after else "▶",
            custom_id("go", *PassageRef(key, after.paragraphs[0] if after else 0, asker).parts(), "on"),
            is_disabled=after is None,
        ),
    ]


def _others(found: Found, say: Say, asker: int) -> tuple[Row, ...]:
    options = tuple(_option(passage) for passage in found.others[:OTHERS])
    if not options:
        return ()
    return (Select(custom_id("other", *PassageRef(_NO_REF, 0, asker).parts()), say(_OTHERS_LABEL), options),)


def _option(passage: Passage) -> Option:
    article = passage.article
    return Option(
        cut(f"{pinpoint(passage.paragraphs)} · {article.headline}", limits.SELECT_OPTION_LABEL),
        f"{article.key}:{passage.paragraphs[0]}",
        cut(f"{bluebook_date(article.date)} · {' '.join(passage.text.split())}", limits.SELECT_OPTION_DESCRIPTION),
    )


def _votes(passage: Passage, asker: int) -> tuple[Button, ...]:
    ref = PassageRef(passage.article.key, passage.paragraphs[0], asker)
    return (
        Button(emoji="👍", custom_id=custom_id("vote", *ref.parts(), "up")),
        Button(emoji="👎", custom_id=custom_id("vote", *ref.parts(), "down")),
    )


def _links(article: Article, passage: Passage | None, evidence: Sequence[Span], say: Say) -> tuple[Button, ...]:
    """To the quoted words on the page, and to the page alone for browsers that don't know text fragments."""
    if article.url is None or len(article.url) > limits.BUTTON_URL:
        return ()
    host = (urlsplit(article.url).hostname or "").removeprefix("www.")
    label = cut(say(gettext_lazy("Read at {host}", host=host)), limits.BUTTON_LABEL)
    marked = marked_url(article.url, passage, evidence) if passage else None
    if marked is None:
        return (Button(label, url=article.url),)
    return (Button(label, url=marked), Button(say(_PLAIN_LABEL), url=article.url))


def marked_url(url: str, passage: Passage, evidence: Sequence[Span]) -> str | None:
    """The address with a text fragment that opens the page at the quoted words; None where it would be too long.

    The fragment names the first and the last words of the first sentence of evidence (WICG, URL fragment text
    directives: `#:~:text=start,end`).
    """
    span = evidence[0] if evidence else _first_sentence(passage)
    words = passage.article.body[span.start : span.end].split()
    if not words or "#" in url:
        return None
    if len(words) <= 2 * _FRAGMENT_WORDS:
        fragment = _encoded(words)
    else:
        fragment = f"{_encoded(words[:_FRAGMENT_WORDS])},{_encoded(words[-_FRAGMENT_WORDS:])}"
    marked = f"{url}#:~:text={fragment}"
    return marked if len(marked) <= limits.BUTTON_URL else None


def _first_sentence(passage: Passage) -> Span:
    sentence = next(iter(split_sentences(passage.text)), Span(0, len(passage.text)))
    return Span(passage.span.start + sentence.start, passage.span.start + sentence.end)


def _encoded(words: Sequence[str]) -> str:
    """Words for a text directive, in which "-", "," and "&" have a meaning of their own."""
    return quote(" ".join(words), safe="").replace("-", "%2D")


def question_under(message: discord.Message | None) -> str:
    """The question that led to an answer, as its button "Why this?" holds it; "" where there is none."""
    matches = (_WHY.fullmatch(_custom_id(component)) for component in _components(message))
    return next((match["question"] for match in matches if match), "")


def kept_controls(message: discord.Message | None) -> tuple[list[Select], list[Button]]:
    """The select of other passages, and the button that opens a thread, which go along while a person reads on."""
    selects, buttons = [], []
    for component in _components(message):
        name = _custom_id(component)
        if isinstance(component, discord.SelectMenu) and name.startswith(f"{PREFIX}:other:"):
            options = tuple(Option(each.label, each.value, each.description or "") for each in component.options)
            selects.append(Select(name, component.placeholder or "", options))
        if isinstance(component, discord.Button) and name.startswith(f"{PREFIX}:thread:"):
            buttons.append(Button(component.label or "", name))
    return selects, buttons


def _components(message: discord.Message | None) -> Iterator[discord.Component]:
    for row in message.components if message else ():
        if isinstance(row, discord.ActionRow):
            yield from row.children


def _custom_id(component: discord.Component) -> str:
    return getattr(component, "custom_id", None) or ""
