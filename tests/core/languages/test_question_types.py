import pytest

from glmbot.core.languages import LANGUAGES
from glmbot.core.languages.language import QuestionType
from glmbot.core.text.tokens import split_words


def type_of(question: str, language: str = "en") -> QuestionType:
    return LANGUAGES[language].question_type([word.form for word in split_words(question)])


@pytest.mark.parametrize(
    ("question", "question_type"),
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
        ("How fast may a ferry sail?", QuestionType.AMOUNT),
        ("How fast must a wreck be reported?", QuestionType.DURATION),
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
def test_an_english_question_is_of_a_type(question: str, question_type: QuestionType) -> None:
    assert type_of(question) is question_type


@pytest.mark.parametrize(
    ("language", "question", "question_type"),
    [
        ("es", "¿Qué significa NFA?", QuestionType.DEFINITION),
        ("es", "¿Por qué se cerró?", QuestionType.REASON),
        ("fr", "Pourquoi le pont est fermé ?", QuestionType.REASON),
        ("es", "¿Cuántos barcos?", QuestionType.COUNT),
        ("fr", "Combien de bateaux ?", QuestionType.COUNT),
        ("es", "¿Cuánto cuesta?", QuestionType.AMOUNT),
        ("fr", "Combien coûte le péage ?", QuestionType.AMOUNT),
        ("es", "¿Cuándo se firmó?", QuestionType.DATE),
        ("fr", "Quand la loi a été signée ?", QuestionType.DATE),
        ("es", "¿Dónde está?", QuestionType.PLACE),
        ("fr", "Où est le port ?", QuestionType.PLACE),
        ("es", "¿Quién firmó la ley?", QuestionType.PERSON),
        ("fr", "Qui a signé la loi ?", QuestionType.PERSON),
        ("es", "¿Qué dijo Brekk?", QuestionType.SPEECH),
        ("fr", "Le bateau est rouge", QuestionType.OTHER),
        ("es", "", QuestionType.OTHER),
    ],
)
def test_a_spanish_or_french_question_is_of_a_type(language: str, question: str, question_type: QuestionType) -> None:
    assert type_of(question, language) is question_type


@pytest.mark.parametrize(
    ("question", "expected"),
    [("Is it safe?", True), ("and did they sign?", True), ("isn't it safe?", True), ("Who is it?", False), ("", False)],
)
def test_yes_or_no_answers_a_question_that_begins_with_its_verb(question: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (type_of(question) is QuestionType.YES_NO) is expected
