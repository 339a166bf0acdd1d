import pytest

from glmbot.bench.corpus import GeneratedCorpus
from glmbot.bench.words import Pieces
from glmbot.storage.resources import read_resources


def pieces_of(seed: int) -> Pieces:
    words = read_resources()
    return Pieces(words.analyzer, words.frequencies, words.lexicon, seed)


@pytest.fixture(scope="session")
def pieces() -> Pieces:
    return pieces_of(1)


@pytest.fixture(scope="session")
def corpus(pieces: Pieces) -> GeneratedCorpus:
    return GeneratedCorpus(pieces, 400, seed=1)
