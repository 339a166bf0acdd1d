"""Phrases among tokens."""

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.intents.automaton import Automaton, Match
from glmbot.core.intents.phrases import Choice, Phrase, PhraseError

TOKENS = st.sampled_from("abc")
NOTATIONS = st.recursive(
    TOKENS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda found: f"({'|'.join(found)})"),
        st.lists(inner, min_size=1, max_size=2).map(lambda found: f"[{'|'.join(found)}]"),
    ),
    max_leaves=8,
)


def spelt_out(parts: Sequence[str | Choice]) -> Iterator[tuple[str, ...]]:
    """Every sequence of tokens for which a phrase stands."""
    ways = [[(part,)] if isinstance(part, str) else [*spelt_out_choice(part)] for part in parts]
    return (tuple(token for way in chosen for token in way) for chosen in product(*ways))


def spelt_out_choice(choice: Choice) -> Iterator[tuple[str, ...]]:
    if choice.is_optional:
        yield ()
    for option in choice.options:
        yield from spelt_out(option.parts)


def readable(notation: str) -> Phrase | None:
    try:
        return Phrase.read(notation, {})
    except PhraseError:
        return None


@given(st.lists(NOTATIONS, min_size=1, max_size=4), st.lists(TOKENS, max_size=7))
def test_finds_each_phrase_at_its_longest_wherever_it_is_spelt_out(notations: list[str], forms: list[str]) -> None:
    phrases = [phrase for notation in notations if (phrase := readable(notation))]
    expected = []
    for start, (number, phrase) in product(range(len(forms)), enumerate(phrases)):
        ways = {way for way in spelt_out(phrase.parts) if tuple(forms[start : start + len(way)]) == way}
        if ways:
            expected.append(Match(start, start + max(map(len, ways)), number))
    automaton = Automaton(phrases)
    assert [*automaton.matches(forms)] == expected
    assert [*automaton.matches(forms)] == expected, "also from the states that were made before"


def test_keeps_no_token_that_is_in_no_phrase() -> None:
    automaton = Automaton([Phrase.read("tell me [more]", {})])
    assert [*automaton.matches(("tell", "me", "secret"))] == [Match(0, 2, 0)]
    assert "secret" not in repr(automaton._states) + repr(automaton._first)
