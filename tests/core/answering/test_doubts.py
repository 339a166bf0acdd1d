from dataclasses import replace

import numpy as np
import pytest

from glmbot.core.answering.doubts import DOUBTS, asked_noun, doubts_of
from glmbot.core.answering.doubts_told import doubts_told
from glmbot.core.query.query import Query
from glmbot.core.text.vectors import Vectors
from support.articles import make_article
from support.words import LEXICON, Kit, kit_of


def doubts(question: str, body: str, **record: str) -> dict[str, str]:
    kit = kit_of(body, title=record.get("title", "Tolls"), jurisdictions=())
    return doubts_in(kit, kit.read(question))


@pytest.mark.parametrize(
    ("question", "body", "told"),
    [
        ("Which is the OLDEST bridge?", "Odda Brekk opened the bridge.",
         "The passage does not mention “OLDEST”."),
        ("Who was keeper Before Brekk?", "Odda Brekk is the keeper.", "The passage does not tell what came Before."),
        ("Did Fedrok open the bridge?", "Odda Brekk opened the bridge.", "The passage does not mention Fedrok."),
        ("¿Quién es Zóla del puente?", "Odda Brekk opened the bridge.", "The passage does not mention Zóla."),
        ("Qui est Zóla ?", "Odda Brekk opened the bridge.", "The passage does not mention Zóla."),
    ],
)  # fmt: skip
def test_a_doubt_shows_a_word_as_the_reader_wrote_it(question: str, body: str, told: str) -> None:
    assert told in doubts(question, body).values()


def doubts_in(kit: Kit, query: Query) -> dict[str, str]:
    return doubts_of(query, kit.weigh(query), LEXICON, frozenset())


@pytest.mark.parametrize(
    ("doubt", "question", "body"),
    [
        # A year, or a number of things that the passage has, is another one.
        ("number", "Who opened the bridge in 1990?", "Odda Brekk opened the bridge in 1991."),
        ("number", "Who opened the five bridges?", "Odda Brekk opened two bridges."),
        ("number", "Who opened 40 bridges?", "Odda Brekk opened two bridges."),
        # A number, date, sum or time is asked for, and none stands there.
        ("kind", "When was the bridge opened?", "The bridge was opened."),
        ("kind", "How much is the toll?", "The toll is high."),
        ("kind", "How many ferries are there?", "The ferries are old."),
        ("kind", "How long was the bridge closed?", "The bridge was closed."),
        ("kind", "Where was the bridge opened?", "The bridge was opened."),
        # A number stands there, but not before what is counted.
        (
            "counted",
            "How many boats has the ferry?",
            "Since 1990 the ferry may not sail or moor there without any boats.",
        ),
        ("counted", "How many wolves has the ferry?", "The ferry has forty boats."),
        # The first or last in an order is asked for, and no order is told.
        ("superlative", "Which is the oldest bridge?", "Odda Brekk opened the bridge."),
        # A name that neither the passage nor its title has.
        ("name", "Did Fedrok open the bridge?", "Odda Brekk opened the bridge."),
        ("name", "Did the NFA open the bridge?", "Odda Brekk opened the bridge."),
        # The holder of an office is asked for, and no such office stands there.
        ("role", "Who is the keeper of the bridge?", "Odda Brekk opened the bridge."),
        # The contrary is said.
        ("antonym", "Which law allows the bridge?", "The law forbids the bridge."),
        ("antonym", "Who may open the bridge?", "Odda Brekk may close the bridge."),
        # An event is presumed that is not told of.
        ("event", "Why did Brekk refuse the toll?", "Brekk signed the toll."),
        ("event", "Who ratified the toll?", "Odda Brekk signed the toll."),
        # When or where something happened, and it is not told that it happened.
        ("predicate", "When was the bridge painted?", "The bridge was opened in 1990."),
        ("predicate", "Where was the bridge built?", "The bridge was opened in Westhaven."),
        # What came before or after, and nothing did.
        ("order", "Who was keeper before Brekk?", "Odda Brekk is the keeper."),
        ("order", "Who succeeded Brekk as keeper?", "Odda Brekk is the keeper."),
        # What is asked for does not stand there.
        ("asked", "Which airports have a toll?", "Ferries have a toll."),
        ("asked", "How many judges opened the bridge?", "Five ministers opened the bridge."),
        ("asked", "What boats are on the bridge?", "Wolves are on the bridge."),
        ("asked", "Whose lighthouse is on the bridge?", "Wolves are on the bridge."),
        # The article or section of a text is asked for, and none is numbered.
        ("division", "Which section of the law forbids the toll?", "The law forbids the toll."),
        ("division", "What articles forbid the toll?", "The law forbids the toll."),
        # Why it came about is asked, and it is not told that it came about.
        ("presumed", "Why was the bridge painted?", "The bridge was opened in 1990."),
        ("presumed", "So tell me why the ferries left", "The ferries are old."),
        # Words on a thing that is not there.
        ("spoken", "What did Brekk say about the lighthouse?", "Odda Brekk said that boats are old."),
        # A place is named that stands neither there nor in the title.
        ("place", "Does the toll cover Norland?", "The toll covers Sudmark."),
        ("place", "What did the Nordish keeper open?", "The keeper opened the bridge."),
        # A number stands before the thing nowhere in the passage.
        ("counted", "How many boats sail?", "Boats sail in 1990. Two wolves look on."),
    ],
)
def test_a_reason_not_to_be_sure_is_named_with_a_sentence(doubt: str, question: str, body: str) -> None:
    found = doubts(question, body)
    assert doubt in found
    assert found[doubt].startswith(("The passage ", "No number "))
    assert found[doubt].endswith(".")


