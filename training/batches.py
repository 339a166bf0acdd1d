"""Steps as tensors: tokens of passages and questions, pairs, and what is right."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

PASSAGE_TOKENS = 192
QUESTION_TOKENS = 48


@dataclass
class Batch:
    """One step; pairs are ordered by question."""

    passages: list[list[int]]
    questions: list[list[int]]
    pair_question: Tensor
    pair_passage: Tensor
    right: Tensor
    spans: Tensor  # [pairs, 2]: token places from 1, 0 for "no answer here", -100 for "not known"


def open_tokenizer(base: Path) -> Tokenizer:
    """The base's tokenizer without padding and cutting."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def shorten(ids: list[int], most: int) -> list[int]:
    """Cut to `most` tokens and keep the last one, which ends the text."""
    return ids if len(ids) <= most else [*ids[: most - 1], ids[-1]]


def batch(step: dict, tokenizer: Tokenizer) -> Batch:
    """Tokenise a step."""
    read = [tokenizer.encode(f"{title}. {text}") for title, text in step["passages"]]
    asked = [tokenizer.encode(question["text"]) for question in step["questions"]]
    question_of, passage_of, right, spans = [], [], [], []
    for i, question in enumerate(step["questions"]):
        for passage in question["candidates"]:
            good = passage in question["right"]
            place = [0, 0]
            if good:
                place = [-100, -100]
                if question["span"] and passage == question["right"][0]:
                    shift = len(step["passages"][passage][0]) + 2
                    start, end = (at + shift for at in question["span"])
                    inside = [
                        t
                        for t, (a, b) in enumerate(read[passage].offsets)
                        if a < end and b > start and b > a and t < PASSAGE_TOKENS - 1
                    ]
                    if inside:
                        place = [inside[0] + 1, inside[-1] + 1]
            question_of.append(i)
            passage_of.append(passage)
            right.append(float(good))
            spans.append(place)
    return Batch(
        [shorten(text.ids, PASSAGE_TOKENS) for text in read],
        [shorten(text.ids, QUESTION_TOKENS) for text in asked],
        torch.tensor(question_of),
        torch.tensor(passage_of),
        torch.tensor(right),
        torch.tensor(spans),
    )


def load(path: Path, tokenizer: Tokenizer, leave_out: str = "", share: float = 1.0) -> list[Batch]:
    """All steps of a file, but for an author's; of the domain's articles a share, chosen by a fixed draw."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if not leave_out or row.get("author") != leave_out]
    names = sorted({row["author"] + row["article"] for row in rows if "article" in row})
    random.Random(5).shuffle(names)
    kept = set(names[: round(len(names) * share)])
    return [batch(row, tokenizer) for row in rows if "article" not in row or row["author"] + row["article"] in kept]


def pad(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Rows of tokens as a padded tensor, and its mask."""
    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in rows])
    return ids, mask
