import numpy as np
import pytest

from glmbot.bench.corpus import GeneratedCorpus
from glmbot.bench.shelved import GeneratedIndexBuilder
from glmbot.bench.words import Pieces
from glmbot.core.corpus.article_file import format_article, parse_article
from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.arrays import flatten
from glmbot.core.text.tokens import split_words
from glmbot.storage.load import index_builder
from glmbot.storage.resources import read_resources


@pytest.mark.parametrize(("passages", "seed"), [(400, 1), (250, 7)])
def test_arrays_made_of_numbers_equal_those_made_of_the_texts(pieces: Pieces, passages: int, seed: int) -> None:
    corpus = GeneratedCorpus(pieces, passages, seed)
    real = index_builder()
    quick = GeneratedIndexBuilder(real.analyzer, index_builder().glossary, real.frequencies, real.vector_rows)
    quick.add_all(corpus)
    for article in corpus:
        real.add(article)
    made, expected = flatten(quick.build()), flatten(real.build())
    assert made.keys() == expected.keys()
    for name, array in expected.items():
        assert made[name].dtype == array.dtype, name
        assert np.array_equal(made[name], array), name


def test_a_corpus_has_as_many_passages_as_asked_for(corpus: GeneratedCorpus) -> None:
    assert sum(len(split_passages(article)) for article in corpus) == 400
    assert [article.article_id for article in corpus] == sorted({article.article_id for article in corpus})


def test_every_article_is_a_valid_file(corpus: GeneratedCorpus) -> None:
    for article in corpus[:20]:
        read = parse_article(format_article(article).encode(), f"{article.article_id}.md")
        assert (read.body, read.title, read.date, read.topics) == (
            article.body, article.title, article.date, article.topics,
        )  # fmt: skip
        assert read.key == article.key


def test_the_same_seed_makes_the_same_articles(pieces: Pieces, corpus: GeneratedCorpus) -> None:
    again, other = GeneratedCorpus(pieces, 400, seed=1), GeneratedCorpus(pieces, 400, seed=2)
    assert [article.body for article in again[:5]] == [article.body for article in corpus[:5]]
    assert other[0].body != corpus[0].body


def test_passages_are_as_long_as_real_ones(pieces: Pieces) -> None:
    corpus = GeneratedCorpus(pieces, 4000, seed=3)
    lengths = np.diff(corpus.passage_ends, prepend=0)
    assert 70 < lengths.mean() < 80
    assert lengths.min() >= 8
    words = read_resources()
    content = [
        sum(not words.analyzer.is_stopword(word) for word in split_words(passage.text))
        for article in corpus[:100]
        for passage in split_passages(article)
    ]
    assert 43 < np.mean(content) < 50


def test_words_are_as_unevenly_common_as_real_ones(pieces: Pieces) -> None:
    corpus = GeneratedCorpus(pieces, 4000, seed=3)
    counts = np.sort(np.bincount(corpus.tokens[corpus.tokens >= pieces.contents.first]))[::-1]
    share = counts / counts.sum()
    assert 0.005 < share[0] < 0.03
    assert 0.1 < share[:50].sum() < 0.4
    assert (counts == 1).sum() > 0.3 * (counts > 0).sum(), "many words stand there once"
