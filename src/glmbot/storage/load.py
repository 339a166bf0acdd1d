"""Reads the corpus and the resources from disk and builds a ready Answerer; a reload builds another."""

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from glmbot import __version__
from glmbot.core.answering.answerer import Answerer
from glmbot.core.answering.listings import Listings
from glmbot.core.answering.talk import Talk
from glmbot.core.corpus.article_file import Corpus, build_corpus, read_articles, refuse_faults
from glmbot.core.corpus.front_matter import Fault
from glmbot.core.index.arrays import FORMAT, FlatArrays, IndexArrays, flatten, unflatten
from glmbot.core.index.bm25 import SCORING
from glmbot.core.index.build import IndexBuilder
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import GlmbotError
from glmbot.core.query.parser import QueryParser
from glmbot.core.query.terms import TermExtractor
from glmbot.core.ranking.extraction import FeatureExtractor
from glmbot.core.ranking.ranker import Ranker
from glmbot.core.ranking.reading import Reader
from glmbot.core.text.glossary import GlossaryBuilder
from glmbot.core.text.spelling import Spelling
from glmbot.storage.index_file import DamagedError, cache_folders, label_of, load_arrays, save_arrays
from glmbot.storage.lazy_articles import LazyArticles, record_arrays, record_of
from glmbot.storage.regular_file import article_bytes
from glmbot.storage.resources import (
    Resources,
    packed_label,
    read_intents,
    read_lines,
    read_other_languages,
    read_resources,
)

_log = logging.getLogger(__name__)

_PACKAGE: Final = Path(__file__).parents[1]

SMALL_BYTES: Final = 2_000_000
"""Article files of less than that together are indexed at each start: it takes less than a second."""

INDEX_NAME: Final = ".glmbot-index"


class CorpusFolderError(GlmbotError):
    """A corpus folder can't be read."""


def shipped_corpus() -> Path:
    """The folder of the corpus that glmbot ships: inside the package, or in the source tree beside it."""
    installed = _PACKAGE / "shipped_corpus"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "corpus"


def demo_corpus() -> Path:
    """The folder of invented articles, which show what the bot does with many."""
    return _PACKAGE / "resources" / "demo"


def is_packaged(path: Path) -> bool:
    """Whether a file or folder lies in a corpus that glmbot ships."""
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in (shipped_corpus(), demo_corpus()))


def read_corpus(folder: Path, *, skip_faulty: bool = False) -> Corpus:
    """Read every article below a folder.

    Raises:
        CorpusFolderError: the folder is missing, can't be read or holds no article.
        CorpusError: an article file is faulty and `skip_faulty` is off.
    """
    paths = article_paths(folder)
    if not paths:
        raise CorpusFolderError(
            f"{folder}: no article in this folder; put article files (*.md) there or name another folder"
        )
    contents = ((str(path), article_bytes(path)) for path in paths)
    corpus = build_corpus(contents, skip_faulty=skip_faulty)
    if not corpus.articles:
        raise CorpusFolderError(f"{folder}: every article file is faulty; run 'glmbot corpus check' to see why")
    return corpus


def article_paths(folder: Path) -> list[Path]:
    """The article files below a folder, in a stable order: `*.md` but README.md; hidden files and folders left out.

    Raises:
        CorpusFolderError: the folder is missing or can't be read.
    """
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "does not exist"
        raise CorpusFolderError(f"{folder}: the corpus folder {what}; name another by --corpus or GLMBOT_CORPUS")
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (Path(root, name) for name in sorted(names) if is_article(name))
    return found


def build_answerer(
    corpus: Corpus,
    arrays: IndexArrays | None = None,
    resources: Resources | None = None,
    *,
    reader: Reader | None = None,
) -> Answerer:
    """An Answerer over a corpus: its index is built where none is given, the resources are the packaged ones."""
    resources = resources or read_resources()
    index = CorpusIndex.embedded(corpus, resources.analyzer, arrays or build_index(corpus))
    return answerer_over(index, resources, reader=reader)


def answerer_over(index: CorpusIndex, resources: Resources, *, reader: Reader | None = None) -> Answerer:
    """An Answerer over a corpus that is ready to be searched."""
    terms = TermExtractor(
        analyzer=resources.analyzer,
        lightwords=resources.lightwords,
        lexicon=resources.lexicon,
        frequencies=resources.frequencies,
        glossary=index.glossary,
        spelling=Spelling(
            index.forms,
            resources.general,
            resources.analyzer.stopwords | resources.lightwords,
            resources.frequencies,
            index.arrays.forms.letters,
        ),
        knows=index.bm25.__contains__,
        stemmers=resources.stemmers,
    )
    extractor = FeatureExtractor(index, resources.lexicon, index.glossary, resources.vectors)
    ranker = Ranker(extractor, resources.ranking)
    decision = resources.reader_decision if reader else resources.decision
    parser = QueryParser(terms, read_other_languages())
    talk = Talk(read_intents(), Listings(index, parser), read_lines())
    return Answerer(index, parser, ranker, decision, talk, reader, resources.reading)


def build_index(corpus: Corpus) -> IndexArrays:
    """The index of a corpus, in memory, made with the packaged resources."""
    builder = index_builder()
    for article in corpus.articles:
        builder.add(article)
    return builder.build()


