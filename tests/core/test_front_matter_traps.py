"""Texts of a front matter that YAML would cut are faults that say so; what it reads whole is none."""

import pytest

from glmbot.core.corpus.article_file import CorpusError, parse_article

FILE = """---
title: "Norland: Ferry"
date: "2014-01-01"
jurisdictions: ["Norland"]
authors: ["Ann Roe"]
topics: []
url: null
---
The ferry law was adopted in Norland.
"""
TITLE = 'title: "Norland: Ferry"'
AUTHORS = 'authors: ["Ann Roe"]'


def read(old: str, new: str) -> str:
    """The title that a file has, or the first of its faults."""
    try:
        return parse_article(FILE.replace(old, new).encode(), "2014-01-01-x.md").title
    except CorpusError as error:
        return str(error.faults[0])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (TITLE, "title: Law #5 on Ferries", ":2: YAML takes '#5 on Ferries' for a comment and cuts the text before it"),
        (TITLE, "title: Law #5 on Ferries", '; put the text in quotes: title: "Law #5 on Ferries"'),
        (TITLE, "title: Law # 5", ":2: YAML takes '# 5' for a comment"),
        (TITLE, "title: &c of Ferries", ":2: YAML takes '&c' for the name of an anchor and drops it"),
        (TITLE, "title: !c of Ferries", ":2: YAML takes '!c' for a tag and drops it"),
        (TITLE, "title: *c of Ferries", ":2: the front matter is no YAML"),
        (AUTHORS, "authors:\n  - Ann Roe #2\n  - Bob Roe", ":6: YAML takes '#2' for a comment"),
        (AUTHORS, "authors: [&c Roe]", ":5: YAML takes '&c' for the name of an anchor"),
        ("url: null", "url: https://invented.example/ #top", ":7: YAML takes '#top' for a comment"),
        (TITLE, 'title: "Law\\Lno"', ":2: title holds the control character U+2028"),
        (TITLE, 'title: "Law \\uFFFE"', ":2: title holds the control character U+FFFE"),
        (TITLE, 'title: "Lawe\\u0301"', ":2: the text is not in Unicode normal form C"),
        (TITLE, "title: &c of\x85Ferries\u2028#5 x", ":2: a control character U+0085 stands in the text"),
    ],
)  # fmt: skip
def test_a_text_that_yaml_would_cut_is_a_fault(old: str, new: str, said: str) -> None:
    assert said in read(old, new)


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        (TITLE, "title: 'Law #5' # as printed", "Law #5"),
        (TITLE, "title: Law#5", "Law#5"),
        (TITLE, "title: Ferries &c and *more*!", "Ferries &c and *more*!"),
        ("url: null", "url: null # not on the web", "Norland: Ferry"),
        (AUTHORS, "authors: [Ann Roe] # by hand", "Norland: Ferry"),
    ],
)
def test_what_yaml_reads_whole_is_no_fault(old: str, new: str, title: str) -> None:
    assert read(old, new) == title
