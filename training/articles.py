"""Article files: paragraphs, and the passages that are made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from rank_bm25 import BM25Plus
from Stemmer import Stemmer

STEM = Stemmer("english")
LIGHT = frozenset(
    "a an the of in on at to for from by with and or is are was were be been did do does has have had it its this "
    "that these those what which who whom when where why how there their they he she his her".split()
)


@dataclass
class Article:
    """A title and its passages; `numbers` maps a paragraph's number (from 1) to its passage's index."""

    name: str
    title: str
    passages: list[str]
    numbers: dict[int, int] = field(default_factory=dict)


def words(text: str) -> list[str]:
    """Stemmed words without the lightest ones."""
    found = re.findall(r"\w+", text.lower())
    return STEM.stemWords([word for word in found if word not in LIGHT])


def ranker(texts: list[str]) -> BM25Plus:
    """BM25 over these texts."""
    return BM25Plus([words(text) or ["-"] for text in texts])


def read_article(path: Path) -> Article:
    """Read one article; a paragraph that ends with a colon is joined with the one after it."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    paragraphs = [
        block.strip()
        for block in re.split(r"\n\s*\n", body.strip())
        if block.strip() and not block.lstrip().startswith("#")
    ]
    passages: list[str] = []
    numbers: dict[int, int] = {}
    for number, paragraph in enumerate(paragraphs, 1):
        if passages and passages[-1].endswith(":"):
            passages[-1] += "\n" + paragraph
        else:
            passages.append(paragraph)
        numbers[number] = len(passages) - 1
    return Article(path.stem, str(yaml.safe_load(head)["title"]), passages, numbers)
