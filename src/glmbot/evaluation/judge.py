"""Questions with judgements, outcomes, and the figures that a run of them gives."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from glmbot.core.model import Found, GlmbotError, Reply, ReplyKind, parts_of

NEAR: Final = frozenset({"near", "false-premise"})
OFF: Final = frozenset({"off-topic", "nonsense", "injection"})
FOLLOW_UP: Final = "follow-up"


class EvaluationError(GlmbotError):
    """A question file can't be read as questions."""


@dataclass(frozen=True)
class Case:
    """A question with its judgement: the paragraphs that answer it (none: it is unanswerable)."""

    case_id: str
    kind: str
    question: str
    gold: frozenset[int]
    article: str | None = None
    """Id or slug of the article that `gold` counts in; None where the corpus has one article."""
    corpus: str | tuple[str, ...] | None = None
    """A folder beside the file, or the ids of the articles that the question is asked of; None is the whole corpus."""
    fact: str | None = None
    """What the article's record answers, where no paragraph shows it: a text or a field of the record."""

    @property
    def is_answerable(self) -> bool:
        """Whether something answers it."""
        return bool(self.gold) or self.fact is not None


@dataclass(frozen=True)
class Outcome:
    """What a question got."""

    case: Case
    kind: ReplyKind
    article: str | None
    paragraphs: tuple[int, ...]
    is_right: bool
    """Whether what is shown first answers the question."""

    @property
    def is_wrong(self) -> bool:
        """Whether it is confidently wrong: an answer that is none."""
        return self.kind == "answer" and not self.is_right

    @property
    def is_good(self) -> bool:
        """Whether it is what its kind asks for; what `compare` counts as gained or lost."""
        if self.case.is_answerable:
            return self.kind == "answer" and self.is_right
        return self.kind == "none" if self.case.kind in OFF else self.kind != "answer"


def judge(case: Case, reply: Reply) -> Outcome:
    """Hold a reply, of several parts the first, against the judgement of its question."""
    shown = parts_of(reply)[0]
    if not isinstance(shown, Found):
        return Outcome(case, "none", None, (), is_right=False)
    paragraphs = shown.passage.paragraphs if shown.passage else ()
    return Outcome(case, shown.kind, shown.article.article_id, paragraphs, is_right=_is_right(case, shown))


def _is_right(case: Case, reply: Found) -> bool:
    if case.article is not None and not reply.article.article_id.endswith(case.article):
        return False
    if reply.passage is not None and case.gold.intersection(reply.passage.paragraphs):
        return True
    if case.fact is None or reply.fact is None:
        return False
    return case.fact == reply.fact.field or case.fact.lower() in reply.fact.text.lower()


@dataclass(frozen=True)
class Dialogue:
    """Turns of one person in one place, in order."""

    turns: tuple[Case, ...]


@dataclass(frozen=True)
class QuestionSet:
    """The questions and dialogues of one file."""

    cases: tuple[Case, ...]
    dialogues: tuple[Dialogue, ...] = ()


def read_question_set(data: Any, name: str) -> QuestionSet:
    """Questions from what a YAML file holds: `questions` or `sets`, `answerable` and `unanswerable`, `dialogues`.

    Raises:
        EvaluationError: it holds none of these, or an entry lacks a field.
    """
    if not isinstance(data, Mapping):
        raise EvaluationError(f"{name}: no question set; the file needs 'questions' or 'dialogues'")
    try:
        cases = tuple(_cases(data, name))
        dialogues = tuple(_dialogues(data, name))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise EvaluationError(f"{name}: an entry lacks a field or has a wrong one ({error})") from None
    if not cases and not dialogues:
        raise EvaluationError(f"{name}: no question set; the file needs 'questions' or 'dialogues'")
    return QuestionSet(cases, dialogues)


def _cases(data: Mapping[str, Any], name: str) -> Iterator[Case]:
    article = data.get("article")
    for entry in [*data.get("questions", ()), *data.get("answerable", ()), *data.get("unanswerable", ())]:
        yield _case(entry, entry["id"], article=article)
    for group in data.get("sets", ()):
        for place, entry in enumerate(group["questions"], 1):
            yield _case(entry, f"{name}-{group['corpus']}-{place}", corpus=group["corpus"])


def _dialogues(data: Mapping[str, Any], name: str) -> Iterator[Dialogue]:
    for entry in data.get("dialogues", ()):
        turns = [
            _case({"kind": FOLLOW_UP, **turn}, f"{name}-{entry['id']}-{place}", corpus=entry.get("corpus"))
            for place, turn in enumerate(entry["turns"], 1)
        ]
        yield Dialogue(tuple(turns))


def _case(
    entry: Mapping[str, Any], case_id: str, *, article: str | None = None, corpus: str | Sequence[str] | None = None
) -> Case:
    where = entry.get("corpus", corpus)
    return Case(
        case_id=str(case_id),
        kind=str(entry["kind"]),
        question=str(entry["question"]),
        gold=frozenset(int(number) for number in entry["gold"]),
        article=_text(entry.get("article", article)),
        corpus=where if where is None or isinstance(where, str) else tuple(where),
        fact=_text(entry.get("fact")),
    )


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


@dataclass(frozen=True)
class Share:
    """A count of a total, with its 95 % interval (Wilson 1927)."""

    count: int
    total: int

    @property
    def value(self) -> float:
        """The share; 0 where there is nothing to count."""
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound."""
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.96, self.total, self.value
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, centre - half), min(1.0, centre + half)


def figures(outcomes: Sequence[Outcome]) -> dict[str, Share]:
    """The figures of a run: shown, answered, wrong, none when off, careful when near, follow-ups."""
    turns = [one for one in outcomes if one.case.kind == FOLLOW_UP]
    asked = [one for one in outcomes if one.case.kind != FOLLOW_UP]
    answerable = [one for one in asked if one.case.is_answerable]
    return {
        "shown first": _share(answerable, lambda one: one.is_right),
        "answered": _share(answerable, lambda one: one.is_good),
        "confidently wrong": _share(asked, lambda one: one.is_wrong),
        "none when off": _share([one for one in asked if one.case.kind in OFF], lambda one: one.kind == "none"),
        "careful when near": _share([one for one in asked if one.case.kind in NEAR], lambda one: one.kind != "answer"),
        "follow-ups": _share(turns, lambda one: one.is_right if one.case.is_answerable else one.kind != "answer"),
    }


def by_kind(outcomes: Sequence[Outcome]) -> dict[str, Sequence[Outcome]]:
    """Outcomes grouped by the kind of their question, in the order of appearance."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.kind, []).append(outcome)
    return dict(groups)


def compare(before: Mapping[str, str], after: Sequence[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    """Questions gained and lost against a baseline of case ids with `good` or `bad`."""
    known = [one for one in after if one.case.case_id in before]
    gained = [one for one in known if one.is_good and before[one.case.case_id] == "bad"]
    lost = [one for one in known if not one.is_good and before[one.case.case_id] == "good"]
    return gained, lost


def _share(outcomes: Iterable[Outcome], holds: Callable[[Outcome], bool]) -> Share:
    listed = list(outcomes)
    return Share(sum(holds(one) for one in listed), len(listed))
