"""The articles as resources: every one listed once, in pages, and read as its file."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from glmbot.core.corpus.article_file import format_article
from glmbot.mcp.arguments import SUBJECTS
from glmbot.mcp.resources import PAGE, TEMPLATE, address_of
from glmbot.storage.load import demo_corpus, read_corpus
from support.articles import make_article
from support.mcp_client import Session, connected

COUNT = 2 * PAGE + 50


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(COUNT):
        name = f"2014-03-03-ferry 100% #{number:03} über"
        article = make_article(title=f"Norland: Ferry Act {number}", article_id=name)
        (folder / f"{name}.md").write_text(format_article(article), encoding="utf-8")
    return folder


def test_many_articles_are_listed_in_pages_each_once_and_read_as_their_files(folder: Path, tmp_path: Path) -> None:
    with connected(tmp_path, "--corpus", str(folder)) as session:
        found, pages = [], list[int]()
        cursor = None
        while cursor is not None or not pages:
            page = session.ask("list_resources", cursor=cursor)
            articles = [one for one in page.resources if one.uri != SUBJECTS]
            assert page.resources[: len(page.resources) - len(articles)] == ([] if pages else page.resources[:1])
            pages.append(len(articles))
            found += articles
            cursor = page.next_cursor
        assert pages == [PAGE, PAGE, 50]
        assert [one.name for one in found] == sorted(path.stem for path in folder.iterdir())
        assert len({one.uri for one in found}) == COUNT
        for one in (found[0], found[150], found[-1]):
            (contents,) = session.ask("read_resource", one.uri).contents
            assert contents.text == (folder / f"{one.name}.md").read_text(encoding="utf-8")
            assert contents.mime_type == one.mime_type == "text/markdown"


def test_an_address_follows_the_template(session: Session) -> None:
    (template,) = session.ask("list_resource_templates").resource_templates
    assert template.uri_template == TEMPLATE
    subjects, *listed = session.ask("list_resources").resources
    assert subjects.uri == SUBJECTS
    for one in listed:
        assert one.uri == TEMPLATE.replace("{article_id}", quote(one.name))


def test_the_shipped_files_are_read_back_whole(session: Session) -> None:
    files = {path.stem: path for path in demo_corpus().rglob("*.md") if path.name != "README.md"}
    for one in session.ask("list_resources").resources[1:]:
        (contents,) = session.ask("read_resource", one.uri).contents
        assert contents.text == files[one.name].read_text(encoding="utf-8")


def test_the_jurisdictions_and_topics_are_those_that_the_tools_take(session: Session) -> None:
    (contents,) = session.ask("read_resource", SUBJECTS).contents
    assert contents.mime_type == session.ask("list_resources").resources[0].mime_type == "application/json"
    there = json.loads(contents.text)
    articles = read_corpus(demo_corpus()).articles
    assert there["jurisdictions"]["Brenland"] == sum("Brenland" in one.jurisdictions for one in articles)
    assert there.keys() == {"jurisdictions", "topics"}
    assert set(there["topics"]) == {topic for one in articles for topic in one.topics}
    for field, name in (("jurisdiction", "jurisdictions"), ("topic", "topics")):
        assert list(there[name].values()) == sorted(there[name].values(), reverse=True)
        for one in there[name]:
            session.given("search", question="law", **{field: one})


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "glmbot://articles/", "glmbot://articles/..%2F..%2FREADME", "glmbot://articles/zebra", ""],
)
def test_no_other_address_is_read(session: Session, address: str) -> None:
    with pytest.raises(Exception, match="no article has that address"):
        session.ask("read_resource", address)


@pytest.mark.parametrize("cursor", ["-1", "0", "40", "x", "", "1e2", "٣", "9" * 40])
def test_a_cursor_that_was_never_given_is_refused(session: Session, cursor: str) -> None:
    with pytest.raises(Exception, match="that cursor is of no page here"):
        session.ask("list_resources", cursor=cursor)


def test_no_address_holds_what_an_address_must_not() -> None:
    address = address_of(make_article(article_id="a b/../%2e#ü?"))
    assert address.isascii()
    assert not set(address.removeprefix("glmbot://articles/")) & set(" /#?")
