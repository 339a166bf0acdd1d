"""Invented articles for tests, and the given one."""

import datetime as dt
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from glmbot.core.corpus.article_file import Corpus, parse_article
from glmbot.core.model import Article

ROOT: Final = Path(__file__).parents[2]
GIVEN_ID: Final = "2011-12-06-united-nations-agreement-to-combat-trafficking-in-persons"
GIVEN_PATH: Final = ROOT / "corpus" / "2011" / f"{GIVEN_ID}.md"

FERRY: Final = (
    "(Mar. 3, 2014) The Ferry Safety Act of Norland (FSA) obliges every ferry to carry a lifeboat for each forty"
    " passengers. The Act was proposed by the Minister of Harbours, Odda Brekk. (Ferries Made Safer, NORLAND COURIER"
    " (Mar. 1, 2014).)\n\n"
    "Skippers who sail without the boats lose their licence for ninety days. (Id.)\n\n"
    "The Minister of Harbours, Odda Brekk, told the Assembly:\n\n"
    "A ferry without boats is a coffin with an engine. (Id.)"
)


def make_article(
    body: str = FERRY,
    *,
    title: str = "Norland: Ferry Safety Act Adopted",
    date: str = "2014-03-03",
    article_id: str | None = None,
    jurisdictions: Sequence[str] = ("Norland",),
    authors: Sequence[str] = ("Ines Fabel",),
    topics: Sequence[str] = (),
    url: str | None = None,
) -> Article:
    """An article that is invented unless told otherwise."""
    slug = "-".join("".join(char if char.isalnum() else " " for char in title.lower()).split())
    return Article(
        article_id=article_id or f"{date}-{slug or 'untitled'}",
        title=title,
        date=dt.date.fromisoformat(date),
        jurisdictions=tuple(jurisdictions),
        authors=tuple(authors),
        topics=tuple(topics),
        url=url,
        body=body,
        origin="invented for a test",
    )


def given_article() -> Article:
    """The article that the project ships."""
    return parse_article(GIVEN_PATH.read_bytes(), str(GIVEN_PATH))


def corpus_of(*articles: Article) -> Corpus:
    """A corpus of articles, in the order of their ids."""
    return Corpus(tuple(sorted(articles, key=lambda article: article.article_id)))


def recipe(title: str) -> dict[str, Any]:
    """What the first example under a heading of docs/extending.md defines."""
    page = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", page.partition(f"## {title}\n")[2], re.DOTALL)
    assert found
    names: dict[str, Any] = {}
    exec(textwrap.dedent("   " + found[1].lstrip()), names)  # noqa: S102 - our own page
    return names
