"""The files of the intake: inputs read within limits, and which files may be removed."""

import glob
import os
import re
import shutil
import stat
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from glmbot.core.model import GlmbotError
from glmbot.ingest.archives import PAGE_BYTES, member_fault
from glmbot.ingest.formats import is_readme, of_members, of_name
from glmbot.ingest.refusals import RefusalError
from glmbot.storage.load import article_paths, is_packaged, shipped_corpus
from glmbot.storage.regular_file import open_regular

MOST_MEMBERS: Final = 50_000
MOST_UNPACKED: Final = 2_000_000_000
_DIRECTORY_BYTES: Final = 20_000_000

STANDARD_INPUT: Final = "-"

_ASSET: Final = re.compile(
    r"\.(?:css|js|map|png|jpe?g|gif|svg|webp|ico|woff2?|ttf|otf|eot|mp[34]|lock|(?:css|js)\.download)\Z", re.IGNORECASE
)
_ASSETS_FOLDER: Final = re.compile(r"(?:_files|\.files|-files|__MACOSX)\Z")
_NOTHING: Final = "no page, text or JSON in it (pictures, scripts, READMEs and hidden files are passed over)"
_KIND_NAME: Final = "mimetype"
_MOST_KIND: Final = 200
_END_OF_DIRECTORY: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_MOST_COMMENT: Final = 65_535


class StoreError(GlmbotError):
    """A corpus folder can't be written to."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name, as a person may see it, and how it is read; reading may refuse."""

    name: str
    read: Callable[[], bytes]


def list_inputs(paths: Iterable[str]) -> list[Input]:
    """The inputs that paths name, in a stable order; nothing but directories is read."""
    return [one for path in paths for one in _named(path)]


def _named(path: str) -> Iterator[Input]:
    if path == STANDARD_INPUT:
        yield Input("standard input", lambda: _limited(sys.stdin.buffer))
        return
    if not os.path.lexists(path) and glob.has_magic(path):
        found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not found:
            yield _refused(path, "nothing matches it")
        for one in found:
            yield from _at(Path(one))
        return
    yield from _at(Path(path))


def _at(path: Path) -> Iterator[Input]:
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError) as error:
        yield _refused(str(path), f"can't be read ({getattr(error, 'strerror', None) or error})")
        return
    if stat.S_ISLNK(mode):
        yield _refused(str(path), "a symbolic link; name the file that it leads to")
    elif stat.S_ISDIR(mode):
        yield from _some(path, _inside(path))
    elif not stat.S_ISREG(mode):
        yield _refused(str(path), "no regular file")
    elif _is_zip(path):
        yield from _some(path, _members(path))
    elif said := of_name(path.name):
        yield _refused(str(path), said)
    else:
        yield Input(str(path), lambda: _read(path))


def _some(path: Path, inputs: Iterator[Input]) -> Iterator[Input]:
    """The inputs of a folder or an archive; that there is none is said in the place of one."""
    first = next(inputs, None)
    yield first or _refused(str(path), _NOTHING)
    yield from inputs


def _inside(folder: Path) -> Iterator[Input]:
    """The inputs in a folder: hidden files, and the pictures and scripts that a browser saves with a page, left out."""
    refused: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=refused.append):
        links = [name for name in folders if Path(root, name).is_symlink()]
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not _ASSETS_FOLDER.search(name) and name not in links
        )
        for name in sorted((*names, *links)):
            if not name.startswith(".") and not _ASSET.search(name) and not is_readme(name):
                yield from _at(Path(root, name))
    for error in refused:
        yield _refused(str(error.filename), f"can't be read ({error.strerror})")


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > PAGE_BYTES:
            raise RefusalError(f"{size:,} bytes; a page has {PAGE_BYTES:,} at most")
        with os.fdopen(open_regular(path), "rb") as stream:
            return _limited(stream)
    except OSError as error:
        raise RefusalError(f"can't be read ({error.strerror})") from None


def _limited(stream: IO[bytes]) -> bytes:
    raw = stream.read(PAGE_BYTES + 1)
    if len(raw) > PAGE_BYTES:
        raise RefusalError(f"more than {PAGE_BYTES:,} bytes")
    return raw


