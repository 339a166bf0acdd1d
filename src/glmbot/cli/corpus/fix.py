"""`glmbot corpus check --fix`: article files mended in place, after showing what changes."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from glmbot.cli.output import fail, warn
from glmbot.cli.render import on_one_line
from glmbot.core.corpus.front_matter import Fault
from glmbot.core.model import GlmbotError
from glmbot.ingest.fix import diff_lines, mend
from glmbot.storage.atomic_file import write_whole
from glmbot.storage.load import is_packaged
from glmbot.storage.regular_file import article_bytes


class FixError(GlmbotError):
    """A mended file can't be written."""


def mend_files(folder: Path, paths: Sequence[Path], *, yes: bool) -> None:
    """Show what mending changes, ask, and write.

    Raises:
        FixError: a file can't be written.
    """
    if is_packaged(folder):
        fail(f"{folder}: the packaged corpus is never written to; begin one of your own by 'glmbot corpus init DIR'")
    found: list[tuple[Path, bytes, bytes]] = []
    for path, before, after in _mendable(folder, paths):
        for line in diff_lines(before, after, str(path)):
            typer.echo(on_one_line(line))
        found.append((path, before, after))
    if not found:
        warn("nothing to mend")
        return
    files = f"{len(found)} file{'s' if len(found) != 1 else ''}"
    if not yes:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            fail(f"{files} can be mended; nothing is written without --yes where nobody can be asked")
        if not typer.confirm(f"Write {files}?"):
            warn("nothing was written")
            return
    for path, before, after in found:
        if article_bytes(path) == before:
            _replace(path.resolve(), after)
        else:
            warn(on_one_line(f"{path}: left alone; it has changed meanwhile"))
    warn(f"{files} mended")


def _mendable(folder: Path, paths: Sequence[Path]) -> Iterator[tuple[Path, bytes, bytes]]:
    inside = folder.resolve()
    for path in paths:
        before = article_bytes(path)
        if isinstance(before, Fault):
            continue  # the check tells
        after = mend(before, str(path))
        if after == before:
            continue
        if is_packaged(path) or not path.resolve().is_relative_to(inside):
            warn(on_one_line(f"{path}: left alone; it links to a file outside of the folder, or is packaged"))
            continue
        yield path, before, after


def _replace(path: Path, content: bytes) -> None:
    """Write the whole file or none of it."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise FixError(
            f"{path}: can't be written ({error.strerror}); it stays as it was; check the folder's permissions"
        ) from None
