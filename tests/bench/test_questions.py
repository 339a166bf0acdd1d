from glmbot.bench.corpus import GeneratedCorpus
from glmbot.bench.made import Asked
from glmbot.bench.questions import Asker
from glmbot.bench.shelved import GeneratedIndexBuilder
from glmbot.storage.load import index_builder
from glmbot.storage.resources import read_resources


def asked(corpus: GeneratedCorpus, count: int, seed: int = 1) -> list[Asked]:
    words = read_resources()
    return Asker(corpus, words.analyzer, words.lexicon, words.lightwords, seed).ask(count)


def test_questions_are_as_long_as_real_ones(corpus: GeneratedCorpus) -> None:
    questions = asked(corpus, 200)
    assert len({one.text for one in questions}) == 200
    assert all(6 <= len(one.text.split()) <= 12 and one.text.endswith("?") for one in questions)
    assert 3 <= sum(len(one.terms) for one in questions) / 200 <= 6


def test_the_same_seed_asks_the_same(corpus: GeneratedCorpus) -> None:
    assert asked(corpus, 20) == asked(corpus, 20)
    assert asked(corpus, 20) != asked(corpus, 20, seed=2)


def test_most_terms_stand_in_some_passage_and_some_do_not(corpus: GeneratedCorpus) -> None:
    real = index_builder()
    builder = GeneratedIndexBuilder(real.analyzer, real.glossary, real.frequencies, real.vector_rows)
    builder.add_all(corpus)
    terms = builder.build().terms
    found = [term in terms for one in asked(corpus, 200) for term in one.terms]
    assert 0.7 < sum(found) / len(found) < 1


def test_no_term_is_a_function_word(corpus: GeneratedCorpus) -> None:
    words = read_resources()
    light = words.analyzer.stopwords | words.lightwords
    assert all(term not in light or term not in one.text.split() for one in asked(corpus, 100) for term in one.terms)
