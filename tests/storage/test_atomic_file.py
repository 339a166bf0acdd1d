import os
import stat
from pathlib import Path

import pytest

from glmbot.storage.atomic_file import write_whole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "file"


def test_the_pieces_are_the_file_one_after_the_other(path: Path) -> None:
    write_whole(path, b"old")
    write_whole(path, b"new ", memoryview(b"words"))
    assert path.read_bytes() == b"new words"
    assert list(path.parent.iterdir()) == [path], "nothing else is left"


def test_others_may_read_a_new_file_and_an_old_one_keeps_its_permissions(path: Path) -> None:
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o600)
    write_whole(path, b"newer")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("step", ["mkstemp", "fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_an_error_at_any_step_keeps_what_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    write_whole(path, b"old")

    def fail(*_: object, **__: object) -> None:
        raise error

    owner = {"mkstemp": "tempfile.mkstemp", "fsync": "os.fsync", "replace": "pathlib.Path.replace"}[step]
    monkeypatch.setattr(owner, fail)
    with pytest.raises(type(error)):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_the_data_is_on_the_disk_before_the_name_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    sync = os.fsync

    def watched(descriptor: int) -> None:
        assert not path.exists()
        synced.append(os.fstat(descriptor).st_size)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    write_whole(path, b"twelve bytes")
    assert synced == [12]


def test_what_is_no_regular_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        with pytest.raises(OSError, match="no regular file"):
            write_whole(tmp_path / name, b"data")
    assert [one.name for one in tmp_path.iterdir()] == ["pipe"]
