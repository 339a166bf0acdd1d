import pytest

from glmbot.core.languages.language import QuestionType
from glmbot.core.ranking.answer_type import has_name, names_place, shows


@pytest.mark.parametrize(
    ("question_type", "text"),
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
def test_a_text_shows_the_answer_type(question_type: QuestionType, text: str) -> None:
    assert shows(question_type, text) is True


@pytest.mark.parametrize(
    "question_type",
    [
        QuestionType.DATE,
        QuestionType.COUNT,
        QuestionType.AMOUNT,
        QuestionType.MONEY,
        QuestionType.PERCENT,
        QuestionType.DURATION,
    ],
)
def test_a_text_without_figures_shows_no_figure(question_type: QuestionType) -> None:
    assert shows(question_type, "The bridge was closed.") is False


@pytest.mark.parametrize(
    ("question_type", "text"),
    [
        (QuestionType.MONEY, "It has 40 boats."),
        (QuestionType.DURATION, "It has 40 boats."),
        (QuestionType.DATE, "40 boats"),
    ],
)
def test_a_figure_of_another_type_is_not_enough(question_type: QuestionType, text: str) -> None:
    assert shows(question_type, text) is False


@pytest.mark.parametrize("question_type", [QuestionType.SPEECH, QuestionType.REASON])
def test_speech_and_reason_may_stand_there_without_their_usual_words(question_type: QuestionType) -> None:
    assert shows(question_type, "The bridge was closed.") is None


@pytest.mark.parametrize(
    "question_type",
    [
        QuestionType.PERSON,
        QuestionType.PLACE,
        QuestionType.WHICH,
        QuestionType.YES_NO,
        QuestionType.DEFINITION,
        QuestionType.OTHER,
    ],
)
def test_a_type_without_a_form_of_its_own_is_never_missed(question_type: QuestionType) -> None:
    assert shows(question_type, "The bridge was closed in 1990.") is None


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
