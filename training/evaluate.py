"""Measure a reader on the evaluation's questions (never for training).

python evaluate.py --reader FOLDER --evaluation tests/evaluation [--domain ARTICLES/a6] [--top 0]
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import yaml
from articles import Article, ranker, read_article, words
from score import Read, Reader

ANSWERED = ("exact", "paraphrase", "noshare", "chatty", "typo", "abbrev", "spanish", "french", "multipart")
NOT = ("near", "false-premise")


def area(high: list[float], low: list[float]) -> float:
    """How often a value of the first kind is above one of the second."""
    if not high or not low:
        return float("nan")
    a, b = np.array(high)[:, None], np.array(low)[None, :]
    return float(((a > b) + 0.5 * (a == b)).mean())


def value(read: Read, weight: float) -> float:
    """Relevance, and how much likelier a span is than none."""
    return read.relevance + weight * float(np.clip(read.span - read.null, -20, 20))


class Tally:
    """Counts of one set of questions."""

    def __init__(self) -> None:
        self.hits: dict[str, list[bool]] = defaultdict(list)
        self.tops: dict[str, list[float]] = defaultdict(list)
        self.good: list[float] = []
        self.bad: list[float] = []

    def add(self, kind: str, right: bool | None, top: float) -> None:
        """One question."""
        self.tops[kind].append(top)
        if right is not None:
            self.hits[kind].append(right)
            (self.good if right else self.bad).append(top)

    def line(self, name: str) -> str:
        """The figures."""
        hits = [hit for found in self.hits.values() for hit in found]
        high = [top for kind in self.hits for top in self.tops[kind]]
        near = [top for kind in ("near", "false-premise", "premise") for top in self.tops[kind]]
        off = self.tops["off-topic"]
        kinds = ", ".join(f"{kind} {sum(found)}/{len(found)}" for kind, found in sorted(self.hits.items()))
        return (
            f"{name}: first {np.mean(hits) if hits else 0:.3f} of {len(hits)}; AUC near {area(high, near):.3f} "
            f"({len(near)}), off {area(high, off):.3f} ({len(off)}), right-first against wrong-first and near "
            f"{area(self.good, self.bad + near):.3f}; {kinds}"
        )


def ask(reader: Reader, question: str, pool: list[tuple[str, int, str, str]], top: int, weight: float):
    """The best passage's (article, index) and value; `top` > 0: of BM25's best ones only."""
    if top and len(pool) > top:
        scores = ranker([f"{title}. {text}" for _, _, title, text in pool]).get_scores(words(question))
        pool = [pool[i] for i in scores.argsort()[::-1][:top]]
    reads = reader.read(question, [(title, text) for _, _, title, text in pool])
    values = [value(read, weight) for read in reads]
    best = int(np.argmax(values))
    return pool[best][:2], values[best], reads[best]


def passages(articles: list[Article]) -> list[tuple[str, int, str, str]]:
    """All passages: article, index, title, text."""
    return [(a.name, i, a.title, text) for a in articles for i, text in enumerate(a.passages)]


def suite(reader: Reader, folder: Path, top: int, weight: float, only: str) -> None:
    """The question files of suite.yaml."""
    groups: dict[str, Tally] = defaultdict(Tally)
    for entry in yaml.safe_load((folder / "suite.yaml").read_text(encoding="utf-8"))["suite"]:
        content = yaml.safe_load((folder / entry["questions"]).read_text(encoding="utf-8"))
        if "questions" not in content or only not in entry["questions"]:
            continue
        found = sorted((folder / entry["corpus"]).rglob("*.md"))
        articles = [read_article(path) for path in found if path.name != "README.md"]
        tally = Tally()
        for row in content["questions"]:
            kind = row["kind"]
            named = row.get("article", content.get("article"))
            within = row.get("corpus")
            pool = passages([a for a in articles if not within or any(a.name.endswith(n) for n in within)])
            home = [a for a in articles if named and a.name.endswith(named)] or articles[:1]
            right = None
            if row["gold"] and kind in ANSWERED:
                wanted = {(home[0].name, home[0].numbers[number]) for number in row["gold"]}
                where, best, _ = ask(reader, row["question"], pool, top, weight)
                right = where in wanted
            elif kind in (*NOT, "off-topic") and not row["gold"] and "fact" not in row:
                _, best, _ = ask(reader, row["question"], pool, top, weight)
            else:
                continue
            for group in (tally, groups["all"], groups["given" if "corpus" in entry["corpus"] else "invented"]):
                group.add(kind, right, best)
        print(tally.line(entry["questions"].removesuffix(".yaml")), flush=True)
    for name, tally in groups.items():
        print(tally.line(name), flush=True)


def author(reader: Reader, folder: Path, weight: float, top: int = 8) -> list[str]:
    """A left-out author's articles: first among the article's passages, and among all of the author's by BM25."""
    articles = [read_article(path.with_suffix(".md")) for path in sorted(folder.glob("*.questions"))]
    everything = passages(articles)
    index = ranker([f"{title}. {text}" for _, _, title, text in everything])
    own, wide = Tally(), Tally()
    overlap, exact = [], []
    for article in articles:
        for line in (folder / f"{article.name}.questions").read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            kind, numbers, question, answer = (part.strip() for part in line.split("|"))
            answered = kind not in ("near", "premise")
            wanted = {(article.name, article.numbers[int(n)]) for n in numbers.split(",")} if answered else set()
            where, best, read = ask(reader, question, passages([article]), 0, weight)
            own.add(kind, where in wanted if answered else None, best)
            if (
                answered
                and where in wanted
                and answer
                and where == (article.name, article.numbers[int(numbers.split(",")[0])])
            ):
                text = article.passages[where[1]]
                given, gold = words(text[read.start : read.end]), words(answer)
                common = len(set(given) & set(gold))
                overlap.append(2 * common / max(1, len(set(given)) + len(set(gold))))
                exact.append(text[read.start : read.end] == answer)
            scores = index.get_scores(words(question))
            pool = [everything[i] for i in scores.argsort()[::-1][:top]]
            where, best, _ = ask(reader, question, pool, 0, weight)
            wide.add(kind, where in wanted if answered else None, best)
    span = f"span where the passage is right: F1 {np.mean(overlap):.3f}, to the letter {np.mean(exact):.3f}"
    return [own.line("own article"), wide.line(f"BM25's {top} of all"), span]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--evaluation", type=Path)
    parser.add_argument("--domain", type=Path)
    parser.add_argument("--top", type=int, default=0)
    parser.add_argument("--span-weight", type=float, default=0.0)
    parser.add_argument("--only", default="", help="only question files whose name holds this")
    given = parser.parse_args()
    reader = Reader(given.reader, kept=100000)
    if given.evaluation:
        suite(reader, given.evaluation, given.top, given.span_weight, given.only)
    if given.domain:
        print("\n".join(author(reader, given.domain, given.span_weight)))


if __name__ == "__main__":
    main()
