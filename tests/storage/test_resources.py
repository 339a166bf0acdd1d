import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import yaml

from glmbot.core.intents.intents import Heard, Intents
from glmbot.core.intents.phrases import Phrase, pack_phrases
from glmbot.core.text.lexicon_arrays import Words, pack, unpack
from glmbot.storage import resources as storage_resources
from glmbot.storage.index_file import label_of, load_arrays
from glmbot.storage.resources import (
    PACKED,
    PACKED_INTENTS,
    RESOURCES,
    intents_label,
    pack_intents,
    packed_label,
    read_intents,
    read_resources,
    read_words,
    words_digest,
)
from support.articles import ROOT

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


def test_the_packed_intents_are_what_their_file_makes() -> None:
    assert label_of(PACKED_INTENTS) == intents_label(), STALE.replace("words.bin", "intents.bin")
    packed, made = load_arrays(PACKED_INTENTS)[0], pack_intents()
    assert np.array_equal(packed["intents"], made["intents"]), STALE.replace("words.bin", "intents.bin")


@pytest.mark.parametrize("content", [None, b"", b"nothing of ours"], ids=["none", "an empty one", "another"])
def test_without_packed_intents_the_same_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    packed = read_intents()
    monkeypatch.setattr(storage_resources, "PACKED_INTENTS", tmp_path / "intents.bin")
    if content is not None:
        (tmp_path / "intents.bin").write_bytes(content)
    made = read_intents.__wrapped__()
    for one, other in zip(_phrases(packed), _phrases(made), strict=True):
        assert pack_phrases({"": one}) == pack_phrases({"": other})
    said = yaml.safe_load((ROOT / "tests/evaluation/said.yaml").read_text(encoding="utf-8"))
    texts = sorted(set(_texts(said)))
    assert len(texts) > 100
    for text in texts:
        assert _told(packed.heard(text)) == _told(made.heard(text))
        assert _told(packed.spoken(text)) == _told(made.spoken(text))
        assert _told(packed.small_talk(text, lambda _: False)) == _told(made.small_talk(text, lambda _: False))


def _texts(value: object) -> Iterator[str]:
    """All texts of a YAML file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _phrases(intents: Intents) -> list[Phrase]:
    listed = (phrase for one in intents.listed for phrases in one.phrases.values() for phrase in phrases)
    return [*listed, *intents.fillers, *intents.requests]


def _told(heard: Heard | None) -> tuple[object, ...] | None:
    return None if heard is None else (heard.intent.name, heard.language, heard.forms, heard.rest)


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
