import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.languages.language import QuestionType
from glmbot.core.query.parser import GIST_NOTE, QUESTION_LIMIT
from glmbot.core.query.query import Query
from support.articles import make_article
from support.words import Kit, keys_of, kit_of

BODY = (
    "The Norland Ferry Agency (NFA) built two boats. The Executive Director of the NFA, Odda Fedrok, signed the"
    " Northern Sea Protocol (NSP).\n\n"
    "The Sudmark Bridge Office (SBO) closed the bridge. The toll is 5 marks."
)
KIT = kit_of(BODY)


def forms(query: Query) -> list[str]:
    return [word.form for word in query.words]


@pytest.mark.parametrize(
    ("question", "form", "key", "origin"),
    [
        ("the NFA boats", "nfa", "norland ferri agenc", "acronym"),  # the article explains it
        ("the nfa boats", "nfa", "norland ferri agenc", "acronym"),
        ("boats of the Norland Ferry Agency", "ferry", "nfa", "acronym"),
        ("boats of the Norland Ferry Agency", "agency", "nfa", "acronym"),
        ("boats of the ferry agency", "ferry", "nfa", "acronym"),  # described
        ("boats of the ferry agency", "agency", "nfa", "acronym"),
        ("the Northern Sea Protocol", "sea", "protocol", "acronym"),  # how an article refers to it again
        ("dues", "dues", "fee", "synonym"),
        ("animal", "animal", "wolf", "synonym"),
        ("water craft", "water", "boat", "synonym"),  # two words stand for one
        ("water craft", "craft", "boat", "synonym"),
        ("norland", "norland", "nordish", "place"),
        ("who is the boss of the NFA", "boss", "fedrok", "person"),
        ("head of the ferry agency", "head", "fedrok", "person"),
        ("the guy of the NFA", "guy", "fedrok", "person"),
        ("who is the director of the nfa", "director", "fedrok", "person"),
        ("the min of norland", "min", "minist", "abbreviation"),
        ("US dues", "us", "unit sand", "abbreviation"),
        ("fedork", "fedrok", "fedrok", "spelling"),
        ("who put pen to paper", "put_pen_to_paper", "sign", "phrase"),
        ("¿Cuál es la multa?", "fine", "fine", "translation"),
        ("Qui est le bateau ?", "boat", "vessel", "synonym"),
    ],
)
def test_a_word_may_be_met_by_what_stands_for_it(question: str, form: str, key: str, origin: str) -> None:
    assert keys_of(KIT.read(question), form)[key] == origin


@pytest.mark.parametrize(
    ("question", "form", "key"),
    [
        ("the boss of the bridge office", "boss", "fedrok"),  # another body
        ("who is the boss", "boss", "fedrok"),
        ("the wolf", "wolf", "anim"),  # a word reaches what is narrower only
        ("please help us with dues", "us", "unit sand"),  # an everyday word in lower case
        ("water of the craft boat ferry", "ferry", "vessel"),
    ],
)
def test_a_word_is_not_met_by_what_it_does_not_mean(question: str, form: str, key: str) -> None:
    query = KIT.read(question)
    assert form not in forms(query) or key not in keys_of(query, form)


def test_a_body_that_is_described_ambiguously_is_not_guessed() -> None:
    two = Kit(make_article("The Norland Ferry Agency (NFA) met the Sudmark Ferry Agency (SFA)."))
    keys = keys_of(two.read("the ferry agency"), "ferry")
    assert not {"nfa", "sfa"} & set(keys)


def test_the_readers_own_word_weighs_most() -> None:
    for word in KIT.read("the NFA pays dues for water craft in Norland").words:
        assert word.weight == 1
        assert all(one.weight <= 1 for one in word.alternatives)
        assert word.alternatives[0].origin == "word"


def test_what_stands_for_a_mended_word_weighs_less_than_what_stands_for_a_word_as_written() -> None:
    mended = KIT.read("the anmial").words[0].weights["wolf"]
    assert mended < KIT.read("the animal").words[0].weights["wolf"]


def test_a_word_said_twice_counts_once() -> None:
    assert forms(KIT.read("toll, tolls and the Toll")) == ["toll"]


@pytest.mark.parametrize(
    ("question", "form", "is_name", "is_known"),
    [
        ("the toll", "toll", False, True),
        ("toll of Fedrok", "fedrok", True, True),
        ("toll of fedrok", "fedrok", True, True),  # too rare to be anything but a name
        ("toll of Wolf", "wolf", True, False),
        ("the NFA", "nfa", True, True),
        ("toll of 1990", "1990", True, False),
        ("toll of 5", "5", True, True),
        ("a national court", "court", False, False),
        ("an animal", "animal", False, False),
        ("dues", "dues", False, False),
    ],
)
def test_names_numbers_and_rare_words_must_be_there_and_known_words_may_be(
    question: str,
    form: str,
    is_name: bool,  # noqa: FBT001 - a column of the table
    is_known: bool,  # noqa: FBT001 - a column of the table
) -> None:
    word = next(word for word in KIT.read(question).words if word.form == form)
    assert (word.is_name, word.is_known) == (is_name, is_known)


