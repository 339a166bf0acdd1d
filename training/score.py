"""Read questions with passages by onnxruntime: what the product needs of the reader."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

PASSAGE_TOKENS = 192
QUESTION_TOKENS = 48
SPAN_TOKENS = 40

Floats = NDArray[np.float32]


class Read(NamedTuple):
    """What the reader makes of one passage; start and end count in the passage (0, 0: nothing found)."""

    relevance: float
    start: int
    end: int
    span: float
    null: float


class Passage(NamedTuple):
    """A passage, or a window of one, read beforehand."""

    states: Floats
    vector: Floats
    keys: Floats
    offsets: list[tuple[int, int]]
    first: int


def windows(text: str, most: int = 120) -> list[tuple[int, str]]:
    """A long text in windows of whole sentences that overlap by one, each with its offset."""
    if len(text.split()) <= most * 5 // 4:
        return [(0, text)]
    starts = [0, *(m.end() for m in re.finditer(r"[.!?][\"”’)]*\s+(?=[\"“(\[A-Z])|\n", text))]
    pieces = list(zip(starts, [*starts[1:], len(text)], strict=True))
    made: list[tuple[int, str]] = []
    first = 0
    while first < len(pieces):
        last = first
        while last + 1 < len(pieces) and len(text[pieces[first][0] : pieces[last + 1][1]].split()) <= most:
            last += 1
        made.append((pieces[first][0], text[pieces[first][0] : pieces[last][1]]))
        if last + 1 == len(pieces):
            break
        first = max(last, first + 1)
    return made


class Reader:
    """The network in a folder (model.onnx, tokenizer.json). Passages are read once and kept (`kept` of them)."""

    def __init__(self, folder: Path, threads: int = 1, kept: int = 2000) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        model = str(folder / "model.onnx")
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        shapes = {given.name: given.shape for given in self.session.get_inputs()}
        self.joint, self.width = int(shapes["memory"][1]), int(shapes["memory"][3])
        self.span = int(shapes["keys"][2])
        self.passage = lru_cache(maxsize=kept)(self.read_passage)

    def run(self, wanted: list[str], ids: list[int], memory: list[Floats]) -> list[Floats]:
        """One call of the graph."""
        row = np.array([ids], np.int64)
        names = ("memory", "memory_mask", "vectors", "keys")
        given = {"input_ids": row, "attention_mask": np.ones_like(row), **dict(zip(names, memory, strict=True))}
        return self.session.run(wanted, given)

    def read_passage(self, title: str, text: str) -> list[Passage]:
        """Read a passage's windows alone; they are read one by one, so that no padding changes a figure."""
        shift = len(title) + 2
        nothing = [
            np.zeros((1, self.joint, 1, self.width), np.float32),
            np.zeros((1, 1), np.int64),
            np.zeros((1, self.width), np.float32),
            np.zeros((1, 1, self.span), np.float32),
        ]
        made: list[Passage] = []
        for at, window in windows(text):
            read = self.tokenizer.encode(f"{title}. {window}")
            ids = read.ids[: PASSAGE_TOKENS - 1] + read.ids[-1:] if len(read.ids) > PASSAGE_TOKENS else read.ids
            states, vector, keys = self.run(["states", "vector", "span_keys"], ids, nothing)
            offsets = [
                (a - shift, b - shift) if a >= shift and b > a and i < PASSAGE_TOKENS - 1 else (-1, -1)
                for i, (a, b) in enumerate(read.offsets[: len(ids)])
            ]
            made.append(Passage(states[0], vector[0], keys[0], offsets, at))
        return made

    def read(self, question: str, passages: list[tuple[str, str]]) -> list[Read]:
        """Read the question with each (title, passage); of a passage's windows the likeliest counts."""
        ids = self.tokenizer.encode(question).ids
        ids = ids if len(ids) <= QUESTION_TOKENS else [*ids[: QUESTION_TOKENS - 1], ids[-1]]
        parts = [(i, part) for i, given in enumerate(passages) for part in self.passage(*given)]
        if not parts:
            return []
        longest = max(len(part.offsets) for _, part in parts)
        memory = np.zeros((len(parts), self.joint, longest, self.width), np.float32)
        mask = np.zeros((len(parts), longest), np.int64)
        keys = np.zeros((len(parts), longest, self.span), np.float32)
        for row, (_, part) in enumerate(parts):
            length = len(part.offsets)
            memory[row, :, :length], mask[row, :length], keys[row, :length] = part.states, 1, part.keys
        vectors = np.stack([part.vector for _, part in parts])
        relevance, null, start, end = self.run(
            ["relevance", "null", "start", "end"], ids, [memory, mask, vectors, keys]
        )
        best: dict[int, Read] = {}
        for row, (i, part) in enumerate(parts):
            if i not in best or relevance[row] > best[i].relevance:
                at, to, score = answer(start[row], end[row], part)
                best[i] = Read(float(relevance[row]), at, to, score, 2 * float(null[row]))
        return [best[i] for i in range(len(passages))]


def answer(start: Floats, end: Floats, part: Passage) -> tuple[int, int, float]:
    """The likeliest span of a window: offsets in the passage and score (to be set against `null`)."""
    inside = np.array([a >= 0 for a, _ in part.offsets])
    length = len(inside)
    if not inside.any():
        return 0, 0, -math.inf
    grid = np.where(inside, start[:length], -1e4)[:, None] + np.where(inside, end[:length], -1e4)[None, :]
    grid = np.where(np.triu(np.ones_like(grid)) - np.triu(np.ones_like(grid), SPAN_TOKENS) > 0, grid, -1e9)
    first, last = divmod(int(grid.argmax()), length)
    return part.first + part.offsets[first][0], part.first + part.offsets[last][1], float(grid[first, last])
