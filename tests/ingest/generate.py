"""Writes invented inputs for measuring: python tests/ingest/generate.py FOLDER COUNT. Nothing in them is true."""

import random
import sys
from pathlib import Path

PLACES = ("Norland", "Sundland", "Varosia", "Upper Varosia", "Eastmark", "Lower Tarn", "Kestria", "Odrania")
WORDS = (
    "assembly court ferry lamp harbour bread price keeper hive village minister permit fine crown class log record"
    " treaty tariff orchard bridge tunnel school grain river forest marsh mill tower garden market licence vessel"
    " railway canal meadow quarry archive charter statute clause council district parish ledger coin wage pension"
    " teacher nurse pilot baker miller shepherd weaver potter sailor mason judge clerk envoy citizen tenant owner"
).split()
JOINTS = "the of and to in that for on by with as was be it an or from at this which has its not shall".split()


def sentence(random_: random.Random) -> str:
    words = [random_.choice(WORDS if place % 2 else JOINTS) for place in range(random_.randint(10, 24))]
    return f"{' '.join(words).capitalize()}."


def article(number: int) -> tuple[str, str, list[str]]:
    """The title, the date and the paragraphs of an invented article, the same for the same number."""
    random_ = random.Random(number)  # noqa: S311 - it is no secret
    year, month, day = 2009 + number % 12, 1 + number % 11, 1 + number % 27
    title = f"{random_.choice(PLACES)}: Invented {random_.choice(WORDS).title()} Act No. {number} Adopted"
    paragraphs = [
        " ".join(sentence(random_) for _ in range(random_.randint(3, 6))) for _ in range(random_.randint(4, 8))
    ]
    lead = f"({('Jan', 'Feb', 'Mar', 'Apr')[month % 4]}. {day}, {year})"
    source = f"({random_.choice(WORDS).title()} Act Passed, INVENTED HERALD (Jan. {day}, {year}).)"
    return title, lead, [f"{lead} {paragraphs[0]} {source}", *(f"{one} (Id.)" for one in paragraphs[1:])]


def as_page(title: str, paragraphs: list[str]) -> str:
    body = "".join(f"<p>{one}</p>\n" for one in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title} | Global Legal Monitor</title></head><body>"
        f"<nav><a href='/'>Library of Congress</a></nav><main><h1>{title}</h1>{body}</main>"
        "<footer>x</footer></body></html>"
    )


def as_text(title: str, paragraphs: list[str]) -> str:
    crumb = "The Library of Congress > Law Library > News & Events > Global Legal Monitor"
    return "\n\n".join(("Library of Congress", "Law Library of Congress", crumb, title, *paragraphs))


def generate(folder: Path, count: int) -> None:
    """Write inputs: pages and texts in turn, each fiftieth a copy of an earlier one."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        title, _, paragraphs = article(number - 7 if number % 50 == 49 else number)
        is_page = number % 2 == 0
        text = as_page(title, paragraphs) if is_page else as_text(title, paragraphs)
        (folder / f"{number:06}.{'html' if is_page else 'txt'}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
