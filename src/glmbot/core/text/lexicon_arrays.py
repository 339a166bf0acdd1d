"""Packed words: lexicon and frequencies as arrays, which a file maps into memory, so that a start reads few of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from glmbot.core.text.frequencies import Frequencies
from glmbot.core.text.lexicon import Alternative, Expression, Lexicon, Phrase, Translation
from glmbot.core.text.strings import Groups, Lookup, Strings

Arrays = Mapping[str, npt.NDArray[Any]]

_SETS: Final = ("capitals", "offices", "heads", "bodies", "abstract", "places")
"""The fields of a lexicon that are sets of strings."""


@dataclass(frozen=True)
class Words:
    """The word files, parsed: all that depends on them."""

    irregular: Mapping[str, str]
    """Irregular forms with their lemmas."""
    fixed: Mapping[str, str]
    """Terms used in place of the stem."""
    lexicon: Lexicon
    frequencies: Frequencies
    ranks: Mapping[str, int]
    """The frequency rank of each word, from 0: the row of its vector."""
    general: frozenset[str]
    """Words that a misspelt one may stand for though no article has them."""


def pack(words: Words) -> dict[str, npt.NDArray[Any]]:
    """The arrays of words; `unpack` is the inverse."""
    lexicon = words.lexicon
    alternatives = lexicon.alternatives
    labels = list(dict.fromkeys((one.weight, one.origin) for one in chain.from_iterable(alternatives.values())))
    links: dict[str, Mapping[str, Sequence[str]]] = {
        "alternatives": {key: [one.key for one in listed] for key, listed in alternatives.items()}
    }
    for name, translation in lexicon.translations.items():
        links |= {f"{name}.words": translation.words, f"{name}.stems": translation.stems}
    strings = Strings.of(chain.from_iterable((key, *to) for found in links.values() for key, to in found.items()))
    counted = Strings.of(words.ranks)
    rest = {
        "irregular": dict(words.irregular),
        "fixed": dict(words.fixed),
        "general": sorted(words.general),
        "kinds": labels,
        "phrases": [[one.pattern.say, one.pattern.needles, one.keys] for one in lexicon.phrases],
        "slang": dict(lexicon.slang),
        "antonyms": {key: sorted(others) for key, others in lexicon.antonyms.items()},
        "sets": {name: sorted(getattr(lexicon, name)) for name in _SETS},
        "translations": {name: [sorted(one.function_words), one.longest] for name, one in lexicon.translations.items()},
        "longest": [lexicon.longest_key, lexicon.longest_slang],
    }
    return {
        **_string_arrays("strings", strings),
        **{f"{name}.{part}": array for name, found in links.items() for part, array in _link_arrays(strings, found)},
        "alternatives.kinds": np.array(
            [labels.index((one.weight, one.origin)) for key in strings for one in alternatives.get(key, ())], np.uint8
        ),
        **_string_arrays("frequencies", counted),
        "frequencies.hundredths": np.array([round(words.frequencies.of(word) * 100) for word in counted], np.int16),
        "frequencies.ranks": np.array([words.ranks[word] for word in counted], np.int32),
        "rest": np.frombuffer(json.dumps(rest).encode(), np.uint8),
    }


def unpack(arrays: Arrays) -> Words:
    """The words of the arrays that `pack` made; an entry is read when it is first asked for."""
    rest = json.loads(arrays["rest"].tobytes())
    strings = Strings(arrays["strings.ends"], arrays["strings.data"])
    counted = Strings(arrays["frequencies.ends"], arrays["frequencies.data"])
    hundredths, ranks = arrays["frequencies.hundredths"], arrays["frequencies.ranks"]
    longest_key, longest_slang = rest["longest"]
    lexicon = Lexicon(
        alternatives=_alternatives(strings, arrays, rest["kinds"]),
        phrases=tuple(Phrase(Expression(say, tuple(needles)), tuple(keys)) for say, needles, keys in rest["phrases"]),
        slang=rest["slang"],
        antonyms={key: frozenset(others) for key, others in rest["antonyms"].items()},
        **{name: frozenset(members) for name, members in rest["sets"].items()},
        translations={
            name: Translation(
                _links(strings, arrays, f"{name}.words"),
                _links(strings, arrays, f"{name}.stems"),
                frozenset(function_words),
                longest,
            )
            for name, (function_words, longest) in rest["translations"].items()
        },
        longest_key=longest_key,
        longest_slang=longest_slang,
    )
    return Words(
        rest["irregular"],
        rest["fixed"],
        lexicon,
        Frequencies(Lookup(counted, lambda row: int(hundredths[row]) / 100)),
        Lookup(counted, lambda row: int(ranks[row])),
        frozenset(rest["general"]),
    )


def _string_arrays(name: str, strings: Strings) -> dict[str, npt.NDArray[Any]]:
    return {f"{name}.ends": strings.ends, f"{name}.data": strings.data}


def _link_arrays(strings: Strings, links: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, npt.NDArray[Any]]]:
    """For each string of the table the rows of those that it leads to, in their order."""
    groups = [[strings.find(to) for to in links.get(text, ())] for text in strings]
    yield "starts", np.array([0, *accumulate(map(len, groups))], np.int32)
    yield "members", np.array(list(chain.from_iterable(groups)), np.int32)


def _links(strings: Strings, arrays: Arrays, name: str) -> Mapping[str, Sequence[str]]:
    groups = Groups(arrays[f"{name}.starts"], arrays[f"{name}.members"])
    return Lookup(strings, lambda row: tuple(strings[int(to)] for to in groups[row]) or None)


def _alternatives(
    strings: Strings, arrays: Arrays, labels: Sequence[tuple[float, Any]]
) -> Mapping[str, tuple[Alternative, ...]]:
    starts = arrays["alternatives.starts"]
    to = Groups(starts, arrays["alternatives.members"])
    how = Groups(starts, arrays["alternatives.kinds"])

    def make(row: int) -> tuple[Alternative, ...] | None:
        pairs = zip(to[row].tolist(), how[row].tolist(), strict=True)
        return tuple(Alternative(strings[key], *labels[label]) for key, label in pairs) or None

    return Lookup(strings, make)
