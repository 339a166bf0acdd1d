"""Make the training steps: passages, questions on them, which passage answers, and where.

    python pairs.py --domain ARTICLES --general DATA --xquad XQUAD --out STEPS

Twins (two questions in the same words, of which the article answers one) make steps of their own. Each step is one JSON line: {"passages": [[title, text]], "questions": [{"text", "candidates", "right", "span"}]};
`candidates` and `right` are indices of passages, `span` is [start, end] in the first right passage or null.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from articles import Article, ranker, read_article, words
from score import windows

UNANSWERED = ("near", "premise", "no")
KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]


@dataclass
class Question:
    """A question on a document: indices of the right passages (none: not answered) and the span in the first."""

    text: str
    right: list[int]
    span: tuple[int, int] | None = None
    negatives: list[int] = field(default_factory=list)
    twin: Question | None = None
    """The answered question in the same words: its passages are the hardest to tell from an answer."""


@dataclass
class Document:
    """Passages with titles, and the questions on them."""

    passages: list[tuple[str, str]]
    questions: list[Question]


def typo(text: str, rng: random.Random) -> str:
    """Misspell one or two words."""
    parts = text.split(" ")
    long = [i for i, part in enumerate(parts) if len(part) > 4 and part.isalpha()]
    for i in rng.sample(long, min(len(long), rng.choice((1, 1, 2)))):
        word, at = parts[i], rng.randrange(1, len(parts[i]) - 1)
        row = next((row for row in KEYS if word[at].lower() in row), "aeiou")
        parts[i] = rng.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at] + word[at:],
                word[:at] + rng.choice(row) + word[at + 1 :],
            )
        )
    return " ".join(parts)


def worn(text: str, rng: random.Random) -> str:
    """The question as it might be typed: now and then without its mark or with an error."""
    if rng.random() < 0.3:
        text = text.rstrip(" ?.")
    if rng.random() < 0.08:
        text = typo(text, rng)
    return text


def placed(text: str, answer: str, near: int | None = None) -> tuple[int, int] | None:
    """Where the answer stands in the text: at a word's edge if it can."""
    if not answer:
        return None
    found = [m.start() for m in re.finditer(re.escape(answer), text)]
    edges = [at for at in found if re.search(r"(?<!\w)" + re.escape(answer) + r"(?!\w)", text[at and at - 1 :])]
    found = edges or found
    if not found:
        return None
    at = min(found, key=lambda at: abs(at - near)) if near is not None else found[0]
    return at, at + len(answer)


def cut(title: str, passages: list[str], questions: list[Question]) -> Document:
    """Cut long passages into windows; the right one is that with the answer, or else all of the passage's."""
    pieces: list[tuple[str, str]] = []
    where: list[list[tuple[int, int, int]]] = []
    for text in passages:
        made = windows(text)
        where.append([(len(pieces) + i, at, at + len(piece)) for i, (at, piece) in enumerate(made)])
        pieces += [(title, piece) for _, piece in made]
    for question in questions:
        right, span = [], None
        for order, passage in enumerate(question.right):
            spots = where[passage]
            if order == 0 and question.span:
                start, end = question.span
                holding = [spot for spot in spots if spot[1] <= start and end <= spot[2]]
                if holding:
                    spots, span = holding, (start - holding[0][1], end - holding[0][1])
            right += [spot[0] for spot in spots]
        question.right, question.span = right, span
    return Document(pieces, questions)


def mine(document: Document, guests: list[tuple[str, str]], most: int, few: int) -> None:
    """Give each question its hardest negatives by BM25: of its document, and one guest in another document's place."""
    everything = document.passages + guests
    own = len(document.passages)
    index = ranker([f"{title}. {text}" for title, text in everything])

    for question in document.questions:
        scores = index.get_scores(words(question.text))
        order = sorted(range(own), key=lambda i: -scores[i])
        negatives = [i for i in order if i not in question.right]
        if question.twin:
            negatives.sort(key=lambda i, twin=question.twin: i not in twin.right)
        wanted = most if question.right else few
        question.negatives = negatives[: wanted - bool(guests and question.right)]
        if guests and question.right:
            question.negatives.append(max(range(own, len(everything)), key=lambda i: scores[i]))
    document.passages = everything


