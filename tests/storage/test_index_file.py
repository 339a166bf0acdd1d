import os
import stat
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot.storage import index_file
from glmbot.storage.index_file import DamagedError, label_of, load_arrays, save_arrays

ARRAYS: dict[str, npt.NDArray[Any]] = {
    "numbers": np.arange(1000, dtype=np.int32),
    "weights": np.linspace(0, 1, 77),
    "empty": np.zeros(0, dtype=np.int64),
    "table": np.arange(12, dtype=np.uint8).reshape(3, 4),
}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "one.index"
    save_arrays(path, ARRAYS, "of something")
    return path


def test_what_is_saved_comes_back_with_its_label(saved: Path) -> None:
    arrays, label = load_arrays(saved)
    assert label == label_of(saved) == "of something"
    assert arrays.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert arrays[name].tolist() == array.tolist()


def test_arrays_are_mapped_and_can_not_be_written(saved: Path) -> None:
    arrays, _ = load_arrays(saved)
    with pytest.raises(ValueError, match="read-only"):
        arrays["numbers"][0] = 1


@settings(max_examples=60)
@given(st.data())
def test_any_changed_byte_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("saved") / "one.index"
    save_arrays(path, ARRAYS, "of something")
    content = bytearray(path.read_bytes())
    header = content.index(b"}}") + 1 if b"}}" in content else 200
    place = data.draw(st.integers(0, header) | st.integers(len(content) - 4000, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        arrays, label = load_arrays(path)
    except DamagedError:
        return
    # A byte between the arrays, or of the padding behind the header, holds nothing.
    assert label == "of something"
    assert all(arrays[name].tolist() == array.tolist() for name, array in ARRAYS.items())


@pytest.mark.parametrize("size", [0, 10, 40, 300, 4000])
def test_a_file_cut_short_is_refused(saved: Path, size: int) -> None:
    saved.write_bytes(saved.read_bytes()[:size])
    with pytest.raises(DamagedError):
        load_arrays(saved)


@pytest.mark.parametrize("most", [1 << 20, 0], ids=["read", "copied"])
def test_what_is_taken_as_its_own_outlives_the_file(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """A mapped file that is cut off ends the process that reads it."""
    monkeypatch.setattr(index_file, "_READ_BYTES", most)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    arrays, label = load_arrays(saved, own=True)
    saved.write_bytes(b"")
    assert label == "of something"
    for name, array in ARRAYS.items():
        assert arrays[name].tolist() == array.tolist()
    with pytest.raises(ValueError, match="read-only"):
        arrays["numbers"][0] = 1
    assert not [one for one in tmp_path.rglob("*") if one.is_file() and one != saved], "the copy has no name"


def test_what_is_no_regular_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert label_of(tmp_path / "pipe") is None


def test_another_file_has_no_label(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("words " * 100)
    assert label_of(tmp_path / "text") is None
    assert label_of(tmp_path / "none") is None


def test_a_file_that_can_not_be_written_whole_leaves_the_old_one(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_arrays(saved, {"numbers": np.zeros(3)}, "another")
    assert label_of(saved) == "of something"
    assert [path.name for path in saved.parent.iterdir()] == ["one.index"]


def test_others_may_read_the_file(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o644
