"""Names what is wrong in form in an author's articles and questions: python training/check.py FOLDER."""

import re
import sys
from collections import Counter
from pathlib import Path

KINDS = frozenset("plain reworded noshare chatty misspelt yesno why who which abbrev near premise".split())
TWINS = frozenset({"yes", "no"})
UNANSWERED = frozenset({"near", "premise", "no"})


def faults_of(article: Path, counts: Counter[str]) -> list[str]:
    """The faults of an article and its questions; questions are counted by kind."""
    match = re.match(r"---\n(.*?)\n---\n(.*)", article.read_text(encoding="utf-8"), re.DOTALL)
    if match is None or 'origin: "invented"' not in match[1]:
        return ["no front matter that says it is invented"]
    paragraphs = [one for one in re.split(r"\n\s*\n", match[2].strip()) if not one.startswith("#")]
    return [
        *_faults_of_lines(article.with_suffix(".questions"), paragraphs, KINDS, counts),
        *_faults_of_lines(article.with_suffix(".twins"), paragraphs, TWINS, counts),
    ]


def _faults_of_lines(path: Path, paragraphs: list[str], kinds: frozenset[str], counts: Counter[str]) -> list[str]:
    faults = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fields = [field.strip() for field in line.split("|")]
        if len(fields) != 4:
            faults.append(f"{path.suffix} line {number}: {len(fields)} fields")
            continue
        kind, where, _, answer = fields
        counts[kind] += 1
        if kind not in kinds:
            faults.append(f"{path.suffix} line {number}: no kind {kind}")
        elif kind not in UNANSWERED and answer not in paragraphs[int(where.split(",")[0]) - 1]:
            faults.append(f"{path.suffix} line {number}: {answer!r} does not stand in paragraph {where}")
    return faults


def main() -> None:
    """Print the faults and the counts."""
    counts: Counter[str] = Counter()
    for article in sorted(Path(sys.argv[1]).glob("*.md")):
        for fault in faults_of(article, counts):
            print(f"{article.name}: {fault}")
    print(sum(counts.values()), "questions", dict(counts))


if __name__ == "__main__":
    main()
