import os
from pathlib import Path

import pytest

from glmbot.core.corpus.article_file import CorpusError, format_article
from glmbot.storage.load import CorpusFolderError, article_paths, read_corpus, shipped_corpus
from glmbot.storage.regular_file import ARTICLE_BYTES
from support.articles import GIVEN_ID, make_article

GOOD = format_article(make_article())


def test_the_shipped_corpus_is_found_and_good() -> None:
    assert [article.article_id for article in read_corpus(shipped_corpus()).articles] == [GIVEN_ID]


def test_any_folder_is_read_recursively_but_for_readme_and_hidden_files(tmp_path: Path) -> None:
    for name in ("a/b/c/x.md", "y.md", "README.md", "a/README.md", ".hidden.md", ".git/z.md", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD)
    assert [str(path.relative_to(tmp_path)) for path in article_paths(tmp_path)] == ["y.md", "a/b/c/x.md"]


def test_a_corpus_of_faulty_files_alone_is_refused_even_when_they_may_be_skipped(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("nothing")
    with pytest.raises(CorpusFolderError, match="every article file is faulty"):
        read_corpus(tmp_path, skip_faulty=True)


BAD = {
    "link.md": "can't be read",
    "pipe.md": "no regular file",
    "device.md": "no regular file",
    "long.md": "longer than 1,000,000 bytes",
}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A good article among all that may stand in the place of one."""
    (tmp_path / "x.md").write_text(GOOD)
    (tmp_path / "link.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    (tmp_path / "long.md").write_bytes(b"x" * (ARTICLE_BYTES + 1))
    os.mkfifo(tmp_path / "pipe.md")
    return tmp_path


def test_what_is_no_article_file_is_a_fault_of_that_file_alone(bad: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        read_corpus(bad)
    assert {Path(fault.path).name for fault in caught.value.faults} == BAD.keys()
    left = read_corpus(bad, skip_faulty=True)
    assert len(left.articles) == 1
    for fault in left.faults:
        assert BAD[Path(fault.path).name] in str(fault)


def test_reading_needs_no_right_to_write(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(GOOD)
    (tmp_path / "x.md").chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert len(read_corpus(tmp_path).articles) == 1
        assert sorted(path.name for path in tmp_path.iterdir()) == ["x.md"]
    finally:
        tmp_path.chmod(0o755)
