import pytest

from glmbot.core.analysis import split_words
from glmbot.core.kinds import Kind, foreign_kind, has_name, kind_of, names_place, shows


def forms(text: str) -> list[str]:
    return [word.form for word in split_words(text)]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What does NFA stand for?", Kind.DEFINITION),
        ("What is the full name of the NFA?", Kind.DEFINITION),
        ("What's an NFA?", Kind.DEFINITION),
        ("What does “toll” mean?", Kind.DEFINITION),
        ("What is the article about?", Kind.ABOUT),
        ("Summarize the law", Kind.ABOUT),
        ("tl;dr", Kind.ABOUT),
        ("What did the minister say of ferries?", Kind.SPEECH),
        ("How did the skippers react to the law?", Kind.SPEECH),
        ("quotes by Odda Brekk", Kind.SPEECH),
        ("What percentage of boats sank?", Kind.PERCENT),
        ("Which share of the toll goes to the state?", Kind.PERCENT),
        ("How long does the licence last?", Kind.DURATION),
        ("How many days does a skipper lose?", Kind.DURATION),
        ("What is the deadline for boats?", Kind.DURATION),
        ("How old must a keeper be?", Kind.DURATION),
        ("How much is the fine?", Kind.MONEY),
        ("How much does a skipper pay?", Kind.MONEY),
        ("What is the fee for a ferry?", Kind.MONEY),
        ("How high is the toll fee?", Kind.MONEY),
        ("How many boats must a ferry carry?", Kind.COUNT),
        ("The number of boats", Kind.COUNT),
        ("How far may a ferry go?", Kind.AMOUNT),
        ("How deep is the harbour?", Kind.AMOUNT),
        ("When was the law signed?", Kind.DATE),
        ("On what date did it begin?", Kind.DATE),
        ("Since when?", Kind.DATE),
        ("and when", Kind.DATE),
        ("Where did they meet?", Kind.PLACE),
        ("In which country was it signed?", Kind.PLACE),
        ("Which cities have a harbour?", Kind.PLACE),
        ("Who signed the law?", Kind.PERSON),
        ("Which minister proposed it?", Kind.PERSON),
        ("By whom was it signed?", Kind.PERSON),
        ("and who proposed the law of the boats?", Kind.PERSON),
        ("Why was the bridge closed?", Kind.REASON),
        ("What led to the law?", Kind.REASON),
        ("What are the reasons for it?", Kind.REASON),
        ("Which boats are allowed?", Kind.WHICH),
        ("What boats are allowed?", Kind.WHICH),
        ("Is the ferry safe?", Kind.YES_NO),
        ("ok does it apply to boats?", Kind.YES_NO),
        ("Must ferries carry boats?", Kind.YES_NO),
        ("ferry boats", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_a_question_is_of_a_kind(question: str, kind: Kind) -> None:
    assert kind_of(forms(question)) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("¿Qué significa NFA?", Kind.DEFINITION),
        ("¿Por qué se cerró?", Kind.REASON),
        ("Pourquoi le pont est fermé ?", Kind.REASON),
        ("¿Cuántos barcos?", Kind.COUNT),
        ("Combien de bateaux ?", Kind.COUNT),
        ("¿Cuánto cuesta?", Kind.AMOUNT),
        ("Combien coûte le péage ?", Kind.AMOUNT),
        ("¿Cuándo se firmó?", Kind.DATE),
        ("Quand la loi a été signée ?", Kind.DATE),
        ("¿Dónde está?", Kind.PLACE),
        ("Où est le port ?", Kind.PLACE),
        ("¿Quién firmó la ley?", Kind.PERSON),
        ("Qui a signé la loi ?", Kind.PERSON),
        ("¿Qué dijo Brekk?", Kind.SPEECH),
        ("Le bateau est rouge", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_a_spanish_or_french_question_is_of_a_kind(question: str, kind: Kind) -> None:
    assert foreign_kind(forms(question)) is kind


@pytest.mark.parametrize(
    ("question", "expected"),
    [("Is it safe?", True), ("and did they sign?", True), ("isn't it safe?", True), ("Who is it?", False), ("", False)],
)
def test_yes_or_no_answers_a_question_that_begins_with_its_verb(question: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (kind_of(forms(question)) is Kind.YES_NO) is expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.DATE, "It was signed on March 3."),
        (Kind.DATE, "It was signed in 1990."),
        (Kind.DATE, "It was signed on a Tuesday."),
        (Kind.DATE, "It begins at 10:30."),
        (Kind.COUNT, "It has two boats."),
        (Kind.COUNT, "It has 40 boats."),
        (Kind.AMOUNT, "It is 40 feet deep."),
        (Kind.MONEY, "A fine of 5,000 marks is due."),
        (Kind.MONEY, "A fine of $5 is due."),
        (Kind.MONEY, "It costs two million euros."),
        (Kind.PERCENT, "It is 40% of all."),
        (Kind.PERCENT, "It is forty percent of all."),
        (Kind.PERCENT, "It is a third of all."),
        (Kind.DURATION, "It lasts ninety days."),
        (Kind.DURATION, "It lasts 5 working days."),
        (Kind.DURATION, "Keepers are over 40."),
        (Kind.DURATION, "It is a permanent ban."),
        (Kind.SPEECH, "Brekk said that it was safe."),
        (Kind.SPEECH, "“It is safe.”"),
        (Kind.REASON, "It was closed because of the storm."),
        (Kind.REASON, "It was closed to protect the wolf."),
    ],
)
def test_a_text_shows_what_a_kind_asks_for(kind: Kind, text: str) -> None:
    assert shows(kind, text) is True


@pytest.mark.parametrize("kind", [Kind.DATE, Kind.COUNT, Kind.AMOUNT, Kind.MONEY, Kind.PERCENT, Kind.DURATION])
def test_a_text_without_figures_shows_no_figure(kind: Kind) -> None:
    assert shows(kind, "The bridge was closed.") is False


@pytest.mark.parametrize(
    ("kind", "text"), [(Kind.MONEY, "It has 40 boats."), (Kind.DURATION, "It has 40 boats."), (Kind.DATE, "40 boats")]
)
def test_a_figure_of_another_kind_is_not_enough(kind: Kind, text: str) -> None:
    assert shows(kind, text) is False


@pytest.mark.parametrize("kind", [Kind.SPEECH, Kind.REASON])
def test_speech_and_reason_may_stand_there_without_their_usual_words(kind: Kind) -> None:
    assert shows(kind, "The bridge was closed.") is None


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.PLACE, Kind.WHICH, Kind.YES_NO, Kind.DEFINITION, Kind.OTHER])
def test_a_kind_without_a_form_of_its_own_is_never_missed(kind: Kind) -> None:
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
