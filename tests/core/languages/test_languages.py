import re
from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from typing import Any

import pytest
import Stemmer

from glmbot.core.languages import LANGUAGES
from glmbot.core.languages.language import Language, any_of, endings
from glmbot.core.text.tokens import fold


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    return LANGUAGES[request.param]


def words_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, frozenset | tuple | list):
        for inner in value:
            yield from words_of(inner)


def test_a_language_is_named_as_its_module_and_has_a_stemmer() -> None:
    assert {code: one.code for code, one in LANGUAGES.items()} == {code: code for code in LANGUAGES}
    assert {one.stemmer for one in LANGUAGES.values()} <= set(Stemmer.algorithms())


def test_a_language_that_is_translated_has_words_and_tells_the_reader(language: Language) -> None:
    words = files("glmbot") / "resources" / "lexicon" / f"{language.code}.yaml"
    assert words.is_file() == bool(language.note) == (language.code != "en")


def test_words_are_folded_for_questions_are(language: Language) -> None:
    sets = [
        getattr(language, one.name)
        for one in fields(language)
        if one.name not in {"note", "splitting", "metadata", "period"}
    ]
    found = [*words_of(sets[2:]), *language.metadata.words, *language.metadata.ordinals]
    assert [word for word in found if fold(word) != word and "\\" not in word] == []


def test_patterns_are_regular_expressions(language: Language) -> None:
    metadata, splitting = language.metadata, language.splitting
    patterns = [pattern for _, pattern in language.question_types]
    patterns += [value for value in vars(metadata).values() if isinstance(value, str)]
    patterns += [*metadata.record.values(), *vars(splitting).values(), *vars(language.period).values()]
    assert all(re.compile(pattern) for pattern in patterns if pattern)
    assert not metadata.paragraph or re.compile(metadata.paragraph).groups == 1


def test_the_registry_is_read_in_one_order_on_every_machine() -> None:
    assert list(LANGUAGES) == sorted(LANGUAGES)


def test_a_table_of_endings_leads_to_one_ending_several_or_none() -> None:
    assert endings("ico=ic,ical o=") == [("ico", ["ic", "ical"]), ("o", [""])]


def test_of_no_pattern_nothing_is_found() -> None:
    assert any_of(["", ""]).search("") is None
    assert any_of(["", "a|b"]).search("b")
