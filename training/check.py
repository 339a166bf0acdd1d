"""Names what is wrong in form in an author's articles and questions: python training/check.py FOLDER."""

import re
import sys
from collections import Counter
from pathlib import Path

KINDS = frozenset("plain reworded noshare chatty misspelt yesno why who which abbrev near premise".split())
UNANSWERED = frozenset({"near", "premise"})


def faults_of(article: Path, counts: Counter[str]) -> list[str]:
    """The faults of an article and its questions; questions are counted by kind."""
    match = re.match(r"---\n(.*?)\n---\n(.*)", article.read_text(encoding="utf-8"), re.DOTALL)
    if match is None or 'origin: "invented"' not in match[1]:
        return ["no front matter that says it is invented"]
    paragraphs = [one for one in re.split(r"\n\s*\n", match[2].strip()) if not one.startswith("#")]
    faults = []
    for number, line in enumerate(article.with_suffix(".questions").read_text(encoding="utf-8").splitlines(), 1):
        fields = [field.strip() for field in line.split("|")]
        if len(fields) != 4:
            faults.append(f"line {number}: {len(fields)} fields")
            continue
        kind, where, _, answer = fields
        counts[kind] += 1
        if kind not in KINDS:
            faults.append(f"line {number}: no kind {kind}")
        elif kind not in UNANSWERED and answer not in paragraphs[int(where.split(",")[0]) - 1]:
            faults.append(f"line {number}: {answer!r} does not stand in paragraph {where}")
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
