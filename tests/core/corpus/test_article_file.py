import re
import unicodedata
from pathlib import Path

import pytest

from glmbot.core.corpus.article_file import CorpusError, build_corpus, format_article, parse_article
from support.articles import GIVEN_ID, GIVEN_PATH, ROOT, given_article, make_article

GOOD = format_article(make_article())
PATH = "corpus/2014/2014-03-03-norland.md"


def faults_of(text: str | bytes, path: str = PATH) -> list[str]:
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(CorpusError) as caught:
        parse_article(raw, path)
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_body_equals_the_original_from_the_lead_to_the_end() -> None:
    original = (Path(__file__).parents[1] / "given_article_original.txt").read_text(encoding="utf-8")
    lead = original.index("(Dec. 6, 2011)")
    assert given_article().body == original[lead:]


def test_the_shipped_record_is_complete() -> None:
    article = given_article()
    assert article.article_id == GIVEN_ID
    assert article.title == "United Nations: Agreement to Combat Trafficking in Persons"
    assert article.jurisdictions == ("United Nations",)
    assert article.authors == ("Wendy Zeldin",)
    assert article.topics == ()


def test_the_shipped_file_is_as_the_writer_writes_it() -> None:
    assert format_article(given_article()) == GIVEN_PATH.read_text(encoding="utf-8")


def test_an_article_without_address_and_with_provenance_survives_the_round_trip() -> None:
    article = make_article(url=None)
    again = parse_article(format_article(article).encode(), f"{article.article_id}.md")
    assert again == article


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('date: "2014-03-03"', "date: 2014-03-03", 3, "date is not in quotes"),
        ('date: "2014-03-03"', 'date: "2014-02-30"', 3, "date '2014-02-30' is no date"),
        ('date: "2014-03-03"', 'date: "3 March 2014"', 3, "date '3 March 2014' is no date"),
        ('date: "2014-03-03"', 'date: "20140303"', 3, "date '20140303' is no date"),
        ('jurisdictions: ["Norland"]', "jurisdictions: [NO]", 4, "jurisdictions[0] is no text but a YAML bool"),
        ('jurisdictions: ["Norland"]', 'jurisdictions: "Norland"', 4, "jurisdictions is no list"),
        ('jurisdictions: ["Norland"]', "jurisdictions: null", 4, "jurisdictions is no list"),
        ('authors: ["Ines Fabel"]', "authors: [12]", 5, "authors[0] is no text but a YAML int"),
        ('authors: ["Ines Fabel"]', 'authors: [""]', 5, "authors[0] is empty"),
        ("topics: []\n", "", 1, "the key 'topics' is missing"),
        ("topics: []\n", "topics: []\ntopics: []\n", 7, "the key 'topics' stands twice"),
        ("topics: []\n", "topics: []\nauthor: x\n", 7, "the key 'author' is unknown"),
        ("url: null", 'url: "ftp://x.example/a"', 7, "is no web address"),
        ("url: null", 'url: "https://"', 7, "is no web address"),
        ("url: null", 'url: "https://x.example/a b"', 7, "is no web address"),
        ("url: null", "url: 5", 7, "url is no text but a YAML int"),
        ('title: "', 'title: "  ', 2, "title is empty or has space around it"),
        ('title: "Norland', 'title: "Nor\\nland', 2, "title is empty or has space around it or a line break"),
        ('title: "Norland', 'title: "\\e[31mNorland', 2, "title holds the control character U+001B"),
        ('title: "Norland', 'title: "\\u202ENorland', 2, "title holds the control character U+202E"),
        ('title: "', "title: [", 3, "the front matter is no YAML"),
        ("---\ntitle", "----\ntitle", 1, "the front matter is missing"),
        ("null\n", "null\norigin: 3\n", 8, "origin is no text"),
        ("null\n", "null\nretrieved: yesterday\n", 8, "retrieved 'yesterday' is no date"),
        ("Skippers who", "\nSkippers who", 12, "there are two blank lines"),
        ("\n\nSkippers", "\n \nSkippers", 11, "a blank line holds spaces"),
        ("\n\nSkippers", "\n## Skippers", 11, "a heading touches a paragraph"),
        ("Skippers", "Skip\x00pers", 12, "a control character U+0000"),
        ("Skippers", "Ski\u0308ppers", 12, "not in Unicode normal form C"),
        ("\n\nSkippers", "\r\n\r\nSkippers", 10, "a carriage return ends a line"),
    ],
)
def test_a_fault_names_its_line_and_what_is_wrong(old: str, new: str, line: int, what: str) -> None:
    text = GOOD.replace('origin: "invented"\n', "") if "origin" in new or "null\n" in old else GOOD
    assert old in text
    faults = faults_of(text.replace(old, new, 1))
    assert any(what in fault for fault in faults), faults
    assert any(fault.startswith(f"{PATH}:{line}: ") for fault in faults), faults


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "the front matter is missing"),
        (b"---\n", "the front matter has no end"),
        (b"\xef\xbb\xbf" + GOOD.encode(), "begins with a byte order mark"),
        (GOOD.encode("utf-16"), "is not UTF-8"),
        (GOOD.encode().replace(b"Skippers", b"Skipp\xe9rs"), "is not UTF-8"),
        (GOOD.split("\n---\n")[0].encode() + b"\n---\n", "the body is empty"),
        (GOOD.split("\n---\n")[0].encode() + b"\n---\n \n", "the body is empty"),
        (b"---\n- a\n- b\n---\nBody\n", "the front matter is no list of keys"),
        (b"---\n---\nBody\n", "the front matter is no list of keys"),
        (GOOD.encode() + b"\n", "the body ends with a blank line"),
    ],
)
def test_a_file_that_is_no_article_is_told_so(raw: bytes, what: str) -> None:
    assert any(what in fault for fault in faults_of(raw))


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = GOOD.replace('"2014-03-03"', "soon").replace('["Norland"]', "[NO]").replace("topics: []\n", "")
    faults = faults_of(text)
    assert len(faults) == 3
    assert all("; " in fault for fault in faults), "each says how to mend it"


