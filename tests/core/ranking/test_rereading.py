from collections.abc import Sequence

from glmbot.core.model import Passage, Span
from glmbot.core.ranking.reading import READ, Reading, ReadingWeights
from glmbot.core.ranking.rereading import MOST_SPAN, reread, span_score
from support.words import kit_of

KIT = kit_of("\n\n".join(f"The ferry number {number} pays the toll." for number in range(READ + 3)))
QUERY = KIT.read("Who pays the toll of the ferry?")


class Liking:
    """Finds relevant what has some words."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.questions: list[str] = []

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        self.questions.append(question)
        return [Reading(9.0 if self.words in one.text else -9.0, Span(0, 3), 1.0) for one in passages]


def test_the_passage_that_the_reader_finds_relevant_comes_first() -> None:
    ranked = KIT.rank(QUERY)
    liked = ranked[3].hit.passage
    found = reread(QUERY, ranked, Liking(liked.text), ReadingWeights(1.0, 1.0, 0.1))
    assert found[0].hit.passage == liked
    assert found[0].lexical == ranked[3].score


def test_only_the_first_candidates_are_read_and_none_is_lost() -> None:
    ranked = KIT.rank(QUERY)
    found = reread(QUERY, ranked, Liking("nothing"), ReadingWeights(1.0, 1.0, 0.1))
    assert [one.reading is not None for one in found] == [True] * READ + [False] * (len(ranked) - READ)
    assert {one.column for one in found} == {one.column for one in ranked}


def test_the_mended_question_is_read() -> None:
    reader = Liking("x")
    query = KIT.read("pays teh ferry a tol")
    reread(query, KIT.rank(query), reader, ReadingWeights(1.0, 0.0, 0.0))
    assert reader.questions == [query.mended]


def test_scores_of_spans_have_bounds() -> None:
    assert span_score(Reading(0.0, None, float("-inf"))) == -MOST_SPAN
