"""The shipped lexicon keeps its own rules."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, NoReturn

import pytest
import Stemmer
import yaml

from glmbot.core.languages import LANGUAGES

RESOURCES = files("glmbot") / "resources"
FOREIGN = tuple(code for code in LANGUAGES if code != "en")
FILES = (
    "abbreviations",
    "antonyms",
    "capitals",
    *FOREIGN,
    "irregular",
    "months",
    "numbers",
    "phrases",
    "places",
    "roles",
    "slang",
    "stems",
    "synonyms",
    "units",
)
LEAST = {
    "abbreviations": 200,
    "antonyms": 120,
    **dict.fromkeys(FOREIGN, 900),
    "irregular": 250,
    "phrases": 200,
    "places": 230,
    "slang": 200,
}


class StrictLoader(yaml.SafeLoader):
    """YAML in which a repeated key is a fault, as it would silently lose what it said first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 (PyYAML's signature)
        seen = Counter(self.construct_object(key, deep=True) for key, _ in node.value)
        repeated = [key for key, count in seen.items() if count > 1]
        if repeated:
            self.refuse(repeated, node)
        return super().construct_mapping(node, deep)

    def refuse(self, repeated: list[Any], node: yaml.MappingNode) -> NoReturn:
        raise yaml.constructor.ConstructorError(None, None, f"repeated: {repeated}", node.start_mark)


def load(name: str) -> Any:
    text = (RESOURCES / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, StrictLoader)  # noqa: S506 (StrictLoader is a SafeLoader)


LEXICON = {name: load(name) for name in FILES}
GROUPS: list[list[str]] = LEXICON["synonyms"]["groups"]
REACH: list[dict[str, list[str]]] = LEXICON["synonyms"]["reach"]
STEM = Stemmer.Stemmer("english").stemWord


def words(value: Any) -> Iterator[str]:
    """Every text in a value, keys as well."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from words(key)
            yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)


def folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def term(word: str) -> str:
    return str(LEXICON["stems"].get(word) or STEM(LEXICON["irregular"].get(word, word)))


@pytest.mark.parametrize("name", FILES)
def test_every_word_is_folded_and_trimmed(name: str) -> None:
    assert [word for word in words(LEXICON[name]) if word != folded(word).strip() or not word] == []


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_a_text(name: str) -> None:
    keys = LEXICON[name] if isinstance(LEXICON[name], dict) else {}
    assert [key for key in keys if not isinstance(key, str)] == []


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_a_file_is_as_large_as_promised(name: str, least: int) -> None:
    assert len(LEXICON[name]) >= least


def test_synonyms_are_as_many_as_promised() -> None:
    assert len(GROUPS) >= 900
    assert len(REACH) >= 300


def test_a_group_has_two_words_or_more_and_none_twice() -> None:
    assert [group for group in GROUPS if len(group) < 2 or len(set(group)) != len(group)] == []


def test_every_synonym_is_a_text() -> None:
    assert all(isinstance(word, str) for group in GROUPS for word in group)
    assert all(isinstance(word, str) for entry in REACH for word in [*entry["from"], *entry["to"]])


def test_no_group_lies_in_another() -> None:
    sets = [frozenset(group) for group in GROUPS]
    holding: dict[str, set[int]] = {}
    for number, group in enumerate(sets):
        for word in group:
            holding.setdefault(word, set()).add(number)
    contained = [
        sorted(group) for number, group in enumerate(sets) if set.intersection(*(holding[w] for w in group)) != {number}
    ]
    assert contained == []


def test_reach_has_both_ends_and_no_word_reaches_itself() -> None:
    assert all(set(entry) == {"from", "to"} and entry["from"] and entry["to"] for entry in REACH)
    assert [entry["from"] for entry in REACH if set(entry["from"]) & set(entry["to"])] == []
    assert [entry["from"] for entry in REACH if len(set(entry["to"])) != len(entry["to"])] == []


def test_antonyms_are_pairs_of_different_words_without_repeats() -> None:
    pairs = [frozenset(pair) for pair in LEXICON["antonyms"]]
    assert [pair for pair in LEXICON["antonyms"] if len(pair) != 2 or pair[0] == pair[1]] == []
    assert [sorted(pair) for pair, count in Counter(pairs).items() if count > 1] == []


def test_words_that_contradict_each_other_stand_in_no_group_together() -> None:
    groups = [{term(word) for word in group} for group in GROUPS]
    together = [pair for pair in LEXICON["antonyms"] if any({term(word) for word in pair} <= group for group in groups)]
    assert together == []


def test_a_word_does_not_reach_its_contrary() -> None:
    contraries = {(term(a), term(b)) for a, b in LEXICON["antonyms"]}
    contraries |= {(b, a) for a, b in contraries}
    reached = [
        (start, end)
        for entry in REACH
        for start in entry["from"]
        for end in entry["to"]
        if (term(start), term(end)) in contraries
    ]
    assert reached == []


def test_offices_stand_for_no_other_office() -> None:
    distinct = {"director", "president", "minister", "commissioner", "ambassador", "governor", "secretary", "judge"}
    assert [group for group in GROUPS if len(distinct & set(group)) > 1] == []


def test_a_phrase_compiles_and_cannot_backtrack() -> None:
    for phrase in LEXICON["phrases"]:
        assert set(phrase) == {"say", "mean"}, phrase
        assert phrase["mean"], phrase
        assert re.search(r"[*+{.^$\[]", phrase["say"].replace("\\.", "")) is None, phrase
        assert re.compile(rf"\b(?:{phrase['say']})\b").fullmatch("") is None, phrase


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("who put her name to the deal", "sign"),
        ("when did the rules come into force", "force"),
        ("what does the agency carry out", "perform"),
        ("how come they were let go", "reason"),
        ("people fleeing a war zone", "conflict"),
        ("children in war zones", "conflict"),
        ("did they get rid of the tax", "abolish"),
        ("why was the vote put off", "postpone"),
        ("two bodies teamed up with each other", "cooperate"),
        ("he was put behind bars", "imprison"),
        ("they sent him back", "deport"),
        ("countries all over the world", "worldwide"),
        ("who is in charge of the office", "head"),
        ("is it against the law to smoke", "illegal"),
        ("what is the point of the law", "purpose"),
    ],
)
def test_an_idiom_is_understood(text: str, meant: str) -> None:
    found = [phrase["mean"] for phrase in LEXICON["phrases"] if re.search(rf"\b(?:{phrase['say']})\b", text)]
    assert meant in {word for mean in found for word in mean}


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("kid", "child"),
        ("child", "minor"),
        ("jail", "imprisonment"),
        ("fine", "penalty"),
        ("boss", "director"),
        ("leader", "president"),
        ("cops", "police"),
        ("get rid of", "repeal"),
        ("put off", "postpone"),
        ("speak up", "state"),
        ("law", "regulation"),
        ("deal", "treaty"),
        ("trash", "waste"),
        ("booze", "alcohol"),
    ],
)
def test_an_everyday_word_reaches_the_legal_one(asked: str, written: str) -> None:
    near = [group for group in GROUPS if asked in group] + [entry["to"] for entry in REACH if asked in entry["from"]]
    assert written in {word for group in near for word in group}


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("refugee", "migrant"),
        ("president", "director"),
        ("murder", "manslaughter"),
        ("import", "export"),
        ("plaintiff", "defendant"),
        ("regulation", "law"),
    ],
)
def test_legally_different_words_are_no_synonyms(asked: str, written: str) -> None:
    assert [group for group in GROUPS if asked in group and written in group] == []


def test_slang_is_a_word_or_nothing_and_never_itself() -> None:
    slang: dict[str, str | None] = LEXICON["slang"]
    assert [key for key, plain in slang.items() if not (plain is None or isinstance(plain, str)) or key == plain] == []


@pytest.mark.parametrize("name", ["irregular", "stems"])
def test_a_form_leads_to_its_lemma_at_once(name: str) -> None:
    forms: dict[str, str] = LEXICON[name]
    assert [form for form, lemma in forms.items() if forms.get(lemma, lemma) != lemma] == []


def test_a_word_is_either_irregular_or_given_its_own_term() -> None:
    assert sorted(set(LEXICON["irregular"]) & set(LEXICON["stems"])) == []


def test_an_abbreviation_counts_in_lower_case_or_only_in_capitals() -> None:
    assert sorted(set(LEXICON["abbreviations"]) & set(LEXICON["capitals"])) == []
    assert all(LEXICON["abbreviations"].values())
    assert all(LEXICON["capitals"].values())


@pytest.mark.parametrize("language", FOREIGN)
def test_a_foreign_word_has_english_words_or_none(language: str) -> None:
    entries: dict[str, list[str]] = LEXICON[language]
    assert all(isinstance(english, list) for english in entries.values())
    assert sum(not english for english in entries.values()) >= 100
    assert [key for key in entries if re.search(r"[-'’]", key)] == []


@pytest.mark.parametrize(
    ("language", "word", "english"),
    [
        ("es", "derechos humanos", "human rights"),
        ("es", "onu", "united nations"),
        ("es", "omc", "wto"),
        ("es", "quien", "who"),
        ("fr", "droits de l homme", "human rights"),
        ("fr", "otan", "nato"),
        ("fr", "cij", "icj"),
        ("fr", "qui", "who"),
    ],
)
def test_a_foreign_word_is_translated(language: str, word: str, english: str) -> None:
    assert english in LEXICON[language][word]


@pytest.mark.parametrize("name", ["offices", "generic", "person", "bodies"])
def test_roles_have_no_repeats(name: str) -> None:
    assert [word for word, count in Counter(LEXICON["roles"][name]).items() if count > 1] == []


def test_a_generic_head_is_no_office() -> None:
    assert sorted(set(LEXICON["roles"]["generic"]) & set(LEXICON["roles"]["offices"])) == []


def test_number_words_are_numbers() -> None:
    for kind in ("cardinals", "ordinals", "scales", "quantities"):
        assert all(isinstance(number, int | float) for number in LEXICON["numbers"][kind].values())
    assert sorted(set(LEXICON["months"]["months"].values())) == list(range(1, 13))
    assert sorted(set(LEXICON["months"]["weekdays"].values())) == list(range(1, 8))


def test_units_type_the_four_questions() -> None:
    assert {"money", "duration", "percent", "distance"} <= set(LEXICON["units"])
    assert all(isinstance(unit, str) for unit in words(LEXICON["units"]))


@pytest.mark.parametrize(
    ("place", "key", "word"),
    [
        ("germany", "demonyms", "german"),
        ("germany", "es", "alemania"),
        ("germany", "fr", "allemagne"),
        ("burma", "aliases", "myanmar"),
        ("norway", "demonyms", "norwegian"),
        ("united kingdom", "aliases", "uk"),
        ("european union", "fr", "union europeenne"),
        ("united nations", "es", "onu"),
    ],
)
def test_a_place_is_known_by_its_other_names(place: str, key: str, word: str) -> None:
    assert word in LEXICON["places"][place][key]


def test_an_alias_names_one_place() -> None:
    names = Counter(alias for place in LEXICON["places"].values() for alias in place.get("aliases", []))
    assert [alias for alias, count in names.items() if count > 1] == []
    assert sorted(set(names) & set(LEXICON["places"])) == []


def test_frequencies_fall_and_name_each_word_once() -> None:
    text = (RESOURCES / "frequencies.txt").read_text(encoding="ascii")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    zipfs = [int(line[0]) for line in lines]
    counted = Counter(word for line in lines for word in line[1:])
    assert len(text) <= 400_000
    assert zipfs == sorted(set(zipfs), reverse=True)
    assert len(counted) >= 40_000
    assert max(counted.values()) == 1
    assert lines[0][1:] == ["the"]
