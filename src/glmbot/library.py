"""Reads the corpus and the resources from disk and builds a ready Answerer; a reload builds another."""

import os
from pathlib import Path
from typing import Final

from glmbot.core.answering import Answerer
from glmbot.core.contents import ContentReader
from glmbot.core.corpus import Corpus, build_corpus
from glmbot.core.glosses import read_glosses
from glmbot.core.holdings import Holdings
from glmbot.core.model import GlmbotError
from glmbot.core.ranking import Ranker
from glmbot.core.reading import Reader
from glmbot.core.spelling import Spelling
from glmbot.vocabulary import read_vocabulary

_PACKAGE: Final = Path(__file__).parent

ARTICLE_BYTES: Final = 1_000_000
"""The longest article file: some 200 times a usual article, still indexed in seconds."""


class LibraryError(GlmbotError):
    """A corpus folder can't be read."""


def shipped_corpus() -> Path:
    """The folder of the corpus that glmbot ships: inside the package, or in the source tree beside it."""
    installed = _PACKAGE / "shipped_corpus"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "corpus"


def read_corpus(folder: Path, *, skip_faulty: bool = False) -> Corpus:
    """Read every article below a folder.

    Raises:
        LibraryError: the folder is missing, can't be read or holds no article.
        CorpusError: an article file is faulty and `skip_faulty` is off.
    """
    paths = article_paths(folder)
    if not paths:
        raise LibraryError(
            f"{folder}: no article in this folder; put article files (*.md) there or name another folder"
        )
    contents = ((str(path), _read(path)) for path in paths)
    corpus = build_corpus(contents, skip_faulty=skip_faulty)
    if not corpus.articles:
        raise LibraryError(f"{folder}: every article file is faulty; run 'glmbot corpus check' to see why")
    return corpus


def article_paths(folder: Path) -> list[Path]:
    """The article files below a folder, in a stable order: `*.md` but README.md; hidden files and folders left out.

    Raises:
        LibraryError: the folder is missing or can't be read.
    """
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "does not exist"
        raise LibraryError(f"{folder}: the corpus folder {what}; name another by --corpus or GLMBOT_CORPUS")
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (Path(root, name) for name in sorted(names) if _is_article(name))
    return found


def build_answerer(corpus: Corpus) -> Answerer:
    """An Answerer over a corpus, with the packaged resources, ready to answer at once."""
    words = read_vocabulary()
    holdings = Holdings(corpus, words.analyzer)
    glosses = read_glosses(holdings.passages, words.analyzer, words.lexicon, words.frequencies)
    ours = {form for terms in holdings.terms.values() for sentence in terms.sentences for form in sentence.forms}
    contents = ContentReader(
        analyzer=words.analyzer,
        lightwords=words.lightwords,
        lexicon=words.lexicon,
        frequencies=words.frequencies,
        glosses=glosses,
        spelling=Spelling(ours, words.general, words.analyzer.stopwords | words.lightwords, words.frequencies),
        knows=holdings.index.__contains__,
        stemmers=words.stemmers,
    )
    ranker = Ranker(
        holdings.index, holdings.titles, words.lexicon, glosses, words.frequencies, words.vectors, words.ranking
    )
    answerer = Answerer(holdings, Reader(contents), ranker, words.decision)
    answerer.answer("warm up")
    return answerer


def open_library(folder: Path, *, skip_faulty: bool = False) -> Answerer:
    """Read a corpus folder and build an Answerer over it.

    Raises:
        LibraryError: as `read_corpus`.
        CorpusError: as `read_corpus`.
    """
    return build_answerer(read_corpus(folder, skip_faulty=skip_faulty))


def _is_article(name: str) -> bool:
    return name.endswith(".md") and not name.startswith(".") and name != "README.md"


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise LibraryError(f"{path}: is no regular file; take it out of the folder or give it another ending")
        if path.stat().st_size > ARTICLE_BYTES:
            raise LibraryError(f"{path}: is longer than {ARTICLE_BYTES:,} bytes; split it into several articles")
        return path.read_bytes()
    except OSError as error:
        raise LibraryError(
            f"{path}: can't be read ({error.strerror}); check the file, its permissions and where it links to"
        ) from None


def _refuse(error: OSError) -> None:
    raise LibraryError(f"{error.filename}: can't be read ({error.strerror}); check the folder's permissions") from None
