"""Reads the packaged resources: words, frequencies, vectors, the coefficients of ranking and decision, sentences."""

import gc
import gettext
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import Stemmer
import yaml

from glmbot.core.answering.acts import ORDINALS, STYLE_NAMES
from glmbot.core.answering.decision import Decision, read_decision
from glmbot.core.intents.help_lines import HelpLines, HelpLinesError, read_help_lines
from glmbot.core.intents.intents import TELLING_MASS, Intents
from glmbot.core.intents.phrases import Phrase, pack_phrases, texts_of, unpack_phrases
from glmbot.core.languages import LANGUAGES
from glmbot.core.languages.others import OtherLanguages
from glmbot.core.ranking.features import SIGNALS, Signals
from glmbot.core.ranking.reading import ReadingWeights
from glmbot.core.text.frequencies import Frequencies, read_frequencies
from glmbot.core.text.lexicon import Lexicon, build_lexicon
from glmbot.core.text.lexicon_arrays import Arrays, Words, pack, unpack
from glmbot.core.text.tokens import Analyzer, fold
from glmbot.core.text.vectors import Vectors
from glmbot.storage.index_file import DamagedError, label_of, load_arrays

RESOURCES: Final = Path(__file__).parents[1] / "resources"
PACKED: Final = RESOURCES / "words.bin"
"""The words as arrays, written by `tools/make_words.py`."""

PACKED_INTENTS: Final = RESOURCES / "intents.bin"
"""The intents with their phrases as they are read, written by `tools/make_words.py`."""

_SETS: Final = {"style": tuple(STYLE_NAMES), "ordinal": tuple(ORDINALS)}
"""The sets of phrases that the intents may name."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Resources:
    """The packaged words, ready for the core."""

    analyzer: Analyzer
    lightwords: frozenset[str]
    lexicon: Lexicon
    frequencies: Frequencies
    vectors: Vectors
    decision: Decision
    ranking: Signals[float]
    """What each signal weighs."""
    reading: ReadingWeights
    """What a reading weighs beside the signals."""
    reader_decision: Decision
    """The decision where passages are read."""
    general: frozenset[str]
    stemmers: Mapping[str, Callable[[str], str]]


@cache
def read_resources() -> Resources:
    """The packaged words, read once a process."""
    words = unpack(_packed() or pack(read_words()))
    coefficients = json.loads((RESOURCES / "coefficients.json").read_text(encoding="utf-8"))
    return Resources(
        Analyzer(_listed("stopwords.txt"), irregular=words.irregular, fixed=words.fixed),
        _listed("lightwords.txt"),
        words.lexicon,
        words.frequencies,
        Vectors(words.ranks, np.load(RESOURCES / "vectors.npy", mmap_mode="r")),
        read_decision(coefficients),
        Signals(**{name: float(coefficients["ranking"][name]) for name in SIGNALS}),
        ReadingWeights(**coefficients["with_reader"]["order"]),
        read_decision(coefficients["with_reader"]),
        words.general,
        _stemmers(),
    )


@cache
def read_intents() -> Intents:
    """What people say to the bot that is no question, read once a process."""
    words = read_resources()
    light = words.analyzer.stopwords | words.lightwords
    light = light.union(*(one.function_words for one in words.lexicon.translations.values()))
    with _nothing_collected():
        packed = _packed_intents()
        return Intents.read(
            packed["data"] if packed else read_yaml(RESOURCES / "intents.yaml"),
            _SETS,
            lambda form: form not in light and words.frequencies.mass(form) >= TELLING_MASS,
            unpack_phrases(packed) if packed else None,
        )


def pack_intents() -> dict[str, Any]:
    """What `resources/intents.yaml` holds, with its phrases as they are read, as an array of JSON."""
    data = read_yaml(RESOURCES / "intents.yaml")
    phrases = pack_phrases({text: Phrase.read(text, _SETS) for text in texts_of(data)})
    return {"intents": np.frombuffer(json.dumps({"data": data, **phrases}).encode(), np.uint8)}


def intents_label() -> str:
    """What packed intents depend on: their file, and the sets of phrases that it may name."""
    content = (RESOURCES / "intents.yaml").read_bytes() + json.dumps(_SETS).encode()
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _packed_intents() -> dict[str, Any] | None:
    """The packed intents; None where the file is not the one that they were made of."""
    if label_of(PACKED_INTENTS) != intents_label():
        return None
    try:
        packed: dict[str, Any] = json.loads(load_arrays(PACKED_INTENTS)[0]["intents"].tobytes())
    except (DamagedError, OSError):
        return None
    return packed


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """No garbage is looked for while many things are made that all stay: that takes as long as making them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cache
def read_other_languages() -> OtherLanguages:
    """The languages that are recognised, though questions in them are not read; read once a process."""
    return OtherLanguages.read(read_yaml(RESOURCES / "other_languages.yaml"))


