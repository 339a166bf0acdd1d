"""Articles of a large corpus whose files change while the bot answers from them."""

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from glmbot.bot.articles import Articles
from glmbot.core.corpus.article_file import format_article
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.stored_article import ArticleChangedError
from glmbot.core.model import Article, Found, parts_of
from glmbot.storage import load
from glmbot.storage.load import open_answerer
from support.articles import make_article

QUESTION = "How many passengers per lifeboat?"
FERRY = make_article()
KITES = make_article("The Kite Act of Norland forbids kites above the lighthouse.", title="Norland: Kite Act Adopted")


def write(folder: Path, article: Article) -> Path:
    path = folder / f"{article.article_id}.md"
    path.write_text(format_article(article), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(load, "SMALL_BYTES", 0)
    for article in (FERRY, KITES):
        write(tmp_path, article)
    return tmp_path


@pytest.fixture
def articles(folder: Path) -> Articles:
    return Articles(open_answerer(folder))


def quoted(articles: Articles, question: str = QUESTION, filters: Filters | None = None) -> str:
    """The quotation that answers; "" where none does."""
    turn, shown = articles.answered(question, filters, None, lambda turn: parts_of(turn.reply)[0])
    assert shown is parts_of(turn.reply)[0]
    return shown.quote or "" if isinstance(shown, Found) else ""


def gone(path: Path) -> None:
    path.unlink()


def faulty(path: Path) -> None:
    path.write_text("no front matter")


def a_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def endless(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x" * 2_000_000)


@pytest.mark.parametrize("spoil", [gone, faulty, a_fifo, a_device, endless])
def test_one_bad_article_costs_that_article_only(
    folder: Path, articles: Articles, spoil: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    spoil(folder / f"{FERRY.article_id}.md")
    with caplog.at_level(logging.WARNING):
        assert "lifeboat" not in quoted(articles)
        assert "lighthouse" in quoted(articles, "Which kites are forbidden?")
    assert f"{FERRY.article_id}.md: the article is gone or faulty" in caplog.text


def test_an_article_that_has_changed_is_answered_from_as_it_is_then(
    folder: Path, articles: Articles, caplog: pytest.LogCaptureFixture
) -> None:
    changed = replace(FERRY, body=FERRY.body.replace("forty", "thirty"))
    write(folder, changed)
    for _ in range(2):
        assert "each thirty passengers" in quoted(articles)
    assert caplog.text.count("it was read again by itself") == 1, "once, however often it is asked for"
    assert articles.article_of(changed.key) == changed
    assert articles.answerer_of(changed).corpus_index.sources[FERRY.article_id]
    assert "thirty" not in quoted(articles, filters=Filters(after=KITES.date.replace(year=2020)))


def test_an_article_that_no_longer_answers_leaves_the_question_to_the_others(folder: Path, articles: Articles) -> None:
    write(folder, replace(FERRY, body="Repealed."))
    assert "lifeboat" not in quoted(articles)
    assert "lighthouse" in quoted(articles, "Which kites are forbidden?")


def test_a_person_who_names_an_article_gets_it_as_its_file_is_then(folder: Path, articles: Articles) -> None:
    kites = articles.lookup.find(KITES.article_id)
    assert articles.current(kites) is kites
    changed = replace(FERRY, body="Repealed.")
    path = write(folder, changed)
    assert articles.current(articles.lookup.find(FERRY.article_id)) == changed
    path.unlink()
    with pytest.raises(ArticleChangedError):
        articles.current(articles.lookup.find(FERRY.article_id))


def test_where_every_article_is_gone_nothing_answers(folder: Path, articles: Articles) -> None:
    for article in (FERRY, KITES):
        (folder / f"{article.article_id}.md").unlink()
    assert quoted(articles) == ""


def test_a_follow_up_on_an_article_that_a_reload_took_away_stands_alone(articles: Articles, folder: Path) -> None:
    before, _ = articles.answered(QUESTION, None, None, lambda _: None)
    (folder / f"{FERRY.article_id}.md").unlink()
    after = Articles(open_answerer(folder))
    turn, _ = after.answered("Which kites are forbidden?", None, before, lambda _: None)
    assert isinstance(turn.reply, Found)
    assert turn.reply.article.article_id == KITES.article_id
