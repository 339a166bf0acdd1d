"""Passages as the rows of a collection: what a search needs, what ranking reads, and the text, in pieces.

An article's rows hold its whole body: each has the text from the end of the passage before to the end of its own, the
last one to the end of the body. Rows depend on nothing but their article and the mean length they were made with, so
that other articles may come and go.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np

from glmbot.core.index.arrays import IndexArrays
from glmbot.core.index.bounds import passage_vector
from glmbot.core.index.embedded import EmbeddedEngine
from glmbot.core.index.passage_block import PassageRow
from glmbot.core.model import Article
from glmbot.core.text.strings import Strings

ROW_FORMAT: Final = 1
"""Changes with the meaning of the rows."""
PIECE: Final = 16_000
"""Characters of a piece: no more than 64,000 bytes, which a column of text takes."""
PIECES: Final = 4096
LABELS: Final = 1024
FIELDS: Final = ("article", "place", "row", "text")
"""What is read of a row."""

_BARE: Final = 0
"""The dimension of no term: a vector may not be empty."""
_DIMENSIONS: Final = (1 << 32) - 3


def dimension(term: str) -> int:
    """The dimension of a term, the same for ever; two terms may share one, which only makes products greater."""
    return (
        1 + int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()) % _DIMENSIONS
    )


def label_number(label: str) -> int:
    """The number that stands for a jurisdiction or a topic, of 63 bits."""
    return int.from_bytes(hashlib.blake2b(label.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def stored_key(article: Article) -> int:
    """The number of 64 bits under which an article's rows stand: another text or label, another number."""
    content = json.dumps([article.key, article.jurisdictions, article.topics]).encode()
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest())


def row_name(stored: int, place: int) -> str:
    """The name of a row."""
    return f"{stored:016x}-{place}"


def rows_of(
    article: Article, number: int, arrays: IndexArrays, engine: EmbeddedEngine, mean_length: float
) -> Iterator[dict[str, Any]]:
    """The rows of an article, by its number in the index; vectors are made with a mean length."""
    first, last = arrays.articles.passages[number : number + 2].tolist()
    stored, body, begun = stored_key(article), article.body, 0
    same = {
        "article": f"{stored:016x}",
        "day": article.date.toordinal(),
        "jurisdictions": [label_number(one) for one in article.jurisdictions],
        "topics": [label_number(one) for one in article.topics],
    }
    for place, passage in enumerate(range(first, last)):
        row = engine.row(passage)
        until = row.end if passage + 1 < last else len(body)
        counts = Counter(engine.statistics.vocabulary.take(arrays.forms.terms[row.tokens]))
        vector = passage_vector(counts, len(row.tokens), mean_length)
        yield same | {
            "passage": row_name(stored, place),
            "place": place,
            "terms": _summed(vector),
            "row": _pieces(json.dumps(_packed(row, begun, arrays.forms.strings), ensure_ascii=False)),
            "text": _pieces(body[begun:until]),
        }
        begun = until
    if first == last:
        yield same | {
            "passage": row_name(stored, -1), "place": -1, "terms": {_BARE: 1.0}, "row": [], "text": _pieces(body),
        }  # fmt: skip


def read_row(row: Mapping[str, Any], article: int, forms: Strings) -> PassageRow | None:
    """The passage of a row, as the catalogue numbers its forms; None where one of them is not there."""
    start, end, first, count, begun, starts, ends, sentences = json.loads("".join(row["row"]))
    tokens, cuts = [], [0]
    for sentence in sentences:
        for form in sentence.split(" "):
            if (found := forms.find(form)) is None:
                return None
            tokens.append(found)
        cuts.append(len(tokens))
    return PassageRow(
        article=article,
        start=start,
        end=end,
        first=first,
        count=count,
        starts=np.array(starts, dtype=np.int32),
        ends=np.array(ends, dtype=np.int32),
        cuts=np.array(cuts, dtype=np.int64),
        tokens=np.array(tokens, dtype=np.int32),
        text="".join(row["text"])[start - begun : end - begun],
    )


def body_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """The body of the article that has these rows."""
    return "".join(piece for row in sorted(rows, key=lambda one: int(one["place"])) for piece in row["text"])


def _packed(row: PassageRow, begun: int, forms: Strings) -> list[Any]:
    words = forms.take(row.tokens)
    cuts = row.cuts.tolist()
    sentences = [" ".join(words[first:last]) for first, last in pairwise(cuts)]
    return [row.start, row.end, row.first, row.count, begun, row.starts.tolist(), row.ends.tolist(), sentences]


def _summed(vector: Mapping[str, float]) -> dict[int, float]:
    summed: dict[int, float] = {}
    for term, value in vector.items():
        summed[dimension(term)] = summed.get(dimension(term), 0.0) + value
    return summed or {_BARE: 1.0}


def _pieces(text: str) -> list[str]:
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
