import pytest

from glmbot.core.query.question_type import (
    QuestionType,
    foreign_question_type,
    has_name,
    names_place,
    question_type_of,
    shows,
)
from glmbot.core.text.tokens import split_words


def forms(text: str) -> list[str]:
    return [word.form for word in split_words(text)]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What does NFA stand for?", QuestionType.DEFINITION),
        ("What is the full name of the NFA?", QuestionType.DEFINITION),
        ("What's an NFA?", QuestionType.DEFINITION),
        ("What does “toll” mean?", QuestionType.DEFINITION),
        ("What is the article about?", QuestionType.ABOUT),
        ("Summarize the law", QuestionType.ABOUT),
        ("tl;dr", QuestionType.ABOUT),
        ("What did the minister say of ferries?", QuestionType.SPEECH),
        ("How did the skippers react to the law?", QuestionType.SPEECH),
        ("quotes by Odda Brekk", QuestionType.SPEECH),
        ("What percentage of boats sank?", QuestionType.PERCENT),
        ("Which share of the toll goes to the state?", QuestionType.PERCENT),
        ("How long does the licence last?", QuestionType.DURATION),
        ("How many days does a skipper lose?", QuestionType.DURATION),
        ("What is the deadline for boats?", QuestionType.DURATION),
        ("How old must a keeper be?", QuestionType.DURATION),
        ("How much is the fine?", QuestionType.MONEY),
        ("How much does a skipper pay?", QuestionType.MONEY),
        ("What is the fee for a ferry?", QuestionType.MONEY),
        ("How high is the toll fee?", QuestionType.MONEY),
        ("How many boats must a ferry carry?", QuestionType.COUNT),
        ("The number of boats", QuestionType.COUNT),
        ("How far may a ferry go?", QuestionType.AMOUNT),
        ("How deep is the harbour?", QuestionType.AMOUNT),
        ("When was the law signed?", QuestionType.DATE),
        ("On what date did it begin?", QuestionType.DATE),
        ("Since when?", QuestionType.DATE),
        ("and when", QuestionType.DATE),
        ("Where did they meet?", QuestionType.PLACE),
        ("In which country was it signed?", QuestionType.PLACE),
        ("Which cities have a harbour?", QuestionType.PLACE),
        ("Who signed the law?", QuestionType.PERSON),
        ("Which minister proposed it?", QuestionType.PERSON),
        ("By whom was it signed?", QuestionType.PERSON),
        ("and who proposed the law of the boats?", QuestionType.PERSON),
        ("Why was the bridge closed?", QuestionType.REASON),
        ("What led to the law?", QuestionType.REASON),
        ("What are the reasons for it?", QuestionType.REASON),
        ("Which boats are allowed?", QuestionType.WHICH),
        ("What boats are allowed?", QuestionType.WHICH),
        ("Is the ferry safe?", QuestionType.YES_NO),
        ("ok does it apply to boats?", QuestionType.YES_NO),
        ("Must ferries carry boats?", QuestionType.YES_NO),
        ("ferry boats", QuestionType.OTHER),
        ("", QuestionType.OTHER),
    ],
)
def test_a_question_is_of_a_kind(question: str, kind: QuestionType) -> None:
    assert question_type_of(forms(question)) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("¿Qué significa NFA?", QuestionType.DEFINITION),
        ("¿Por qué se cerró?", QuestionType.REASON),
        ("Pourquoi le pont est fermé ?", QuestionType.REASON),
        ("¿Cuántos barcos?", QuestionType.COUNT),
        ("Combien de bateaux ?", QuestionType.COUNT),
        ("¿Cuánto cuesta?", QuestionType.AMOUNT),
        ("Combien coûte le péage ?", QuestionType.AMOUNT),
        ("¿Cuándo se firmó?", QuestionType.DATE),
        ("Quand la loi a été signée ?", QuestionType.DATE),
        ("¿Dónde está?", QuestionType.PLACE),
        ("Où est le port ?", QuestionType.PLACE),
        ("¿Quién firmó la ley?", QuestionType.PERSON),
        ("Qui a signé la loi ?", QuestionType.PERSON),
        ("¿Qué dijo Brekk?", QuestionType.SPEECH),
        ("Le bateau est rouge", QuestionType.OTHER),
        ("", QuestionType.OTHER),
    ],
)
def test_a_spanish_or_french_question_is_of_a_kind(question: str, kind: QuestionType) -> None:
    assert foreign_question_type(forms(question)) is kind


