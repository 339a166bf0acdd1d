"""What holds of every quotation: a literal piece is exact, a changed one is never true, the original is a substring."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Article
from glmbot.core.quotations import check_text
from glmbot.core.quotations.sense_words import CONDITIONAL, FINITE, MODAL
from glmbot.core.quotations.words import keys_of
from glmbot.storage.load import build_answerer, demo_corpus, read_corpus

ARTICLES = read_corpus(demo_corpus()).articles


@cache
def index() -> CorpusIndex:
    return build_answerer(read_corpus(demo_corpus())).corpus_index


@st.composite
def pieces(draw: st.DrawFn, least: int = 3) -> tuple[Article, list[str]]:
    """Some words of a paragraph of an article, between blanks."""
    article = draw(st.sampled_from(ARTICLES))
    words = draw(st.sampled_from([one for one in article.body.split("\n\n") if len(one.split()) >= least])).split(" ")
    start = draw(st.integers(0, len(words) - least))
    return article, words[start : draw(st.integers(start + least, min(len(words), start + 80)))]


def is_there(text: str) -> bool:
    wanted = " ".join(["", *keys_of(text), ""])
    return any(wanted in " ".join(["", *keys_of(article.body), ""]) for article in ARTICLES)


@given(pieces())
@settings(max_examples=60)
def test_a_literal_piece_is_found_and_exact(piece: tuple[Article, list[str]]) -> None:
    text = " ".join(piece[1])
    if len(keys_of(text)) < 3:
        return
    (checked,) = check_text(text, index())
    assert checked.finding is not None
    assert checked.finding.status == "exact"
    assert checked.finding.original in checked.finding.article.body


@given(pieces(least=8), st.data())
@settings(max_examples=60)
def test_a_changed_piece_is_no_true_quotation(piece: tuple[Article, list[str]], data: st.DataObject) -> None:
    words = list(piece[1])
    place = data.draw(st.integers(1, len(words) - 2))
    other = data.draw(st.sampled_from(["not", "never", "17", "seven", "zebra", "all", "may", "un" + words[place], ""]))
    words[place : place + data.draw(st.integers(0, 1))] = [other] if other else []
    text = " ".join(words)
    for checked in check_text(text, index()):
        # What is left may be words that do stand in an article.
        assert not checked.is_true or is_there(checked.text) or "…" in checked.text or "..." in checked.text


JOINING = {"and", "or", "but"} | CONDITIONAL | MODAL | FINITE
CONTRARY = {"not", "never", "no", "nor", "cannot", "without", "unless", "except"}
SAYS_NO = [
    sentence
    for article in ARTICLES
    for sentence in article.body.replace("\n", " ").split(". ")
    if CONTRARY & set(sentence.lower().split(" ")[1:-2])
]


@given(st.sampled_from(SAYS_NO), st.data())
@settings(max_examples=60)
def test_a_text_with_a_not_left_out_is_no_true_quotation(sentence: str, data: st.DataObject) -> None:
    words = sentence.split(" ")
    places = [place for place, word in enumerate(words[1:-2], 1) if word.lower() in CONTRARY]
    place = data.draw(st.sampled_from(places))
    first, last = data.draw(st.integers(1, place)), data.draw(st.integers(place + 1, len(words) - 1))
    mark = data.draw(st.sampled_from([[], ["…"], ["[...]"], [". . . ."]]))
    text = " ".join([*words[:first], *mark, *words[last:]])
    for checked in check_text(text, index()):
        assert not checked.is_true or is_there(checked.text) or checked.text not in text.strip()


@given(pieces(least=8), st.data())
@settings(max_examples=100)
def test_what_an_ellipsis_leaves_out_of_a_true_quotation_holds_no_word_that_bears(
    piece: tuple[Article, list[str]], data: st.DataObject
) -> None:
    words = list(piece[1])
    first = data.draw(st.integers(1, len(words) - 2))
    last = data.draw(st.integers(first + 1, min(first + 12, len(words) - 1)))
    for checked in check_text(" ".join([*words[:first], "…", *words[last:]]), index()):
        if checked.is_true and checked.finding is not None:
            aligned = checked.finding.alignment
            skipped = [aligned.original(part) for part in aligned.parts if part.kind == "skipped"]
            assert not any(JOINING & set(keys_of(one)) or ";" in one or ":" in one for one in skipped)


@given(pieces(least=6), st.data())
@settings(max_examples=60)
def test_an_original_is_a_substring_and_the_parts_cover_both_sides(
    piece: tuple[Article, list[str]], data: st.DataObject
) -> None:
    words = list(piece[1])
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(words) - 1))
        words[place] = data.draw(st.sampled_from(["", "…", "zebra", "1,234", words[place].upper(), "“" + words[place]]))
    for checked in check_text(" ".join(words), index()):
        if (finding := checked.finding) is not None:
            aligned = finding.alignment
            assert "".join(map(aligned.original, aligned.parts)) == finding.original
            assert finding.original in finding.article.body
            assert "".join(map(aligned.said, aligned.parts)) == checked.text


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_no_text_is_too_odd_to_be_checked(text: str) -> None:
    for checked in check_text(text, index()):
        assert text[checked.span.start : checked.span.end] == checked.text