def steps(document: Document, size: int, rng: random.Random, passages: int) -> list[dict]:
    """Questions in groups of `size` that share at most `passages` passages."""
    made: list[dict] = []
    group: list[Question] = []
    used: set[int] = set()

    def close() -> None:
        if not group:
            return
        order = sorted(used)
        place = {passage: i for i, passage in enumerate(order)}
        made.append(
            {
                "passages": [document.passages[i] for i in order],
                "questions": [
                    {
                        "text": worn(q.text, rng),
                        "candidates": [place[i] for i in [*q.right, *q.negatives]],
                        "right": [place[i] for i in q.right],
                        "span": q.span,
                    }
                    for q in group
                ],
            }
        )
        group.clear()
        used.clear()

    for question in document.questions:
        needed = {*question.right, *question.negatives}
        if not needed:
            continue
        if group and (len(group) >= size or len(used | needed) > passages):
            close()
        group.append(question)
        used |= needed
    close()
    return made


def domain_documents(folder: Path, suffix: str, rng: random.Random) -> list[tuple[str, str, Document]]:
    """The invented articles with their questions, by author; guests are passages of the author's other articles."""
    found: list[tuple[str, str, Document]] = []
    for author in sorted({path.parent for path in folder.rglob("*.questions")}):
        articles = [read_article(path.with_suffix(".md")) for path in sorted(author.glob("*.questions"))]
        pool = [(a, (a.title, piece)) for a in articles for text in a.passages for _, piece in windows(text)]
        index = ranker([f"{title}. {text}" for _, (title, text) in pool])
        for article in articles:
            questions = article_questions(article, author / f"{article.name}{suffix}")
            document = cut(article.title, article.passages, questions)
            votes: Counter[int] = Counter()

            for question in questions:
                scores = index.get_scores(words(question.text))
                others = [i for i in scores.argsort()[::-1][:12] if pool[i][0] is not article]
                votes.update(int(i) for i in others[:2])
            guests = [pool[i][1] for i, _ in votes.most_common(4)]
            rng.shuffle(document.questions)
            mine(document, guests, 3, 3)
            found.append((author.name, article.name, document))
    return found


def article_questions(article: Article, path: Path) -> list[Question]:
    """Read `kind | paragraph | question | answer` lines."""
    made: list[Question] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        kind, numbers, text, answer = (part.strip() for part in line.split("|"))
        if kind in UNANSWERED:
            made.append(Question(text, [], twin=made[-1] if kind == "no" else None))
            continue
        right = list(dict.fromkeys(article.numbers[int(number)] for number in numbers.split(",")))
        made.append(Question(text, right, placed(article.passages[right[0]], answer)))
    return made


def squad(path: Path, xquad: Path, rng: random.Random) -> list[Document]:
    """SQuAD 2.0 without XQuAD's paragraphs; five neighbouring paragraphs are one document."""
    barred = {
        re.sub(r"\W+", "", paragraph["context"])[:200]
        for article in json.loads(xquad.read_text(encoding="utf-8"))["data"]
        for paragraph in article["paragraphs"]
    }
    made: list[Document] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article["title"].replace("_", " ")
        kept = [p for p in article["paragraphs"] if re.sub(r"\W+", "", p["context"])[:200] not in barred]
        for at in range(0, len(kept), 5):
            part = kept[at : at + 5]
            questions: list[Question] = []
            for i, paragraph in enumerate(part):
                for asked in paragraph["qas"]:
                    if asked["is_impossible"]:
                        questions.append(Question(asked["question"], []))
                    else:
                        answer = min(asked["answers"], key=lambda a: len(a["text"]))
                        span = (answer["answer_start"], answer["answer_start"] + len(answer["text"]))
                        questions.append(Question(asked["question"], [i], span))
            rng.shuffle(questions)
            document = cut(title, [p["context"] for p in part], questions)
            mine(document, [], 3, 2)
            made.append(document)
    return made


