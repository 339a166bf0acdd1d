"""A large corpus, indexed into a file: the same replies as from memory, and the file never lies."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import Stemmer
import yaml

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import CorpusError
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.front_matter import parse_date
from glmbot.core.corpus.stored_article import ArticleChangedError
from glmbot.core.index.bm25 import SCORING, PassageIndex, lucene_idf
from glmbot.core.index.postings import Postings, Scoring
from glmbot.core.objects.replies import reply_object
from glmbot.storage import load
from glmbot.storage.index_file import label_of
from glmbot.storage.load import INDEX_NAME, article_paths, build_answerer, open_answerer, read_corpus
from support.articles import GIVEN_PATH

EVALUATION = Path(__file__).parents[1] / "evaluation"
QUESTIONS = [one["question"] for one in yaml.safe_load((EVALUATION / "hand3-blind.yaml").read_text())["questions"]][::4]


@pytest.fixture(autouse=True)
def every_corpus_is_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(load, "SMALL_BYTES", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(EVALUATION / "articles", tmp_path / "articles")


def replies(answerer: Answerer, filters: Filters | None = None) -> Iterator[str]:
    for question in QUESTIONS:
        yield json.dumps(reply_object(answerer.answer(question, filters=filters)))


@pytest.mark.parametrize(
    "filters", [None, Filters(jurisdiction="malta"), Filters(after=parse_date("2016-01-01"), topic="None")]
)
def test_replies_from_the_file_are_those_from_memory(folder: Path, filters: Filters | None) -> None:
    in_memory = build_answerer(read_corpus(folder))
    expected = list(replies(in_memory, filters))
    assert list(replies(open_answerer(folder), filters)) == expected, "just made"
    assert list(replies(open_answerer(folder), filters)) == expected, "read from the file"


def test_a_real_article_among_invented_ones_is_refused(folder: Path) -> None:
    shutil.copy(GIVEN_PATH, folder)
    for skip_faulty in (False, True):
        with pytest.raises(CorpusError, match="folder of their own"):
            open_answerer(folder, skip_faulty=skip_faulty)


def test_the_file_is_used_as_long_as_nothing_changes(folder: Path) -> None:
    open_answerer(folder)
    made = (folder / INDEX_NAME).stat().st_mtime_ns
    open_answerer(folder)
    assert (folder / INDEX_NAME).stat().st_mtime_ns == made


def postings_of(answerer: Answerer) -> Postings:
    statistics = answerer.corpus_index.bm25
    assert isinstance(statistics, PassageIndex)
    return statistics.postings


@pytest.mark.parametrize(
    "scoring",
    [
        replace(SCORING, k1=1.2),
        replace(SCORING, b=0.4),
        replace(SCORING, idf=lambda count, size: 2 * lucene_idf(count, size)),
        replace(SCORING, idf=lambda count, size: lucene_idf(count, size) if count < size / 2 else 0.0),
    ],
    ids=["k1", "b", "idf", "idf of common terms"],
)
def test_another_scoring_does_not_answer_from_the_old_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, scoring: Scoring
) -> None:
    open_answerer(folder)
    label = label_of(folder / INDEX_NAME)
    monkeypatch.setattr(load, "SCORING", scoring)
    found = postings_of(open_answerer(folder))
    assert label_of(folder / INDEX_NAME) != label, "the file was made anew"
    expected = postings_of(build_answerer(read_corpus(folder)))
    assert (found.k1, found.idf.tolist(), found.norms.tolist()) == (
        scoring.k1,
        expected.idf.tolist(),
        expected.norms.tolist(),
    )


def test_another_stemmer_does_not_answer_from_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_answerer(folder)
    label = label_of(folder / INDEX_NAME)
    monkeypatch.setattr(Stemmer, "version", lambda: "another")
    open_answerer(folder)
    assert label_of(folder / INDEX_NAME) != label, "the file was made anew"


def test_a_changed_a_new_and_a_removed_article_are_noticed(folder: Path) -> None:
    before = open_answerer(folder)
    path = next(folder.rglob("*malta*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.rstrip("\n") + "\n\nThe xylophone is banned.\n", encoding="utf-8")
    after = open_answerer(folder)
    reply = reply_object(after.answer("Is the xylophone banned?"))
    assert "xylophone" in str(reply["quote"])
    (folder / "2020-01-01-new.md").write_text(text, encoding="utf-8")
    path.unlink()
    assert len(open_answerer(folder).corpus.articles) == len(before.corpus.articles)
    with pytest.raises(ArticleChangedError, match="has changed or is gone"):
        _ = next(one for one in before.corpus.articles if one.article_id == path.stem).body


@pytest.mark.parametrize("place", [0, 20, 5000, -100])
def test_a_damaged_file_is_made_anew(folder: Path, place: int) -> None:
    expected = list(replies(open_answerer(folder)))[:5]
    index = folder / INDEX_NAME
    content = bytearray(index.read_bytes())
    content[place] ^= 0xFF
    index.write_bytes(content)
    assert list(replies(open_answerer(folder)))[:5] == expected


def test_a_folder_that_can_not_be_written_has_its_file_in_the_cache(folder: Path, tmp_path: Path) -> None:
    (folder / INDEX_NAME).mkdir()  # root may write anywhere: a folder of that name is in its way
    open_answerer(folder)
    assert list((tmp_path / "cache").rglob("*.index"))
    assert len(open_answerer(folder).corpus.articles) == len(article_paths(folder))


def test_faults_are_told_all_at_once_or_left_out_by_name(folder: Path) -> None:
    for number in (1, 2):
        (folder / f"2020-01-0{number}-bad.md").write_text("no front matter\n")
    with pytest.raises(CorpusError) as caught:
        open_answerer(folder)
    assert len(caught.value.faults) == 2
    assert not (folder / INDEX_NAME).exists()
    for _ in range(2):
        left = open_answerer(folder, skip_faulty=True)
        assert [Path(fault.path).name for fault in left.corpus.faults] == ["2020-01-01-bad.md", "2020-01-02-bad.md"]


def test_an_article_of_the_index_is_the_one_in_its_file(folder: Path) -> None:
    indexed = open_answerer(folder).corpus.articles
    for one, other in zip(indexed, read_corpus(folder).articles, strict=True):
        assert (one.article_id, one.title, one.date, one.url, one.key) == (
            other.article_id,
            other.title,
            other.date,
            other.url,
            other.key,
        )
        assert one.body == other.body
