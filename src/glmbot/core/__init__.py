"""From a question to a reply: synchronous, deterministic, without input or output, without a clock.

The front door, with `glmbot.storage`, which reads articles: the values of a question and its reply.
"""

from glmbot.core.model import Answer, Article, GlmbotError, NoAnswer, Passage, Related, Reply, Several, Span, parts_of

__all__ = [
    "Answer",
    "Article",
    "GlmbotError",
    "NoAnswer",
    "Passage",
    "Related",
    "Reply",
    "Several",
    "Span",
    "parts_of",
]
