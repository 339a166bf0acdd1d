"""Reads the packaged words: stop words, lexicon, frequencies, vectors, and the coefficients of ranking and decision."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import Stemmer
import yaml

from glmbot.core.analysis import Analyzer, fold
from glmbot.core.decision import Decision, read_decision
from glmbot.core.evidence import SIGNALS
from glmbot.core.frequencies import Frequencies, read_frequencies
from glmbot.core.lexicon import Lexicon, build_lexicon
from glmbot.core.vectors import Vectors

RESOURCES: Final = Path(__file__).parent / "resources"
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LANGUAGES: Final = {"es": "spanish", "fr": "french"}


@dataclass(frozen=True)
class Vocabulary:
    """The packaged words, ready for the core."""

    analyzer: Analyzer
    lightwords: frozenset[str]
    lexicon: Lexicon
    frequencies: Frequencies
    vectors: Vectors
    decision: Decision
    ranking: tuple[float, ...]
    general: frozenset[str]
    stemmers: Mapping[str, Callable[[str], str]]


@cache
def read_vocabulary() -> Vocabulary:
    """The packaged words, read once a process."""
    data = {path.stem: _load(path) for path in sorted((RESOURCES / "lexicon").glob("*.yaml"))}
    cardinals = {word: str(number) for word, number in data["numbers"]["cardinals"].items() if word != "one"}
    stopwords = _words("stopwords.txt")
    analyzer = Analyzer(stopwords, irregular={**data["irregular"], **cardinals}, fixed=data["stems"])
    stemmers = {name: Stemmer.Stemmer(language).stemWord for name, language in _LANGUAGES.items()}
    frequencies = read_frequencies((RESOURCES / "frequencies.txt").read_text(encoding="utf-8").splitlines())
    lexicon = build_lexicon(data, analyzer, stemmers)
    lightwords = _words("lightwords.txt")
    coefficients = json.loads((RESOURCES / "coefficients.json").read_text(encoding="utf-8"))
    rows = {word: place for place, word in enumerate(frequencies.zipf)}
    return Vocabulary(
        analyzer,
        lightwords,
        lexicon,
        frequencies,
        Vectors(rows, np.load(RESOURCES / "vectors.npy", mmap_mode="r")),
        read_decision(coefficients),
        tuple(float(coefficients["ranking"][name]) for name in SIGNALS),
        _general_words(data, stopwords | lightwords),
        stemmers,
    )


def _general_words(data: Mapping[str, Any], light: frozenset[str]) -> frozenset[str]:
    """Words that a misspelt one may stand for though no article has them: those of the lexicon, and function words."""
    groups = [*data["synonyms"]["groups"], *(one["from"] for one in data["synonyms"]["reach"])]
    single = {fold(entry) for group in groups for entry in group if " " not in entry}
    return frozenset(single | light | set(data["places"]))


def _words(name: str) -> frozenset[str]:
    lines = (RESOURCES / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _load(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 - a safe loader
