import pytest

from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Answer, Span
from support.articles import make_article

ARTICLE = make_article()
FIRST, SECOND, *_ = split_passages(ARTICLE)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_a_span_is_a_range(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a range"):
        Span(start, end)


@pytest.mark.parametrize(
    ("inner", "expected"), [(Span(2, 4), True), (Span(2, 5), True), (Span(1, 4), False), (Span(4, 6), False)]
)
def test_a_span_holds_what_lies_inside_it(inner: Span, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (inner in Span(2, 5)) is expected


def test_a_reply_without_passage_and_fact_is_none() -> None:
    with pytest.raises(ValueError, match="needs a fact"):
        Answer(ARTICLE, None, (), "…")


def test_evidence_outside_its_passage_is_refused() -> None:
    with pytest.raises(ValueError, match="outside its passage"):
        Answer(ARTICLE, FIRST, (SECOND.span,), "…")


def test_the_slug_is_the_id_without_its_date() -> None:
    assert ARTICLE.slug == "norland-ferry-safety-act-adopted"
    assert make_article(article_id="ferry").slug == "ferry"