def index_builder() -> IndexBuilder:
    """A builder of an index, with the packaged resources."""
    resources = read_resources()
    glossary = GlossaryBuilder(resources.analyzer, resources.lexicon, resources.frequencies)
    return IndexBuilder(resources.analyzer, glossary, resources.frequencies, resources.vectors.rows, SCORING)


def open_answerer(
    folder: Path, *, skip_faulty: bool = False, reader: Reader | None = None, own: bool = False
) -> Answerer:
    """Read a corpus folder and build an Answerer over it; a large one is indexed once, into a file beside it.

    A process that lives long takes the index as its `own`, so that no other can cut it off.

    Raises:
        CorpusFolderError: as `read_corpus`.
        CorpusError: as `read_corpus`.
    """
    paths = article_paths(folder)
    if not _are_many(paths):
        return build_answerer(read_corpus(folder, skip_faulty=skip_faulty), reader=reader)
    flat = _saved_arrays(folder, paths, skip_faulty=skip_faulty, own=own)
    faults = tuple(Fault(*one) for one in json.loads(flat["faults"].tobytes()))
    arrays = unflatten(flat)
    return build_answerer(Corpus(LazyArticles(folder, arrays, flat), faults), arrays, reader=reader)


def folder_arrays(folder: Path, *, skip_faulty: bool = False) -> FlatArrays:
    """The arrays of a folder, with the records of its articles; those of a large one are kept in a file.

    Raises:
        CorpusFolderError: as `read_corpus`.
        CorpusError: as `read_corpus`.
    """
    paths = article_paths(folder)
    if not paths:
        raise CorpusFolderError(f"{folder}: no article in this folder; put article files (*.md) there or name another")
    if _are_many(paths):
        return _saved_arrays(folder, paths, skip_faulty=skip_faulty, own=False)
    return _index_files(folder, paths, skip_faulty=skip_faulty)


def is_large(folder: Path) -> bool:
    """Whether a folder's articles are indexed once, into a file.

    Raises:
        CorpusFolderError: the folder is missing or can't be read.
    """
    return _are_many(article_paths(folder))


def saved_index(folder: Path, *, skip_faulty: bool = False) -> Path | None:
    """The file that holds the index of a folder's articles as they are; None where none does.

    Raises:
        CorpusFolderError: the folder is missing or can't be read.
    """
    label = _label(folder, article_paths(folder), skip_faulty=skip_faulty)
    return next((place for place in _index_places(folder) if label_of(place) == label), None)


def _index_places(folder: Path) -> tuple[Path, ...]:
    cached = [one / f"{_digest(str(folder.resolve()))}.index" for one in cache_folders()]
    return (folder / INDEX_NAME, *cached)


def _are_many(paths: Sequence[Path]) -> bool:
    total = 0
    for path in paths:
        try:
            total += path.stat().st_size
        except OSError:
            continue  # reading it tells what is wrong
        if total >= SMALL_BYTES:
            return True
    return False


def _saved_arrays(folder: Path, paths: Sequence[Path], *, skip_faulty: bool, own: bool) -> FlatArrays:
    """The arrays of a folder, from the file that holds them, or made now and saved."""
    label = _label(folder, paths, skip_faulty=skip_faulty)
    places = _index_places(folder)
    for place in places:
        if label_of(place) == label:
            try:
                return load_arrays(place, own=own)[0]
            except (DamagedError, OSError) as error:
                _log.warning("%s: the index is damaged (%s) and is made anew", place, error)
    arrays = _index_files(folder, paths, skip_faulty=skip_faulty)
    for place in places:
        try:
            save_arrays(place, arrays, label)
            return load_arrays(place, own=own)[0]
        except (DamagedError, OSError) as error:
            _log.info("%s: the index can't be kept there (%s)", place, error)
    return arrays


def _index_files(folder: Path, paths: Sequence[Path], *, skip_faulty: bool) -> dict[str, npt.NDArray[Any]]:
    """Read article files one by one, keeping no text."""
    builder = index_builder()
    records: list[bytes] = []
    in_order = sorted(paths, key=lambda path: (path.stem, path))
    found = read_articles((str(path), article_bytes(path)) for path in in_order)
    faults: list[Fault] = []
    for article, path, wrong in found:
        faults += wrong
        if article is not None:
            builder.add(article)
            records.append(record_of(article, Path(path).relative_to(folder)))
    refuse_faults(faults, skip_faulty=skip_faulty)
    if not records:
        raise CorpusFolderError(f"{folder}: every article file is faulty; run 'glmbot corpus check' to see why")
    told = [[fault.path, fault.line, fault.what, fault.remedy] for fault in faults]
    faults_data = np.frombuffer(json.dumps(told).encode(), dtype=np.uint8)
    return {**flatten(builder.build()), **record_arrays(records), "faults": faults_data}


def _label(folder: Path, paths: Sequence[Path], *, skip_faulty: bool) -> str:
    """What the arrays of a folder depend on: its files by name, size and time, the words, the stemmer, the scoring."""
    made_by = f"{__version__} {FORMAT} {skip_faulty} {packed_label()} {SCORING.label}"
    digest = hashlib.blake2b(made_by.encode(), digest_size=16)
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue  # reading it tells what is wrong
        digest.update(f"{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def is_article(name: str) -> bool:
    """Whether a file of that name is an article."""
    return name.endswith(".md") and not name.startswith(".") and name != "README.md"


def _refuse(error: OSError) -> None:
    raise CorpusFolderError(
        f"{error.filename}: can't be read ({error.strerror}); check the folder's permissions"
    ) from None
