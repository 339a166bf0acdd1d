"""Where a generated corpus lies, and what the measurements read of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

WARMING: Final = 20
"""Questions that are asked before any is measured."""


@dataclass(frozen=True)
class Asked:
    """A question, and its terms as they are searched: distinct, without function words and words of asking."""

    text: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A generated corpus in its folder."""

    folder: Path

    @property
    def articles(self) -> Path:
        """The folder of article files."""
        return self.folder / "articles"

    @property
    def index(self) -> Path:
        """The saved index."""
        return self.folder / "index"

    def keep_documents(self, terms: list[str], flat: np.ndarray, ends: np.ndarray) -> None:
        """Keep the numbers of the passages' terms, one passage after the other, and where each passage ends."""
        (self.folder / "terms.txt").write_text("\n".join(terms), encoding="utf-8")
        np.save(self.folder / "tokens.npy", flat)
        np.save(self.folder / "ends.npy", ends)

    def documents(self) -> list[list[str]]:
        """The terms of each passage."""
        terms = (self.folder / "terms.txt").read_text(encoding="utf-8").split("\n")
        flat = np.load(self.folder / "tokens.npy")
        made, start = [], 0
        for end in np.load(self.folder / "ends.npy").tolist():
            made.append([terms[number] for number in flat[start:end].tolist()])
            start = end
        return made

    def keep_questions(self, asked: list[Asked]) -> None:
        """Keep questions, the first of them for warming up."""
        listed = [[one.text, one.terms] for one in asked]
        (self.folder / "questions.json").write_text(json.dumps(listed), encoding="utf-8")

    def questions(self) -> tuple[list[Asked], list[Asked]]:
        """The questions that are measured, and those for warming up."""
        listed = json.loads((self.folder / "questions.json").read_text(encoding="utf-8"))
        asked = [Asked(text, tuple(terms)) for text, terms in listed]
        return asked[WARMING:], asked[:WARMING]

    def keep_expanded(self, queries: list[list[str]]) -> None:
        """Keep the terms of each question with all that may stand for its words."""
        (self.folder / "expanded.json").write_text(json.dumps(queries), encoding="utf-8")

    def expanded(self) -> list[list[str]]:
        """The terms of each question with all that may stand for its words."""
        queries: list[list[str]] = json.loads((self.folder / "expanded.json").read_text(encoding="utf-8"))
        return queries
