"""Corpora so large that they are indexed once, into a file."""

from pathlib import Path
from typing import Final

from glmbot.core.corpus.article_file import format_article
from glmbot.core.model import Article
from glmbot.storage.load import SMALL_BYTES
from support.articles import GIVEN_PATH, make_article

_WORDS: Final = "barrels caskets drums flagons kegs pails tubs vats".split()


def write_article(folder: Path, article: Article) -> Path:
    """Write an article into a folder."""
    path = folder / f"{article.article_id}.md"
    path.write_text(format_article(article), encoding="utf-8")
    return path


def fill(folder: Path, *articles: Article, times: int = 1) -> Path:
    """The given article, those named, and as many invented ones as make a corpus a large one, or several times one."""
    folder.mkdir(exist_ok=True)
    (folder / GIVEN_PATH.name).write_bytes(GIVEN_PATH.read_bytes())
    for article in articles:
        write_article(folder, article)
    size = number = 0
    while size <= SMALL_BYTES * times:
        number += 1
        body = "\n\n".join(
            f"Order {number} of {place} sets the duty on {_WORDS[place % 8]} at {number * place} crowns. " * 20
            for place in range(1, 21)
        )
        title = f"Sudmark: Cooperage Order {number}"
        size += write_article(folder, make_article(body, title=title, jurisdictions=["Sudmark"])).stat().st_size
    return folder