@pytest.mark.parametrize(
    ("question", "expected"),
    [("Is it safe?", True), ("and did they sign?", True), ("isn't it safe?", True), ("Who is it?", False), ("", False)],
)
def test_yes_or_no_answers_a_question_that_begins_with_its_verb(question: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (question_type_of(forms(question)) is QuestionType.YES_NO) is expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (QuestionType.DATE, "It was signed on March 3."),
        (QuestionType.DATE, "It was signed in 1990."),
        (QuestionType.DATE, "It was signed on a Tuesday."),
        (QuestionType.DATE, "It begins at 10:30."),
        (QuestionType.COUNT, "It has two boats."),
        (QuestionType.COUNT, "It has 40 boats."),
        (QuestionType.AMOUNT, "It is 40 feet deep."),
        (QuestionType.MONEY, "A fine of 5,000 marks is due."),
        (QuestionType.MONEY, "A fine of $5 is due."),
        (QuestionType.MONEY, "It costs two million euros."),
        (QuestionType.PERCENT, "It is 40% of all."),
        (QuestionType.PERCENT, "It is forty percent of all."),
        (QuestionType.PERCENT, "It is a third of all."),
        (QuestionType.DURATION, "It lasts ninety days."),
        (QuestionType.DURATION, "It lasts 5 working days."),
        (QuestionType.DURATION, "Keepers are over 40."),
        (QuestionType.DURATION, "It is a permanent ban."),
        (QuestionType.SPEECH, "Brekk said that it was safe."),
        (QuestionType.SPEECH, "“It is safe.”"),
        (QuestionType.REASON, "It was closed because of the storm."),
        (QuestionType.REASON, "It was closed to protect the wolf."),
    ],
)
def test_a_text_shows_what_a_kind_asks_for(kind: QuestionType, text: str) -> None:
    assert shows(kind, text) is True


@pytest.mark.parametrize(
    "kind",
    [
        QuestionType.DATE,
        QuestionType.COUNT,
        QuestionType.AMOUNT,
        QuestionType.MONEY,
        QuestionType.PERCENT,
        QuestionType.DURATION,
    ],
)
def test_a_text_without_figures_shows_no_figure(kind: QuestionType) -> None:
    assert shows(kind, "The bridge was closed.") is False


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (QuestionType.MONEY, "It has 40 boats."),
        (QuestionType.DURATION, "It has 40 boats."),
        (QuestionType.DATE, "40 boats"),
    ],
)
def test_a_figure_of_another_kind_is_not_enough(kind: QuestionType, text: str) -> None:
    assert shows(kind, text) is False


@pytest.mark.parametrize("kind", [QuestionType.SPEECH, QuestionType.REASON])
def test_speech_and_reason_may_stand_there_without_their_usual_words(kind: QuestionType) -> None:
    assert shows(kind, "The bridge was closed.") is None


@pytest.mark.parametrize(
    "kind",
    [
        QuestionType.PERSON,
        QuestionType.PLACE,
        QuestionType.WHICH,
        QuestionType.YES_NO,
        QuestionType.DEFINITION,
        QuestionType.OTHER,
    ],
)
def test_a_kind_without_a_form_of_its_own_is_never_missed(kind: QuestionType) -> None:
    assert shows(kind, "The bridge was closed in 1990.") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was signed in Norland.", True),
        ("It was signed near the Strait.", True),
        ("It was signed in March.", False),
        ("It was signed in haste.", False),
        ("Norland signed it.", False),
    ],
)
def test_a_capitalised_word_after_in_names_a_place(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert names_place(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It was built by Odda Brekk.", True), ("Boats sank. They were old.", False), ("boats sank", False), ("", False)],
)
def test_a_capitalised_word_inside_a_sentence_is_a_name(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert has_name(text) is expected
