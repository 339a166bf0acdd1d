"""A citation as a JSON object."""

from typing import Any

from glmbot.core.citation import Paragraphs, Style, cite, in_text
from glmbot.core.model import Article


def citation_object(article: Article, style: Style, paragraphs: Paragraphs = ()) -> dict[str, Any]:
    """The object of an article's citation in a style, with the paragraphs that it points to."""
    return {
        "article_id": article.article_id,
        "style": style.name,
        "citation": cite(article, style, paragraphs=paragraphs),
        "in_text": in_text(article, style, paragraphs=paragraphs),
        "paragraphs": list(paragraphs),
        "url": article.url,
    }
