import pytest

from glmbot.core.corpus.passages import split_paragraphs, split_passages
from support.articles import given_article, make_article


def numbers(body: str) -> list[tuple[int, ...]]:
    return [passage.paragraphs for passage in split_passages(make_article(body))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One.", [(1,)]),
        ("One.\n\nTwo.", [(1,), (2,)]),
        ("One.\n\n## Heading\n\nTwo.", [(1,), (2,)]),
        ("She said:\n\nNo.", [(1, 2)]),
        ("She said:", [(1,)]),
        ("She said:\n\n## Heading\n\nNo.", [(1,), (2,)]),
        ("It holds:\n\n- a boat;\n\n- an oar.\n\nThe end.", [(1, 2, 3), (4,)]),
        ("It holds:\n\n• a boat;\n\n• an oar:\n\nof wood.", [(1, 2, 3, 4)]),
        ("It holds:\n\n(a) a boat;\n\n(b) an oar.\n\n(Id.)", [(1, 2, 3), (4,)]),
        ("He added:\n\nThis:\n\nNo.", [(1, 2, 3)]),
        ("- a boat\n\n- an oar", [(1,), (2,)]),
        ("A line\nand another.", [(1,)]),
    ],
)
def test_a_lead_in_is_joined_with_what_it_introduces(body: str, expected: list[tuple[int, ...]]) -> None:
    assert numbers(body) == expected


def test_headings_are_neither_numbered_nor_passages() -> None:
    paragraphs = split_paragraphs("## First\n\nOne.\n\n## Second\n\nTwo.")
    assert [(one.number, one.text, one.heading) for one in paragraphs] == [(1, "One.", "First"), (2, "Two.", "Second")]


def test_the_given_article_has_six_paragraphs_in_five_passages() -> None:
    article = given_article()
    assert len(split_paragraphs(article.body)) == 6
    passages = split_passages(article)
    assert [passage.paragraphs for passage in passages] == [(1,), (2,), (3,), (4, 5), (6,)]
    assert passages[3].passage_id == f"{article.article_id}#p4"
    assert passages[3].text.startswith("The Executive Director of the UNODC, Yuri Fedotov, stated")
    assert passages[3].text.endswith("supra.)")
