"""The controls under an answer: made, and read back from a message that was sent before (pure)."""

import re
from collections.abc import Sequence
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.i18n import Say
from glmbot.bot.ui.components import PASSAGE_REF, PREFIX, Button, Option, PassageRef, Row, Select, custom_id
from glmbot.bot.ui.shown_under import custom_ids
from glmbot.core.answering.wording import pinpoint
from glmbot.core.citation import STYLES, Style
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Found, Passage
from glmbot.core.translatable import gettext_lazy

EXACT: Final = "only"
"""Ends the custom_id of a citation of the very paragraphs, not of the passages that they stand in."""
NO_REF: Final = "0" * 16
"""The key in a custom_id that says only who asked."""
_SOURCES_LABEL: Final = gettext_lazy("Sources")
_CITE_LABEL: Final = gettext_lazy("Cite")
_MORE_LABEL: Final = gettext_lazy("More")
_SAVE_LABEL: Final = gettext_lazy("Save")
_THREAD_LABEL: Final = gettext_lazy("Continue in a thread")
_STYLE_LABEL: Final = gettext_lazy("Citation style")

QUESTION_LIMIT: Final = limits.CUSTOM_ID - len("glmbot:more:0123456789abcdef:99999:0:")
"""Characters of a question for which "More" has room, beside an article's key and a paragraph's number."""
ASKED: Final = rf"{PASSAGE_REF}:(?P<question>.*)"
"""What follows the name in the custom_id of a control that needs the question too."""
_ASKED: Final = re.compile(f"{PREFIX}:(?:more|why|part):{ASKED}", re.DOTALL)


def answer_rows(found: Found, say: Say, *, question: str, asker: int, may_vote: bool = True) -> tuple[Row, ...]:
    """The controls of an answer; those of a record without a passage lead to the citation alone."""
    if found.passage is None:
        return ((_cite_button([PassageRef(found.article.key, 0, asker)], say),),)
    votes = may_vote and bool(question) and found.fact is None
    home = found.passage.paragraphs[0]
    return reading_rows(found.passage, say, asker=asker, question=question, may_vote=votes, home=home)


def reading_rows(
    passage: Passage, say: Say, *, asker: int, question: str = "", may_vote: bool = False, home: int | None = None
) -> tuple[Row, ...]:
    """Previous, next, citation, sources; below them, where a question led to the passage, what else there is.

    `home` is the first paragraph of the passage that answered: only on the way back there is the question asked again.
    To save it stands where a phone has room: in the second row, or at the end of the first where there is no second.
    """
    here = PassageRef(passage.article.key, passage.paragraphs[0], asker)
    first = (*_steps(passage, asker, home), _cite_button([here], say), _sources_button([here], say))
    if not question:
        return ((*first, _save_button([here], say)),)
    more = Button(say(_MORE_LABEL), with_question("more", passage, question))
    return (first, (more, _save_button([here], say), *(_votes(here) if may_vote else ())))


def parts_rows(parts: Sequence[tuple[int, Found, str]], say: Say, *, asker: int, may_thread: bool) -> tuple[Row, ...]:
    """One set of controls for the parts of an answer: each by its number, its reply and its question."""
    shown = [(number, found.passage, question) for number, found, question in parts if found.passage]
    opening = [
        Button(f"{number} · {pinpoint(passage.paragraphs)}", with_question("part", passage, question))
        for number, passage, question in shown
    ]
    cited = [
        PassageRef(found.article.key, found.passage.paragraphs[0] if found.passage else 0, asker)
        for _, found, _ in parts
    ]
    resting = [ref for ref in cited if ref.paragraph]
    sources = (_sources_button(resting, say),) if resting else ()
    first = (*{button.custom_id: button for button in opening}.values(), _cite_button(cited, say), *sources)
    second = (
        *((thread_button(say, asker),) if may_thread else ()),
        *((_save_button(resting, say),) if resting else ()),
    )
    return (first, second) if second else (first,)


def with_question(action: str, passage: Passage, question: str) -> str:
    """The custom_id of a control that needs a passage and the question that led to it."""
    return custom_id(action, *PassageRef(passage.article.key, passage.paragraphs[0]).parts(), question)


def thread_button(say: Say, asker: int, message: int | None = None) -> Button:
    """A button that opens a thread on the message that it stands under, or on another."""
    parts: tuple[object, ...] = PassageRef(NO_REF, 0, asker).parts()
    return Button(say(_THREAD_LABEL), custom_id("thread", *parts, *(() if message is None else (message,))))


def style_row(refs: Sequence[PassageRef], chosen: Style, say: Say, *, is_exact: bool = False) -> Select:
    """A select of citation styles for passages, or for the very paragraphs."""
    options = tuple(Option(style.label, style.name, is_default=style is chosen) for style in STYLES.values())
    parts = (PassageRef.join(refs), *((EXACT,) if is_exact else ()))
    return Select(custom_id("style", *parts), say(_STYLE_LABEL), options)


def _cite_button(refs: Sequence[PassageRef], say: Say) -> Button:
    return Button(say(_CITE_LABEL), custom_id("cite", PassageRef.join(refs)))


def _sources_button(refs: Sequence[PassageRef], say: Say) -> Button:
    return Button(say(_SOURCES_LABEL), custom_id("sources", PassageRef.join(refs)))


def _save_button(refs: Sequence[PassageRef], say: Say) -> Button:
    return Button(say(_SAVE_LABEL), custom_id("save", PassageRef.join(refs)))


def _steps(passage: Passage, asker: int, home: int | None) -> list[Button]:
    """To the passages before and after: at an end a disabled button, and neither where there is one passage only."""
    key, passages = passage.article.key, split_passages(passage.article)
    if len(passages) == 1:
        return []
    index = [each.paragraphs for each in passages].index(passage.paragraphs)
    before = passages[index - 1] if index > 0 else None
    after = passages[index + 1] if index + 1 < len(passages) else None
    led = () if home is None else (home,)
    return [
        Button(
            f"◀ {pinpoint(before.paragraphs)}" if before else "◀",
            custom_id("go", *PassageRef(key, before.paragraphs[0] if before else 0, asker).parts(), "back", *led),
            is_disabled=before is None,
        ),
        Button(
            f"{pinpoint(after.paragraphs)} ▶" if after else "▶",
            custom_id("go", *PassageRef(key, after.paragraphs[0] if after else 0, asker).parts(), "on", *led),
            is_disabled=after is None,
        ),
    ]


def _votes(ref: PassageRef) -> tuple[Button, ...]:
    return (
        Button(emoji="👍", custom_id=custom_id("vote", *ref.parts(), "up")),
        Button(emoji="👎", custom_id=custom_id("vote", *ref.parts(), "down")),
    )


def question_under(message: discord.Message | None) -> str:
    """The question that led to an answer, as a control under it holds it; "" where there is none."""
    matches = (_ASKED.fullmatch(name) for name in custom_ids(message))
    return next((match["question"] for match in matches if match), "")
