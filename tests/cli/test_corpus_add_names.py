"""Files that are no articles are named with what to do instead; READMEs in a folder are left aside."""

import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
PAGE = (
    "<title>Norland: A Ferry Act | Global Legal Monitor</title><h1>Norland: A Ferry Act</h1><p>(Jan.11, 2016) The"
    " keeper of hives in each village is chosen by the villagers for the time of three years.</p>"
)


def pack(path: Path, members: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


PACKED = {
    "a.docx": ({"[Content_Types].xml": "x", "word/document.xml": "x"}, "a Word document (DOCX)"),
    "a.xlsx": ({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}, "an Excel workbook (XLSX)"),
    "a.odt": (
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"},
        "an OpenDocument text (ODT)",
    ),
    "a.epub": ({"mimetype": "application/epub+zip", "META-INF/container.xml": "x", "a.html": PAGE}, "an e-book (EPUB)"),
}


def test_files_of_other_programs_are_named_and_the_page_beside_them_is_added(run: Run, tmp_path: Path) -> None:
    folder, corpus = tmp_path / "saved", tmp_path / "corpus"
    folder.mkdir()
    corpus.mkdir()
    for name, (members, _) in PACKED.items():
        pack(folder / name, members)
    (folder / "README.txt").write_text("These are articles of the Global Legal Monitor.")
    (folder / "table.csv").write_text("a,b\n")
    (folder / "page.html").write_text(PAGE)
    done = run("corpus", "add", str(folder), "--yes", "--corpus", str(corpus))
    said = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert len(said) == len(PACKED) + 1
    for name, (_, what) in PACKED.items():
        assert any(line.startswith(f"glmbot: {folder / name}: refused: {what}; ") for line in said)
    assert f"glmbot: {folder / 'table.csv'}: refused: a table (CSV) and no article" in "\n".join(said)
    assert [path.stem for path in corpus.rglob("*.md")] == ["2016-01-11-norland-a-ferry-act"]


@pytest.mark.parametrize("name", ["README", "readme.txt", "LICENSE"])
def test_a_readme_is_no_article_even_where_it_is_named(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Norland: Ferry\n\n(Jan. 11, 2016) " + PAGE)
    done = run("corpus", "add", name, "--title", "N", "--date", "2016-01-11", "--yes", "--corpus", str(tmp_path))
    assert done.returncode == 2
    assert b"refused: a README, and no article" in done.stderr


def test_notes_in_a_folder_are_added_and_article_files_named(run: Run, tmp_path: Path) -> None:
    folder, corpus = tmp_path / "notes", tmp_path / "corpus"
    (folder / "page_files").mkdir(parents=True)
    corpus.mkdir()
    (folder / "note.md").write_text(
        "Norland: A Ferry Act\n\n(Jan. 11, 2016) Each ferry of Norland is to carry two lamps and a bell by night."
    )
    (folder / "page.html.download").write_text(PAGE.replace("Ferry", "Barn").replace("11", "12"))
    (folder / "menu.js.download").write_text("menu()")
    (folder / "article.md").write_text('---\ntitle: "x"\ndate: "2014-03-03"\n---\nThe text.\n')
    done = run("corpus", "add", str(folder), "--yes", "--corpus", str(corpus))
    said = done.stderr.decode().splitlines()
    assert [line.partition(";")[0] for line in said] == [
        f"glmbot: {folder / 'article.md'}: refused: an article file already"
    ]
    names = sorted(path.stem for path in corpus.rglob("*.md"))
    assert names == ["2016-01-11-norland-a-ferry-act", "2016-01-12-norland-a-barn-act"]


def test_a_folder_or_archive_without_an_input_is_named_in_one_line(run: Run, tmp_path: Path) -> None:
    folder, corpus = tmp_path / "saved", tmp_path / "corpus"
    folder.mkdir()
    corpus.mkdir()
    (folder / "style.css").write_text("p {}")
    pack(tmp_path / "saved.zip", {"README.txt": "These are pictures.", "a.png": "x"})
    for path in (folder, tmp_path / "saved.zip"):
        done = run("corpus", "add", str(path), "--yes", "--corpus", str(corpus))
        said = done.stderr.decode().splitlines()
        assert [line.partition(" (")[0] for line in said] == [f"glmbot: {path}: refused: no page, text or JSON in it"]
        assert done.returncode == 2
