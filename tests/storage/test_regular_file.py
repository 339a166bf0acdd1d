import os
import threading
from pathlib import Path

import pytest

from glmbot.storage.regular_file import NoRegularFileError, TooLongFileError, read_regular


def test_a_file_is_read_whole_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "one"
    for size in (0, 9, 10):
        path.write_bytes(b"x" * size)
        assert read_regular(path, 10) == b"x" * size
    path.write_bytes(b"x" * 11)
    with pytest.raises(TooLongFileError):
        read_regular(path, 10)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"x")
    (tmp_path / "link").symlink_to("one")
    assert read_regular(tmp_path / "link") == b"x"


def test_what_is_no_regular_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/zero"), Path("/dev/tty")):
        with pytest.raises(OSError):  # noqa: PT011 - a machine without a terminal has another error for it
            read_regular(path)
    with pytest.raises(NoRegularFileError):
        read_regular(tmp_path / "pipe")


def test_a_file_that_grows_while_it_is_read_is_refused_in_the_end(tmp_path: Path) -> None:
    path, done = tmp_path / "one", threading.Event()
    path.write_bytes(b"x" * 1000)

    def grow() -> None:
        with path.open("ab") as stream:
            while not done.is_set():
                stream.write(b"x" * 100_000)
                stream.flush()

    thread = threading.Thread(target=grow)
    thread.start()
    try:
        while path.stat().st_size < 1_000_000:
            pass
        with pytest.raises(TooLongFileError):
            read_regular(path, 1_000_000)
    finally:
        done.set()
        thread.join()


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "long").write_bytes(b"x" * 100)
    before = descriptors()
    for name in ("pipe", "long", "none"):
        with pytest.raises(OSError):  # noqa: PT011 - whichever it is
            read_regular(tmp_path / name, 10)
    assert descriptors() == before


def descriptors() -> int:
    """How many descriptors are open, where the system tells it."""
    listed = Path("/proc/self/fd")
    return len([*listed.iterdir()]) if listed.is_dir() else 0
