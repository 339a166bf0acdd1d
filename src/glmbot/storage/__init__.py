"""All that opens files, SQLite, PostgreSQL or Milvus: articles, resources, indexes, what must outlive a restart.

The front door, with what `glmbot.core` exports: `build_answerer(read_corpus(folder)).answer(question)`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glmbot.storage.load import build_answerer, open_answerer, read_corpus, shipped_corpus

__all__ = ["build_answerer", "open_answerer", "read_corpus", "shipped_corpus"]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is: who needs one room of the storage does not wait for the others."""
    if name in __all__:
        from glmbot.storage import load  # noqa: PLC0415 - see above

        return getattr(load, name)
    raise AttributeError(name)