@pytest.mark.parametrize(
    ("doubt", "question", "body"),
    [
        ("number", "Who opened the bridge in 1990?", "Odda Brekk opened the bridge in 1990."),
        ("number", "Who opened the two bridges?", "Odda Brekk opened 2 bridges."),
        ("number", "Who opened the one bridge?", "Odda Brekk opened the bridge."),
        ("number", "Who opened bridge 40?", "Odda Brekk opened the bridge."),  # it counts nothing
        ("number", "Who opened 40 wolves?", "Odda Brekk opened the bridge."),  # nothing that stands there
        ("number", "Who opened 40 of the bridges?", "Odda Brekk opened the bridges."),
        ("number", "Who opened the bridge, 40?", "Odda Brekk opened the bridge."),
        ("kind", "When was the bridge opened?", "The bridge was opened in 1990."),
        ("kind", "How much is the toll?", "The toll is 5 marks."),
        ("kind", "Who opened the bridge?", "It was opened, the bridge."),
        ("kind", "Why was the bridge opened?", "The bridge was opened."),
        ("counted", "How many boats has the ferry?", "The ferry has forty boats."),
        ("counted", "How many boats has the ferry?", "The ferry has five very old boats."),
        ("counted", "How often does it sail?", "It may sail."),
        ("counted", "When has the ferry boats?", "Since 1990 the ferry has boats."),
        ("superlative", "Which is the oldest bridge?", "It is the newest bridge, Brekk says."),
        ("name", "Did Fedrok open the bridge?", "Fedrok opened the bridge."),
        ("name", "Did Fedork open the bridge?", "Fedrok opened the bridge."),  # mended
        ("name", "the toll of the bridge", "The bridge."),
        ("role", "Who is the keeper of the bridge?", "The keeper, Odda Brekk, opened the bridge."),
        ("role", "Who is the boss of the bridge?", "The minister, Odda Brekk, opened the bridge."),
        ("role", "Did the keeper open the bridge?", "The bridge was opened."),
        ("antonym", "Does the law allow the bridge?", "The law forbids the bridge."),  # "no" answers
        ("antonym", "Which law allows the bridge?", "The law allows the bridge; another forbids it."),
        ("antonym", "Which law allows the bridge?", "Wolves."),
        ("event", "Why did Brekk refuse the toll?", "Brekk refused the toll."),
        ("event", "Why did Brekk sign the toll?", "Brekk paid the toll."),
        ("predicate", "When was the bridge opened?", "The bridge was opened in 1990."),
        ("predicate", "When was the painted bridge?", "The bridge was opened in 1990."),
        ("predicate", "When was it painted?", "It was opened in 1990."),
        ("predicate", "Who painted the bridge?", "The bridge was opened in 1990."),
        ("order", "Who was keeper before Brekk?", "Odda Brekk succeeded Ina Fedrok as the keeper."),
        ("order", "Who is keeper?", "Odda Brekk is the keeper."),
        ("order", "When did the former keeper sign?", "The keeper signed in 1990."),
        ("asked", "Which ferries have a toll?", "Ferries have a toll."),
        ("asked", "Which boats have a toll?", "Vessels have a toll."),
        ("asked", "Which problem has the toll?", "The toll is high."),
        ("asked", "Which organisation has a toll?", "The NFA has a toll."),
        ("asked", "What about the toll?", "The toll is high."),
        ("asked", "What wolves pay toll?", "Boats pay toll."),  # no verb after it: it may be one itself
        ("asked", "Which of the boats?", "The toll is high."),
        ("presumed", "Why was the bridge opened?", "The bridge was opened in 1990."),
        ("presumed", "When was the bridge painted?", "The bridge was opened in 1990."),
        ("spoken", "What did Brekk say about the toll?", "Odda Brekk said that the fee is high."),
        ("spoken", "What did Brekk say?", "Odda Brekk said that boats are old."),
        ("place", "Does the toll cover Norland?", "The toll covers the Kingdom of Norland."),
        ("place", "Does the toll cover Norland?", "The Nordish toll covers boats."),
        ("counted", "How many boats sail?", "Boats sail. Two boats look on."),
        ("division", "Which section forbids the toll?", "Section 4 forbids the toll."),
        ("division", "Which article forbids the toll?", "It is forbidden by art. 4."),
        ("division", "Which section forbids the toll?", "§ 4 forbids the toll."),
        ("division", "Which law forbids the toll?", "The law forbids the toll."),
    ],
)
def test_without_a_reason_there_is_no_doubt(doubt: str, question: str, body: str) -> None:
    assert doubt not in doubts(question, body)


