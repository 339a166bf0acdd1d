import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from glmbot.core.text.lexicon_arrays import Words, pack, unpack
from glmbot.storage import resources as storage_resources
from glmbot.storage.index_file import label_of, load_arrays
from glmbot.storage.resources import PACKED, RESOURCES, packed_label, read_resources, read_words, words_digest

STALE = "resources/words.bin is not what its files make; run: make words"


@pytest.fixture(scope="module")
def words() -> Words:
    return read_words()


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the resources, which are read instead."""
    folder = tmp_path / "resources"
    shutil.copytree(RESOURCES, folder)
    monkeypatch.setattr(storage_resources, "RESOURCES", folder)
    monkeypatch.setattr(storage_resources, "PACKED", folder / PACKED.name)
    words_digest.cache_clear()
    yield folder
    words_digest.cache_clear()


def test_the_packed_words_are_what_the_files_make(words: Words) -> None:
    assert label_of(PACKED) == packed_label(), STALE
    packed, made = load_arrays(PACKED)[0], pack(words)
    assert packed.keys() == made.keys(), STALE
    assert all(np.array_equal(packed[name], made[name]) for name in made), STALE


def test_packed_words_say_what_the_files_say(words: Words) -> None:
    packed = unpack(load_arrays(PACKED)[0])
    for one in fields(Words):
        assert getattr(packed, one.name) == getattr(words, one.name)


def test_every_meaning_is_a_text(words: Words) -> None:
    for translation in words.lexicon.translations.values():
        for meanings in (*translation.words.values(), *translation.stems.values()):
            assert all(isinstance(one, str) for one in meanings), meanings


def test_a_file_that_was_changed_counts_at_once(resources: Path) -> None:
    assert "glmword" not in read_resources.__wrapped__().lexicon.alternatives
    words_digest.cache_clear()
    with (resources / "lexicon" / "abbreviations.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\nglmword: general legal word\n")
    (found,) = read_resources.__wrapped__().lexicon.alternatives["glmword"]
    assert found.key == "general legal word"


@pytest.mark.parametrize("content", [None, b"", b"nothing of ours"], ids=["none", "an empty one", "another"])
def test_without_a_packed_file_the_words_are_the_same(resources: Path, content: bytes | None) -> None:
    path = resources / PACKED.name
    path.unlink() if content is None else path.write_bytes(content)
    assert read_resources.__wrapped__().lexicon == read_resources().lexicon


def test_a_packed_file_that_was_damaged_is_not_used(resources: Path) -> None:
    path = resources / PACKED.name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    assert read_resources.__wrapped__().lexicon == read_resources().lexicon


def test_vectors_belong_to_the_words_of_the_frequencies(words: Words) -> None:
    shipped = read_resources()
    assert len(words.ranks) == len(shipped.vectors.table)
    near = shipped.vectors.of(["ship", "vessel", "tax"])
    assert near[0] @ near[1] > near[0] @ near[2]
