"""Opens the corpus that a command works on, and finds the article that a person names."""

from pathlib import Path

from glmbot.cli.common import warn
from glmbot.config import read_settings
from glmbot.core.answering import Answerer
from glmbot.core.corpus import Corpus
from glmbot.library import build_answerer, read_corpus, shipped_corpus


def corpus_folder(option: Path | None) -> Path:
    """The folder of articles: the option beats the environment, which beats the shipped corpus."""
    return option or read_settings().corpus or shipped_corpus()


def load_corpus(option: Path | None, *, skip_faulty: bool = False) -> Corpus:
    """Read the corpus, and say on standard error which files were left out."""
    corpus = read_corpus(corpus_folder(option), skip_faulty=skip_faulty)
    for fault in corpus.faults:
        warn(f"left out: {fault}")
    return corpus


def load_answerer(option: Path | None, *, skip_faulty: bool = False) -> Answerer:
    """Read the corpus and get ready to answer."""
    return build_answerer(load_corpus(option, skip_faulty=skip_faulty))
