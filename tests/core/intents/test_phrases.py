"""The notation of phrases."""

import pytest

from glmbot.core.intents.automaton import Automaton
from glmbot.core.intents.phrases import Phrase, PhraseError
from glmbot.core.text.tokens import split_words

STYLES = {"style": ("apa", "blue book")}


@pytest.mark.parametrize(
    ("notation", "text", "length"),
    [
        ("thank you", "Thank you!", 2),
        ("thank you", "you thank", 0),
        ("tell me more", "tell me", 0),
        ("[tell me] more", "more", 1),
        ("[tell me] more", "tell me more", 3),
        ("(more|more details)", "more details", 2),
        ("go on [please|now]", "go on now then", 3),
        ("thanks|cheers", "cheers", 1),
        ("are you [a [real]] (bot|human being)", "are you a real human being?", 6),
        ("are you [a [real]] (bot|human being)", "are you bot", 3),
        ("cite it in {style}", "cite it in Blue Book", 5),
        ("cite it in {style}", "cite it in crayon", 0),
        ("what's new", "What’s new?", 2),
        ("¿qué tal?", "que tal", 2),
        ("s'il vous plaît", "S’il vous plait", 4),
    ],
)
def test_a_phrase_is_found_in_its_longest_form(notation: str, text: str, length: int) -> None:
    forms = tuple(word.form for word in split_words(text))
    found = Automaton([Phrase.read(notation, STYLES)]).matches(forms)
    assert max((one.end for one in found if one.start == 0), default=0) == length


@pytest.mark.parametrize(
    ("notation", "told"),
    [
        ("(a|b", "')' is missing"),
        ("a]", "no bracket is open"),
        ("[a]", "needs a word"),
        ("", "needs a word"),
        ("a {colour}", "there are: style"),
        ("a {", "there are: style"),
    ],
)
def test_what_can_not_be_read_is_told(notation: str, told: str) -> None:
    with pytest.raises(PhraseError, match=told.replace("(", r"\(").replace(")", r"\)")):
        Phrase.read(notation, STYLES)
