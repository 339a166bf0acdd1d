"""The packaged reader: a small cross-encoder, run by onnxruntime in one thread, loaded when it first reads.

Theory of operation. A passage is read alone, once: its states before each upper layer, its vector and its span keys are
kept. A question is read alone in the lower layers; in the upper ones its words look at the passages' states as well. So
a question costs its own few words times the passages, and a passage is paid for once. One graph serves both: a passage
is read with an empty memory. Shapes: memory [passages, layers, tokens, width], vectors [passages, width], keys
[passages, tokens, span]. `training/` makes the model; `resources/reader/CARD.md` has its data, licences and limits.
"""

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from glmbot.core.model import Passage, Span
from glmbot.core.ranking.reading import Reader, Reading
from glmbot.storage.resources import RESOURCES

_Floats = npt.NDArray[np.float32]
_Halves = npt.NDArray[np.float16]

FOLDER: Final = RESOURCES / "reader"
_PASSAGE_TOKENS: Final = 192
_QUESTION_TOKENS: Final = 48
_SPAN_TOKENS: Final = 40
_WINDOW_WORDS: Final = 120
_WHOLE_WORDS: Final = 150
_REMEMBERED: Final = 256
"""Passages that are kept once they were read, in half precision: some 350 kB each."""
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“(\[A-Z])|\n")


def open_reader(folder: Path = FOLDER) -> tuple[Reader | None, str]:
    """The packaged reader, and what it lacks: where it, or what runs it, is not installed, there is none."""
    missing = [name for name in ("onnxruntime", "tokenizers") if find_spec(name) is None]
    if not (folder / "model.onnx").is_file():
        missing.append(f"{folder}/model.onnx")
    return (None, " and ".join(missing)) if missing else (OnnxReader(folder), "")


@dataclass(frozen=True, eq=False)
class _Window:
    """A passage, or a part of a long one, read beforehand."""

    states: _Halves
    vector: _Halves
    keys: _Halves
    offsets: npt.NDArray[np.int64]
    """Where each token stands in the passage's text; -1 for those of the title."""

    def __len__(self) -> int:
        return len(self.offsets)


class OnnxReader:
    """A reader from a folder that holds `model.onnx` and `tokenizer.json`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._windows = lru_cache(maxsize=_REMEMBERED)(self._read_passage)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """One reading for each passage; of a long passage's windows the likeliest counts."""
        parts = [(i, part) for i, one in enumerate(passages) for part in self._windows(one.article.title, one.text)]
        if not parts:
            return []
        windows = [part for _, part in parts]
        longest = max(map(len, windows))
        memory = np.zeros((len(parts), *windows[0].states.shape[:1], longest, windows[0].states.shape[2]), np.float32)
        mask = np.zeros((len(parts), longest), np.int64)
        keys = np.zeros((len(parts), longest, windows[0].keys.shape[1]), np.float32)
        for row, part in enumerate(windows):
            memory[row, :, : len(part)], mask[row, : len(part)], keys[row, : len(part)] = part.states, 1, part.keys
        vectors = np.stack([part.vector for part in windows]).astype(np.float32)
        ids = _cut(self._tokenizer.encode(question).ids, _QUESTION_TOKENS)
        relevance, null, start, end = self._run(
            ("relevance", "null", "start", "end"), ids, (memory, mask, vectors, keys)
        )
        found: dict[int, Reading] = {}
        for row, (i, part) in enumerate(parts):
            if i not in found or relevance[row] > found[i].relevance:
                span, score = _best_span(start[row], end[row], part.offsets)
                found[i] = Reading(float(relevance[row]), span, score - 2 * float(null[row]))
        return [found[i] for i in range(len(passages))]

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - takes long to import, and may be missing

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        path = str(self._folder / "model.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer  # noqa: PLC0415 - the same

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _nothing(self) -> tuple[npt.NDArray[Any], ...]:
        """The empty memory with which a passage is read."""
        shapes = {one.name: one.shape for one in self._session.get_inputs()}
        layers, width, span = int(shapes["memory"][1]), int(shapes["memory"][3]), int(shapes["keys"][2])
        return (
            np.zeros((1, layers, 1, width), np.float32),
            np.zeros((1, 1), np.int64),
            np.zeros((1, width), np.float32),
            np.zeros((1, 1, span), np.float32),
        )

    def _run(self, wanted: Sequence[str], ids: Sequence[int], memory: Sequence[npt.NDArray[Any]]) -> Sequence[_Floats]:
        row = np.array([ids], np.int64)
        names = ("memory", "memory_mask", "vectors", "keys")
        given = {"input_ids": row, "attention_mask": np.ones_like(row), **dict(zip(names, memory, strict=True))}
        outputs: Sequence[_Floats] = self._session.run(list(wanted), given)
        return outputs

    def _read_passage(self, title: str, text: str) -> tuple[_Window, ...]:
        # One by one, so that no padding changes a figure.
        return tuple(self._read_window(title, text[start:end], start) for start, end in _windows_of(text))

    def _read_window(self, title: str, text: str, start: int) -> _Window:
        encoded = self._tokenizer.encode(f"{title}. {text}")
        shift = len(title) + 2
        ids = _cut(encoded.ids, _PASSAGE_TOKENS)
        states, vector, keys = self._run(("states", "vector", "span_keys"), ids, self._nothing)
        offsets = np.array(encoded.offsets[: len(ids)], np.int64).reshape(-1, 2) - shift
        is_text = (offsets[:, 0] >= 0) & (offsets[:, 1] > offsets[:, 0])
        if len(encoded.ids) > len(ids):
            is_text[-1] = False
        offsets = np.where(is_text[:, None], offsets + start, -1)
        half = np.float16
        return _Window(states[0].astype(half), vector[0].astype(half), keys[0].astype(half), offsets)


def _cut(ids: Sequence[int], most: int) -> list[int]:
    """At most so many tokens, the closing one among them."""
    return [*ids] if len(ids) <= most else [*ids[: most - 1], ids[-1]]


def _windows_of(text: str) -> Iterator[tuple[int, int]]:
    """A long text in windows of whole sentences that overlap by one; a short one whole."""
    if len(text.split()) <= _WHOLE_WORDS:
        yield 0, len(text)
        return
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    bounds = [*starts, len(text)]
    counts = [len(text[a:b].split()) for a, b in itertools.pairwise(bounds)]
    first = 0
    while first < len(counts):
        last, words = first, counts[first]
        while last + 1 < len(counts) and words + counts[last + 1] <= _WINDOW_WORDS:
            last += 1
            words += counts[last]
        yield bounds[first], bounds[last + 1]
        if last + 1 == len(counts):
            return
        first = max(last, first + 1)


def _best_span(start: _Floats, end: _Floats, offsets: npt.NDArray[np.int64]) -> tuple[Span | None, float]:
    """The likeliest span of a window, at most 40 tokens long, in code points of the passage, and its score."""
    inside = offsets[:, 0] >= 0
    if not inside.any():
        return None, -math.inf
    size = len(offsets)
    starts, ends = (np.where(inside, one[:size], -1e4) for one in (start, end))
    band = np.tri(size, dtype=np.bool_).T & ~np.tri(size, k=-_SPAN_TOKENS, dtype=np.bool_).T
    grid = np.where(band, starts[:, None] + ends[None, :], -math.inf)
    first, last = divmod(int(grid.argmax()), size)
    return Span(int(offsets[first, 0]), int(offsets[last, 1])), float(starts[first] + ends[last])