def _is_zip(path: Path) -> bool:
    try:
        with os.fdopen(open_regular(path), "rb") as stream:
            return stream.read(4) in {b"PK\x03\x04", _END_OF_DIRECTORY}
    except OSError:
        return False


def _members(path: Path) -> Iterator[Input]:
    """The members of a ZIP archive; folders and what a browser saves with a page left out."""
    try:
        if fault := _directory_fault(path):
            yield _refused(str(path), fault)
            return
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield _refused(str(path), f"a broken ZIP archive ({error})")
        return
    if said := of_members(archive.namelist(), _declared_kind(archive)):
        yield _refused(str(path), said)
        return
    unpacked = _Unpacked()
    for member in sorted(archive.infolist(), key=lambda one: one.filename):
        parts = member.filename.split("/")
        if member.is_dir() or parts[-1].startswith(".") or any(_ASSETS_FOLDER.search(part) for part in parts[:-1]):
            continue
        if (_ASSET.search(member.filename) or is_readme(parts[-1])) and not member_fault(member):
            continue
        yield Input(f"{path}:{member.filename}", _reader(archive, member, unpacked))


def _declared_kind(archive: zipfile.ZipFile) -> str:
    """What an archive says that it is, as OpenDocument and EPUB files do."""
    try:
        member = archive.getinfo(_KIND_NAME)
        return archive.read(member).decode("ascii", "replace") if member.file_size <= _MOST_KIND else ""
    except (KeyError, OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        return ""


@dataclass(slots=True)
class _Unpacked:
    """How much came out of an archive so far: what its directory says may be a lie."""

    total: int = 0


def _reader(archive: zipfile.ZipFile, member: zipfile.ZipInfo, unpacked: _Unpacked) -> Callable[[], bytes]:
    def read() -> bytes:
        if fault := member_fault(member):
            raise RefusalError(fault)
        if unpacked.total > MOST_UNPACKED:
            raise RefusalError(f"the archive unpacks to more than {MOST_UNPACKED:,} bytes")
        try:
            with archive.open(member) as stream:
                raw = _limited(stream)
        except (
            OSError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise RefusalError(f"can't be unpacked ({error})") from None
        unpacked.total += len(raw)
        return raw

    return read


def _directory_fault(path: Path) -> str | None:
    """What is wrong with an archive's directory, told before it is read whole."""
    with os.fdopen(open_regular(path), "rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - _END_BYTES - _MOST_COMMENT))
        tail = stream.read()
    end = tail.rfind(_END_OF_DIRECTORY)
    if end < 0 or end + _END_BYTES > len(tail):
        return "a broken ZIP archive (its directory is missing)"
    count = int.from_bytes(tail[end + 10 : end + 12], "little")
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    if count > MOST_MEMBERS or length > _DIRECTORY_BYTES:
        return f"a ZIP archive of more than {MOST_MEMBERS:,} files"
    return None


def _refused(name: str, reason: str) -> Input:
    def read() -> bytes:
        raise RefusalError(reason)

    return Input(name, read)


def refuse_shipped(folder: Path) -> None:
    """Let pass any folder but those of the articles that glmbot ships.

    Raises:
        StoreError: it is one of them, or lies in one.
    """
    if is_packaged(folder):
        raise StoreError(
            "the shipped corpus is not written to; start your own by 'glmbot corpus init DIR', and name it by --corpus"
            " or GLMBOT_CORPUS"
        )


def start_corpus(folder: Path) -> int:
    """Copy the shipped corpus into a new or empty folder; gives the number of articles.

    Raises:
        StoreError: the folder holds something, or can't be made.
    """
    refuse_shipped(folder)
    shipped = shipped_corpus()
    paths = article_paths(shipped)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder}: is there and not empty; name a new folder")
        for path in paths:
            target = folder / path.relative_to(shipped)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    except OSError as error:
        raise StoreError(f"{folder}: can't be written to ({error.strerror}); check its permissions") from None
    return len(paths)


def remove_files(paths: Sequence[Path]) -> None:
    """Remove article files.

    Raises:
        StoreError: one can't be removed.
    """
    for path in paths:
        try:
            path.unlink()
        except OSError as error:
            raise StoreError(f"{path}: can't be removed ({error.strerror}); check its permissions") from None