def test_a_name_in_the_title_of_the_article_is_no_doubt() -> None:
    question, body = "Did Fedrok open the bridge?", "He opened the bridge."
    assert "name" in doubts(question, body)
    assert "name" not in doubts(question, body, title="Fedrok Opens Bridge")


def test_a_word_that_was_lent_by_the_question_before_raises_no_doubt() -> None:
    kit = kit_of("The bridge is old.")
    query = kit.read("and the bridge?", kit.read("Who refused in 1990 to open two lighthouses?"))
    assert {"refused", "1990"} <= {word.form for word in query.words}
    assert doubts_in(kit, query) == {}


def test_a_word_near_in_meaning_stands_for_what_is_asked_for() -> None:
    near = Vectors({"pontoons": 0, "bridges": 1}, np.array([[100, 0], [98, 10]], dtype=np.int8))
    question, article = "Which pontoons have a toll?", make_article("Bridges have a toll.", title="Tolls")
    for vectors, is_doubtful in ((near, False), (kit_of("x").ranker.extractor.vectors, True)):
        kit = Kit(article, vectors=vectors)
        found = doubts_in(kit, kit.read(question))
        assert ("asked" in found) is is_doubtful


@pytest.mark.parametrize("question", ["ferry", "", "Who?", "Which", "what is", "How many"])
def test_hardly_a_question_raises_hardly_a_doubt(question: str) -> None:
    assert set(doubts(question, "The ferry is old.")) <= {"kind"}


@pytest.mark.parametrize("token", ["³x", "½", "①5", "𐩀", "٣", "5e", "1990"])
def test_what_only_begins_like_a_number_is_read_without_a_fault(token: str) -> None:
    assert set(doubts(f"Who opened {token} bridges?", "Odda Brekk opened bridges.")) <= set(DOUBTS)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Which airports have a toll?", "airports"),
        ("How many judges signed?", "judges"),
        ("Whose boats sank?", "boats"),
        ("What boats are allowed?", "boats"),
        ("What wolves pay?", None),
        ("What is the toll?", None),
        ("Which of the boats?", None),
        ("Which", None),
        ("the toll", None),
    ],
)
def test_the_noun_after_which_whose_or_how_many_is_what_an_answer_must_name(question: str, form: str | None) -> None:
    noun = asked_noun(kit_of("x").read(question))
    assert (noun.form if noun else None) == form


def test_a_place_in_the_title_of_the_article_is_no_doubt() -> None:
    question, body = "Does the toll of Norland cover boats?", "The toll covers boats."
    assert "place" in doubts(question, body)
    assert "place" not in doubts(question, body, title="Norland: Tolls")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did Brekk open the bridge with music?", "The passage does not mention “music”."),
        ("Did Brekk open it with music, flowers and a speech?", "The passage does not mention “music” or “flowers”."),
        ("Did Brekk open the bridge?", None),
    ],
)
def test_without_a_doubt_the_weightiest_words_that_lack_are_told(question: str, told: str | None) -> None:
    kit = kit_of("Odda Brekk opened the bridge in 1991.", title="Tolls", jurisdictions=())
    assert doubts_told({}, kit.weigh(kit.read(question))) == ((told,) if told else ())


def test_a_doubt_that_two_rules_have_is_told_once() -> None:
    kit = kit_of("Odda Brekk opened the bridge in 1991.", title="Tolls", jurisdictions=())
    told = {"asked": "It lacks it.", "presumed": "It lacks it.", "order": "Nor that."}
    assert doubts_told(told, kit.weigh(kit.read("Who?"))) == ("It lacks it.", "Nor that.")


def test_a_name_that_other_articles_have_and_this_one_has_not_is_of_another_matter() -> None:
    kit = kit_of("Odda Brekk opened the bridge.", title="Tolls", jurisdictions=())
    query = kit.read("Did Fedrok open the bridge?")
    known = replace(query, words=tuple(replace(word, is_known=True) for word in query.words))
    best = kit.weigh(known)
    assert "stranger" in doubts_of(known, best, LEXICON, frozenset())
    assert "stranger" not in doubts_of(known, best, LEXICON, {word.key for word in known.words})
    assert "stranger" not in doubts_of(query, kit.weigh(query), LEXICON, frozenset()), "it may be misspelt"


@pytest.mark.parametrize(("text", "is_sure"), [("opened in 2009", False), ("opened", True)])
def test_the_year_of_an_article_excuses_no_other_year_that_is_told(text: str, *, is_sure: bool) -> None:
    kit = kit_of(f"The bridge was {text}.", title="Tolls", jurisdictions=(), date="2010-03-03")
    query = kit.read("Which bridge was opened in 2010?")
    assert ("number" not in doubts_in(kit, query)) is is_sure