def test_an_untranslated_word_that_no_article_has_weighs_less_than_an_unknown_english_one() -> None:
    foreign = next(word for word in KIT.read("¿Qué es la zapatilla?").words if word.form == "zapatilla")
    english = next(word for word in KIT.read("the zapatilla").words if word.form == "zapatilla")
    assert foreign.mass < english.mass
    assert not foreign.is_name


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Who is the director of the NFA?", "en", QuestionType.PERSON),
        ("¿Quién es el director de la NFA?", "es", QuestionType.PERSON),
        ("Quand est la loi de la NFA ?", "fr", QuestionType.DATE),
        ("", "en", QuestionType.OTHER),
    ],
)
def test_a_question_is_read_in_its_language(question: str, language: str, kind: QuestionType) -> None:
    query = KIT.read(question)
    assert (query.language, query.question_type) == (language, kind)


def test_a_spanish_question_finds_the_person_of_an_office_as_an_english_one_does() -> None:
    assert keys_of(KIT.read("¿Quién es el director de la NFA?"), "director")["fedrok"] == "person"


@pytest.mark.parametrize(("length", "is_long"), [(QUESTION_LIMIT, False), (QUESTION_LIMIT + 1, True)])
def test_only_a_question_over_the_limit_is_searched_by_its_gist_and_says_so(length: int, is_long: bool) -> None:  # noqa: FBT001 - a column of the table
    query = KIT.read("toll " * (length // 5) + "x" * (length % 5))
    assert len(query.question) <= QUESTION_LIMIT
    assert (GIST_NOTE in query.notes) is is_long


def test_the_gist_of_a_long_question_has_its_weightiest_words_wherever_they_stand() -> None:
    query = KIT.read("the people of the house said that " * 200 + "lifeboats of the NFA")
    assert {"lifeboats", "NFA"} <= set(query.question.split())
    assert query.question.count("house") <= 1


BEFORE = KIT.read("What boats did the Norland Ferry Agency sign for?")


@pytest.mark.parametrize(
    "question",
    [
        "and the toll?",
        "what about the bridge?",
        "what did they build?",
        "why?",
        "boats?",
        "the toll",
        "y la multa?",
        "who signed it?",
    ],
)
def test_a_question_that_refers_back_or_is_too_short_leans_on_the_one_before(question: str) -> None:
    query = KIT.read(question, BEFORE)
    assert query.leans
    assert {"norland", "agency"} <= {word.form for word in query.words}
    assert not {"norland", "agency"} & {word.form for word in query.own}


@pytest.mark.parametrize(
    "question",
    [
        "Which bridge did the Sudmark Bridge Office close?",
        "the toll of the bridge",
        "and the zapatilla?",  # it speaks of something unknown here
        "zapatilla",
        "",
        "and they signed the toll bridge of Sudmark Office boats?",  # enough words of its own
    ],
)
def test_a_question_that_stands_alone_takes_nothing_along(question: str) -> None:
    assert KIT.read(question, BEFORE) == KIT.read(question)


def test_lent_words_weigh_less_and_name_nothing() -> None:
    lent = [word for word in KIT.read("and the toll?", BEFORE).words if word.alternatives[0].origin == "context"]
    assert lent
    assert all(word.weight < 1 and not word.is_name for word in lent)


def test_a_word_that_is_said_again_is_not_lent_too() -> None:
    query = KIT.read("and the boats?", BEFORE)
    assert len([word for word in query.words if word.form == "boats"]) == 1
    assert query.words[0].weight == 1


def test_a_new_place_takes_the_old_ones_place() -> None:
    query = KIT.read("and in Sudmark?", KIT.read("What boats did they build in Norland?"))
    assert {"sudmark", "boats"} <= set(forms(query))
    assert "norland" not in forms(query)


def test_without_a_new_place_the_old_one_stays() -> None:
    assert "norland" in forms(KIT.read("and the toll?", KIT.read("What boats did they build in Norland?")))


def test_every_turn_can_lean_on_one_that_leant() -> None:
    second = KIT.read("and the toll?", BEFORE)
    third = KIT.read("why?", second)
    assert {"toll", "agency"} <= set(forms(third))


questions = st.text(max_size=60) | st.lists(
    st.sampled_from(
        "who is the boss of NFA and ferry agency water craft boats Norland Sudmark fedork lawbreaking exch pen to paper"
        " que es la ley qui est le bateau US it u gonna pls ¿ ? 5 1990 ½ ﬀ".split()
    )
).map(" ".join)


@given(questions, st.none() | questions)
def test_any_question_is_read_into_words_that_have_weight_and_mass(question: str, before: str | None) -> None:
    query = KIT.read(question, KIT.read(before) if before is not None else None)
    keys = [word.key for word in query.own]
    assert len(keys) == len(set(keys))
    for word in query.words:
        assert word.mass > 0
        assert word.form
        assert all(one.key and 0 < one.weight <= 1 for one in word.alternatives)
