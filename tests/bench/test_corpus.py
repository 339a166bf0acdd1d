import numpy as np
import pytest

from glmbot.bench.corpus import GeneratedCorpus
from glmbot.bench.shelved import shelve_generated
from glmbot.bench.words import Pieces
from glmbot.core.analysis import split_words
from glmbot.core.corpus import format_article, parse_article
from glmbot.core.glosses import GlossReader
from glmbot.core.passages import split_passages
from glmbot.core.shelving import shelve
from glmbot.vocabulary import read_vocabulary


def gloss_reader() -> GlossReader:
    words = read_vocabulary()
    return GlossReader(words.analyzer, words.lexicon, words.frequencies)


@pytest.mark.parametrize(("passages", "seed"), [(400, 1), (250, 7)])
def test_arrays_made_of_numbers_equal_those_made_of_the_texts(pieces: Pieces, passages: int, seed: int) -> None:
    corpus = GeneratedCorpus(pieces, passages, seed)
    analyzer = read_vocabulary().analyzer
    quick = shelve_generated(corpus, analyzer, gloss_reader())
    real = shelve(list(corpus), analyzer, gloss_reader())
    assert quick.keys() == real.keys()
    for name, array in real.items():
        assert quick[name].dtype == array.dtype, name
        assert np.array_equal(quick[name], array), name


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
    words = read_vocabulary()
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