def boolq(paths: list[Path], limit: int, rng: random.Random) -> list[Document]:
    """BoolQ; each question with the likest passages of a hundred others."""
    rows = [row for path in paths for row in json.loads(path.read_text(encoding="utf-8"))]
    rng.shuffle(rows)
    made: list[Document] = []
    for at in range(0, min(limit, len(rows)), 12):
        part = rows[at : at + 12]
        questions = [Question(row["question"], [i]) for i, row in enumerate(part)]
        passages = [(row["title"], windows(row["passage"])[0][1]) for row in part]
        document = Document(passages, questions)
        mine(document, [], 3, 3)
        made.append(document)
    return made


def covid(path: Path, rng: random.Random) -> list[Document]:
    """COVID-QA: papers cut into pieces."""
    made: list[Document] = []
    for paper in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in paper["paragraphs"]:
            text = paragraph["context"]
            title = text.split("\n", 1)[0][:120]
            blocks = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+(?:\n(?!\n)[^\n]+)*", text)]
            blocks = [(at, block) for at, block in blocks if len(block.split()) > 25]
            questions: list[Question] = []
            for asked in paragraph["qas"]:
                answer = asked["answers"][0]
                start = answer["answer_start"] + len(answer["text"]) - len(answer["text"].lstrip())
                end = start + len(answer["text"].strip())
                for i, (at, block) in enumerate(blocks):
                    if at <= start and end <= at + len(block) and end - start < 200:
                        questions.append(Question(asked["question"], [i], (start - at, end - at)))
            if questions:
                document = cut(title, [block for _, block in blocks], questions)
                mine(document, [], 2, 2)
                made.append(document)
    rng.shuffle(made)
    return made


def policies(path: Path, limit: int, rng: random.Random) -> list[Document]:
    """PolicyQA: a policy's segments; a question asked of several is answered by each of them."""
    made: list[Document] = []
    for policy in json.loads(path.read_text(encoding="utf-8"))["data"]:
        texts = [paragraph["context"] for paragraph in policy["paragraphs"]]
        asked: dict[str, Question] = {}
        for i, paragraph in enumerate(policy["paragraphs"]):
            for row in paragraph["qas"]:
                question = asked.setdefault(row["question"], Question(row["question"], []))
                if i not in question.right:
                    question.right.append(i)
                if question.span is None and question.right[0] == i:
                    answer = row["answers"][0]
                    question.span = (answer["answer_start"], answer["answer_start"] + len(answer["text"]))
        questions = [question for question in asked.values() if len(question.right) <= 2]
        rng.shuffle(questions)
        document = cut(policy["title"], texts, questions[:limit])
        mine(document, [], 3, 3)
        made.append(document)
    return made


def main() -> None:
    """Write domain.jsonl, twins.jsonl and general.jsonl."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--domain", type=Path, required=True)
    parser.add_argument("--general", type=Path, required=True)
    parser.add_argument("--xquad", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=17)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    for name, suffix in (("domain", ".questions"), ("twins", ".twins")):
        with (given.out / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for author, article, document in domain_documents(given.domain, suffix, rng):
                for step in steps(document, 31, rng, 40):
                    out.write(json.dumps({"source": name, "author": author, "article": article, **step}) + "\n")
    general = {
        "squad": squad(given.general / "squad2_dev_half.json", given.xquad, rng),
        "boolq": boolq([given.general / f"boolq_{part}.json" for part in ("dev", "test")], 1800, rng),
        "covid": covid(given.general / "covidqa_200423.json", rng),
        "policy": policies(given.general / "policyqa_test.json", 40, rng),
    }
    rows = [
        {"source": source, **step}
        for source, documents in general.items()
        for document in documents
        for step in steps(document, 26, rng, 13)
    ]
    rng.shuffle(rows)
    with (given.out / "general.jsonl").open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