def read_lines(path: Path | None = None) -> HelpLines:
    """Where people in danger can turn: the operator's lines, or else the packaged ones.

    Raises:
        HelpLinesError: the file can't be read, or an entry can't be used.
    """
    place = path or RESOURCES / "help_lines.yaml"
    try:
        return read_help_lines(read_yaml(place), str(place))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise HelpLinesError(f"{place}: can't be read as help lines ({str(error).splitlines()[0]})") from None


def read_words() -> Words:
    """The words as the files say that people write and extend."""
    data = {path.stem: read_yaml(path) for path in sorted((RESOURCES / "lexicon").glob("*.yaml"))}
    cardinals = {word: str(number) for word, number in data["numbers"]["cardinals"].items() if word != "one"}
    stopwords = _listed("stopwords.txt")
    analyzer = Analyzer(stopwords, irregular={**data["irregular"], **cardinals}, fixed=data["stems"])
    frequencies = read_frequencies((RESOURCES / "frequencies.txt").read_text(encoding="utf-8").splitlines())
    return Words(
        analyzer.irregular,
        analyzer.fixed,
        build_lexicon(data, analyzer, _stemmers()),
        frequencies,
        {word: place for place, word in enumerate(frequencies.zipf)},
        _general_words(data, stopwords | _listed("lightwords.txt")),
    )


@cache
def words_digest() -> str:
    """What stands for the packaged words by which articles are analysed: other words, another digest."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted([*RESOURCES.glob("*.txt"), *(RESOURCES / "lexicon").glob("*.yaml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def packed_label() -> str:
    """What packed words depend on: the files that they are made of, the stemmer, and the question languages."""
    return f"{words_digest()} PyStemmer {Stemmer.version()} {' '.join(LANGUAGES)}"


def _packed() -> Arrays | None:
    """The packed words; None where the files, or the stemmer, are not those that they were made of."""
    if label_of(PACKED) != packed_label():
        return None
    try:
        return load_arrays(PACKED)[0]
    except (DamagedError, OSError):
        return None


def _stemmers() -> dict[str, Callable[[str], str]]:
    """Stemmers of the question languages that are translated into English."""
    return {code: Stemmer.Stemmer(one.stemmer).stemWord for code, one in LANGUAGES.items() if code != "en"}


def _general_words(data: Mapping[str, Any], light: frozenset[str]) -> frozenset[str]:
    """Words that a misspelt one may stand for though no article has them: those of the lexicon, and function words."""
    groups = [*data["synonyms"]["groups"], *(one["from"] for one in data["synonyms"]["reach"])]
    single = {fold(entry) for group in groups for entry in group if " " not in entry}
    return frozenset(single | light | set(data["places"]))


def _listed(name: str) -> frozenset[str]:
    lines = (RESOURCES / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def read_translations(language: str) -> gettext.GNUTranslations:
    """The bot's own sentences in a language, as `make translations` compiled them."""
    with (RESOURCES / "locale" / language / "LC_MESSAGES" / "glmbot.mo").open("rb") as stream:
        return gettext.GNUTranslations(stream)


def read_yaml(path: Path) -> Any:
    """What a YAML file holds.

    Raises:
        OSError, ValueError, yaml.YAMLError: it can't be read as UTF-8, or as YAML.
    """
    text = path.read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader # nosec B506
