import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.text.frequencies import Frequencies
from glmbot.core.text.spelling import Spelling, split_compound
from glmbot.core.text.strings import Strings
from glmbot.storage.resources import read_resources

FREQUENCIES = Frequencies(
    dict.fromkeys("law breaking boat house man each there fort".split(), 5.0)
    | {"skipper": 3.4, "ferret": 3.2, "brine": 2.8, "breakings": 2.7}
)
OURS = "fedrok ferry harbour exchange exchanges exchanged regulate regulation registry lifeboat 1990 mou bryne".split()
GENERAL = "animal lighthouse there each fine".split()
SPELLING = Spelling(Strings.of(OURS), GENERAL, frozenset({"there", "each"}), FREQUENCIES)


def meant(form: str) -> str | None:
    correction = SPELLING.correct(form)
    return correction.form if correction else None


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("fedork", "fedrok"),  # letters swapped
        ("fedrock", "fedrok"),  # one too many
        ("harbur", "harbour"),  # one too few
        ("harbpur", "harbour"),  # one wrong
        ("lighthuose", "lighthouse"),  # a general word
        ("anmial", "animal"),
    ],
)
def test_an_unknown_word_is_mended_to_the_nearest(form: str, expected: str) -> None:
    assert meant(form) == expected


@pytest.mark.parametrize(
    "form",
    [
        "harbour",  # the articles have it
        "animal",  # the lexicon has it
        "skipper",  # general English knows it
        "ferret",  # though it is near to "ferry"
        "fer",  # too short to tell
        "1991",  # a number is no misspelling of another
        "m2x9",
        "zzzzzz",  # nothing is near
        "",
    ],
)
def test_a_word_that_is_known_short_or_far_from_all_stays_as_it_is(form: str) -> None:
    assert SPELLING.correct(form) is None


def test_a_correction_tells_whether_an_article_has_the_word() -> None:
    ours, general = SPELLING.correct("fedork"), SPELLING.correct("anmial")
    assert ours
    assert ours.is_ours
    assert general
    assert not general.is_ours


def test_a_rare_word_of_general_english_needs_a_nearer_one_than_an_unknown_word() -> None:
    spelling = Spelling(Strings.of(["bryns"]), [], frozenset(), Frequencies({"brine": 2.9}))
    assert spelling.correct("brine") is None
    assert Spelling(Strings.of(["bryne"]), [], frozenset(), Frequencies({})).correct("brine")


def test_a_word_only_like_a_function_word_is_not_dropped_for_it() -> None:
    assert meant("eech") is None
    assert Spelling(Strings.of([]), ["each"], frozenset(), FREQUENCIES).correct("eech"), (
        "a word of content is as near as that"
    )
    assert meant("therre") == "there", "very like it, it is it"


@pytest.mark.parametrize(("form", "expected"), [("exch", "exchange"), ("lifeb", "lifeboat"), ("reg", None)])
def test_a_short_form_stands_for_the_one_word_that_it_begins(form: str, expected: str | None) -> None:
    assert meant(form) == expected


def test_a_short_form_that_begins_two_words_stands_for_neither() -> None:
    assert Spelling(Strings.of(["consulate", "consolation"]), [], frozenset(), FREQUENCIES).correct("cons") is None


def test_of_two_words_as_near_the_articles_own_is_meant() -> None:
    spelling = Spelling(Strings.of(["wolves"]), ["wolver"], frozenset(), FREQUENCIES)
    correction = spelling.correct("wolvex")
    assert correction
    assert correction.form == "wolves"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("lawbreaking", ("law", "breaking")),
        ("boathouse", ("boat", "house")),
        ("lawfedrok", None),  # the second part is no word
        ("lawman", None),  # too short to be told from one word
        ("skipper", None),
        ("", None),
    ],
)
def test_an_unknown_compound_of_two_common_words_is_split(form: str, expected: tuple[str, str] | None) -> None:
    assert split_compound(form, FREQUENCIES) == expected


def test_a_known_compound_is_one_word() -> None:
    assert split_compound("boathouse", Frequencies({**FREQUENCIES.zipf, "boathouse": 2.9})) is None


WORDS = read_resources()
SHIPPED = Spelling(
    Strings.of(["fedrok", "ferries"]), WORDS.general, WORDS.analyzer.stopwords | WORDS.lightwords, WORDS.frequencies
)


@pytest.mark.parametrize("form", "people government shipping bridge happened teacher internet nobody elephant".split())
def test_a_common_english_word_is_never_mended(form: str) -> None:
    assert SHIPPED.correct(form) is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzßéø3", max_size=14))
def test_any_word_is_mended_to_a_known_one_or_to_none(form: str) -> None:
    correction = SPELLING.correct(form)
    if correction is not None:
        assert correction.form in {*OURS, *GENERAL}
        assert correction.is_ours is (correction.form in OURS)
        assert 0 < correction.nearness < 1
        assert form not in {*OURS, *GENERAL}