def test_all_faults_of_all_files_are_told_at_once() -> None:
    files = [("a/x.md", GOOD.encode()), ("b/x.md", GOOD.encode()), ("b/y.md", b"nothing")]
    with pytest.raises(CorpusError) as caught:
        build_corpus(files)
    assert [fault.path for fault in caught.value.faults] == ["b/x.md", "b/y.md"]
    assert "taken by a/x.md" in str(caught.value)


def test_a_corpus_with_faults_loads_the_good_articles_when_asked_to() -> None:
    corpus = build_corpus([("b.md", b"nothing"), ("a.md", GOOD.encode())], skip_faulty=True)
    assert [article.article_id for article in corpus.articles] == ["a"]
    assert [fault.path for fault in corpus.faults] == ["b.md"]


INVENTED = re.sub("\\norigin: .*", '\\norigin: "invented"', GOOD)


@pytest.mark.parametrize("skip_faulty", [False, True])
@pytest.mark.parametrize(
    ("files", "invented"),
    [
        ({"a.md": GOOD, "b.md": GOOD}, None),
        ({"a.md": INVENTED, "b.md": INVENTED}, None),
        ({"a.md": GOOD, "b.md": re.sub("\norigin: .*", "", GOOD)}, None),
        ({"a.md": GOOD, "x/b.md": INVENTED, "c.md": INVENTED}, "x/b.md"),
        ({"a.md": INVENTED, "b.md": GOOD, "c.md": GOOD}, "a.md"),
    ],
    ids=["real", "invented", "another origin", "one real", "one invented"],
)
def test_real_articles_and_invented_ones_do_not_stand_together(
    files: dict[str, str],
    invented: str | None,
    skip_faulty: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert INVENTED != GOOD
    raw = [(path, text.encode()) for path, text in files.items()]
    if invented is None:
        assert len(build_corpus(raw, skip_faulty=skip_faulty).articles) == len(files)
        return
    with pytest.raises(CorpusError, match="folder of their own") as caught:
        build_corpus(raw, skip_faulty=skip_faulty)
    assert [fault.path for fault in caught.value.faults] == [invented]
    assert "\n" not in str(caught.value)


def test_the_corpus_folder_holds_only_normal_text() -> None:
    for path in ROOT.joinpath("corpus").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text)
        assert "\r" not in text
