"""What holds of every citation, whatever stands in the title and the names."""

import datetime as dt
import json
import re
from typing import Final

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.citation import STYLES, Markup, Style, cite
from glmbot.core.model import Article

HUMAN_STYLES: Final = [style for style in STYLES.values() if not style.is_for_programs]
MARKS: Final = "abZ é王“”‘’\"'{}\\&%#_$~^*<>|@[](),.?!-:\n\r\t\u2028\x85\x00"

texts = st.text(max_size=40) | st.text(alphabet=MARKS, max_size=40)
titles = texts.filter(lambda text: bool(text.strip()))
articles = st.builds(
    Article,
    article_id=st.just("2011-12-06-tide"),
    title=titles,
    date=st.dates(min_value=dt.date(2006, 1, 1), max_value=dt.date(2030, 1, 1)),
    jurisdictions=st.just(()),
    authors=st.lists(texts, max_size=4).map(tuple),
    topics=st.just(()),
    url=st.none() | st.just("https://law.example/a_b") | texts.map(lambda path: f"https://law.example/{path}"),
    body=st.just("Body."),
    retrieved=st.none() | st.just(dt.date(2025, 3, 9)),
)
pinpoints = st.lists(st.integers(min_value=1, max_value=999), max_size=3).map(tuple)


@pytest.mark.parametrize("style", HUMAN_STYLES)
@given(article=articles, paragraphs=pinpoints, markup=st.sampled_from(Markup))
def test_a_citation_for_people_is_one_line(
    style: Style, article: Article, paragraphs: tuple[int, ...], markup: Markup
) -> None:
    assert len(cite(article, style, paragraphs=paragraphs, markup=markup).splitlines()) == 1


@pytest.mark.parametrize("style", HUMAN_STYLES)
@given(title=titles, authors=st.lists(texts, max_size=3).map(tuple))
def test_markdown_without_its_signs_is_the_plain_text(style: Style, title: str, authors: tuple[str, ...]) -> None:
    article = Article("2011-12-06-tide", title, dt.date(2011, 12, 6), (), authors, (), None, "Body.")
    marked = cite(article, style, paragraphs=(2,), markup=Markup.MARKDOWN)
    unmarked = re.sub(r"\\(.)|\*", lambda found: found[1] or "", marked)
    assert unmarked == cite(article, style, paragraphs=(2,))


@pytest.mark.parametrize("style", [STYLES["biblatex"], STYLES["bibtex"]])
@given(article=articles, paragraphs=pinpoints)
def test_braces_are_balanced_and_the_entry_is_one(style: Style, article: Article, paragraphs: tuple[int, ...]) -> None:
    text = cite(article, style, paragraphs=paragraphs)
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    library = parse_string(text)
    assert (len(library.entries), library.failed_blocks) == (1, [])


@given(article=articles, paragraphs=pinpoints)
def test_a_ris_record_has_nothing_but_tagged_lines(article: Article, paragraphs: tuple[int, ...]) -> None:
    text = cite(article, STYLES["ris"], paragraphs=paragraphs)
    assert re.fullmatch(r"TY  - ELEC\n(?:[A-Z][A-Z0-9]  - .*\n)+ER  - \n", text)
    assert len(text.splitlines()) == text.count("\n")
    [record] = rispy.loads(text)
    assert record["title"] == json.loads(cite(article, STYLES["csl-json"]))[0]["title"]


@given(title=st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1))
def test_csl_json_keeps_the_title_to_the_letter(title: str) -> None:
    article = Article("2011-12-06-tide", title, dt.date(2011, 12, 6), (), (), (), None, "Body.")
    [item] = json.loads(cite(article, STYLES["csl-json"]))
    assert item["title"] == title


@given(quotes=st.text(alphabet="“”‘’\"' a", max_size=60))
def test_requoting_changes_nothing_but_quotation_marks(quotes: str) -> None:
    title = f"x {quotes} x"
    article = Article("2011-12-06-tide", title, dt.date(2011, 12, 6), (), (), (), None, "Body.")
    words = re.sub("[“”‘’\"']", "", " ".join(title.split()))
    for style in (STYLES["mla"], STYLES["chicago"], STYLES["oscola"]):
        assert re.sub("[“”‘’\"']", "", cite(article, style)).startswith(words)
