"""The tools through the SDK's client: what each gives, and what it says of what it can't take."""

from typing import Any

import jsonschema
import pytest

from glmbot.core.citation import CHECK_LABEL, STYLES, cite
from glmbot.core.model import Article
from glmbot.storage.load import demo_corpus, read_corpus
from support.mcp_client import Session, text_of

COD = "2008-03-02-brenland-cod-quota-act-amended"
TRUE = "Cod is not covered and remains subject to national quotas"
ARTICLES = {one.article_id: one for one in read_corpus(demo_corpus()).articles}
NAMES = ["search", "passage", "sources", "cite", "verify", "compare", "timeline"]

GIVEN: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("an answer", "search", {"question": "How many members has the joint commission?"}, {"kind": "answer"}),
    ("none", "search", {"question": "What is the capital of France?"}, {"kind": "none", "quote": None}),
    ("small talk", "search", {"question": "thank you"}, {"kind": "none", "reason": "smalltalk"}),
    ("no question", "search", {"question": ""}, {"kind": "none", "reason": "empty"}),
    ("a control character", "search", {"question": "cod\x00quota \u202e"}, {}),
    ("a list", "search", {"question": "Which articles are about Fisheries?"}, {"kind": "list"}),
    ("in French", "search", {"question": "Qui est Danylo Horin ?"}, {}),
    ("only a jurisdiction", "search", {"question": "What is the catch of cod?", "jurisdiction": "Caldora"}, {}),
    ("a jurisdiction by another name", "search",
     {"question": "How many members has the joint commission?", "jurisdiction": "Brenlandic"}, {"kind": "answer"}),
    ("only a year", "search", {"question": "cod", "after": "2008", "before": "2008-12"}, {"article_id": COD}),
    ("no filter", "search", {"question": "cod", "jurisdiction": None, "after": None}, {}),
    ("by id", "passage", {"passage_id": f"{COD}#p2"}, {"paragraphs": [2], "before": [], "after": []}),
    ("by title", "passage", {"article": "Cod Quota Act", "paragraph": 1}, {"article_id": COD}),
    ("all sources", "sources", {"article": COD}, {"paragraphs": [], "rests_on": []}),
    ("of a paragraph", "sources", {"article": COD, "paragraph": 2}, {"paragraphs": [2]}),
    ("of a passage", "sources", {"passage_id": f"{COD}#p3"}, {"paragraphs": [3]}),
    ("usual style", "cite", {"article": COD}, {"style": "bluebook", "warnings": [CHECK_LABEL]}),
    ("paragraphs", "cite", {"article": COD, "paragraphs": [3, 2, 2]}, {"paragraphs": [2, 3]}),
    ("a passage cited", "cite", {"passage_id": f"{COD}#p4", "style": "apa"}, {"paragraphs": [4]}),
    ("true", "verify", {"text": TRUE}, {"all_true": True}),
    ("nothing like it", "verify", {"text": "wolves may be shot on sight"}, {"all_true": False}),
    ("left out", "verify", {"text": "Cameras are forbidden in … corridors and yards"}, {"all_true": False}),
    ("many", "verify", {"text": f"“{TRUE}” " * 40}, {"all_true": False}),
    ("a title", "verify", {"text": ARTICLES[COD].title}, {"all_true": True}),
    ("too short", "verify", {"text": "cod"}, {"all_true": False}),
    ("two", "compare", {"topic": "electric scooters", "jurisdictions": ["Brenland", "caldora"]},
     {"topic": "electric scooters", "notes": []}),
    ("a country without articles", "compare", {"topic": "elections", "jurisdictions": ["Brenland", "Chile"]}, {}),
    ("four, in Spanish", "compare",
     {"topic": "protección de datos", "jurisdictions": ["Brenland", "Quenara", "Tamberwe", "Ostrevia"]}, {}),
    ("a topic", "timeline", {"topic": "Fisheries"}, {"topic": "Fisheries", "jurisdiction": None}),
    ("a jurisdiction", "timeline", {"jurisdiction": "brenland"}, {"topic": None, "jurisdiction": "Brenland"}),
    ("both", "timeline", {"topic": "quota", "jurisdiction": "Brenland"}, {"jurisdiction": "Brenland"}),
    ("a topic of none", "timeline", {"topic": "zebras"}, {"articles": [], "per_year": {}}),
    ("a country of none", "timeline", {"jurisdiction": "Chile"}, {"articles": [], "per_year": {}}),
]  # fmt: skip

FAULTS: list[tuple[str, str, dict[str, Any], str]] = [
    ("no question", "search", {}, "question is missing"),
    ("a number", "search", {"question": 3}, "question: input should be a valid string"),
    ("null", "search", {"question": None}, "question: input should be a valid string"),
    ("too long", "search", {"question": "x" * 20_001}, "question: string should have at most 20000 characters"),
    ("unknown argument", "search", {"question": "x", "zebra": 1},
     "'zebra' is no argument of this tool; there are: q"),
    ("unknown jurisdiction", "search", {"question": "x", "jurisdiction": "Atlantis"},
     "no article has the jurisdiction “Atlantis”; there are: Brenland"),
    ("a misspelt jurisdiction", "search", {"question": "x", "jurisdiction": "Brenlnd"},
     "no article is on “Brenlnd”; nearest: Brenland"),
    ("unknown topic", "search", {"question": "x", "topic": "Zebras"}, "no article has the topic “Zebras”"),
    ("no date", "search", {"question": "x", "after": "yesterday"}, "after 'yesterday' is no date"),
    ("no such day", "search", {"question": "x", "before": "2011-02-30"}, "before '2011-02-30' is no date"),
    ("no period", "search", {"question": "x", "after": "2012", "before": "2011"}, "no day is both after"),
    ("neither", "passage", {}, "give article or passage_id, one of them"),
    ("both", "passage", {"article": COD, "passage_id": f"{COD}#p1"}, "give article or passage_id, one of them"),
    ("no paragraph", "passage", {"article": COD}, "give passage_id, or article and paragraph"),
    ("a paragraph too many", "passage", {"passage_id": f"{COD}#p1", "paragraph": 1},
     "give passage_id, or article and paragraph"),
    ("no such paragraph", "passage", {"article": COD, "paragraph": 99},
     f"{COD} has no paragraph 99; it has paragraphs 1 to 5"),
    ("paragraph zero", "passage", {"article": COD, "paragraph": 0},
     "paragraph: input should be greater than or equal to 1"),
    ("no passage", "passage", {"passage_id": "zebra"}, "no passage has that passage_id"),
    ("no number", "passage", {"passage_id": f"{COD}#p²"}, "no passage has that passage_id"),
    ("a huge number", "passage", {"passage_id": f"{COD}#p{'9' * 50}"}, f"{COD} has no paragraph 999999999"),
    ("many neighbours", "passage", {"passage_id": f"{COD}#p1", "neighbours": 6},
     "neighbours: input should be less than or equal to 5"),
    ("an unknown article", "sources", {"article": "zzzzzz"},
     "no article is called 'zzzzzz'; the resources list them all"),
    ("a vague name", "sources", {"article": "act"}, "are called 'act'; name one by its id"),
    ("an empty name", "sources", {"article": ""}, "article: string should have at least 1 character"),
    ("a paragraph of a passage", "sources", {"passage_id": f"{COD}#p1", "paragraph": 1},
     "passage_id names its paragraphs"),
    ("an unknown style", "cite", {"article": COD, "style": "Chicago"}, "style is none of bluebook, bluebook-short"),
    ("no list", "cite", {"article": COD, "paragraphs": "2"}, "paragraphs: input should be a valid list"),
    ("no number in it", "cite", {"article": COD, "paragraphs": [1, "x"]},
     "paragraphs.1: input should be a valid integer"),
    ("paragraphs of a passage", "cite", {"passage_id": f"{COD}#p1", "paragraphs": [1]},
     "passage_id names its paragraphs"),
    ("no such paragraphs", "cite", {"article": COD, "paragraphs": [1, 6]}, f"{COD} has no paragraph 6"),
    ("one jurisdiction", "compare", {"topic": "x", "jurisdictions": ["Brenland"]},
     "jurisdictions: list should have at least 2 items"),
    ("five", "compare", {"topic": "x", "jurisdictions": list("abcde")},
     "jurisdictions: list should have at most 4 items"),
    ("one twice", "compare", {"topic": "cod", "jurisdictions": ["Brenland", "brenland"]}, "name two to four different"),
    ("misspelt", "compare", {"topic": "cod", "jurisdictions": ["Brenlnd", "Quenara"]}, "nearest: Brenland"),
    ("no word", "compare", {"topic": "the of", "jurisdictions": ["Brenland", "Quenara"]}, "there is no topic in that"),
    ("nothing named", "timeline", {}, "name a topic, a jurisdiction, or both"),
    ("misspelt", "timeline", {"jurisdiction": "Brenlnd"}, "nearest: Brenland"),
    ("no text", "verify", {"text": ""}, "text: string should have at least 1 character"),
    ("a long text", "verify", {"text": "x" * 20_001}, "text: string should have at most 20000 characters"),
]  # fmt: skip


@pytest.fixture(scope="module")
def schemas(session: Session) -> dict[str, dict[str, Any]]:
    return {one.name: one.output_schema for one in session.ask("list_tools").tools}


def article(given: dict[str, Any]) -> Article:
    return ARTICLES[given["article_id"]]


def test_every_tool_is_listed_as_one_that_only_reads(session: Session) -> None:
    listed = session.ask("list_tools").tools
    assert [one.name for one in listed] == NAMES
    for one in listed:
        hints = one.annotations
        assert (hints.read_only_hint, hints.destructive_hint, hints.open_world_hint) == (True, False, False)
        assert one.input_schema["type"] == one.output_schema["type"] == "object"
        assert one.input_schema["additionalProperties"] is one.output_schema["additionalProperties"] is False
        assert all(field.get("description") for field in one.input_schema["properties"].values())


@pytest.mark.parametrize(
    ("tool", "arguments", "expected"), [one[1:] for one in GIVEN], ids=[f"{one[1]}: {one[0]}" for one in GIVEN]
)
def test_a_tool_gives_what_its_schema_says_and_the_same_in_words(
    session: Session,
    schemas: dict[str, dict[str, Any]],
    tool: str,
    arguments: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    given = session.given(tool, **arguments)
    jsonschema.validate(given, schemas[tool])
    assert {name: given[name] for name in expected} == expected
    text = text_of(session.call(tool, **arguments))
    for name in ("quote", "citation", "text"):
        assert not given.get(name) or given[name].rstrip("\n") in text


@pytest.mark.parametrize(
    ("tool", "arguments", "message"), [one[1:] for one in FAULTS], ids=[f"{one[1]}: {one[0]}" for one in FAULTS]
)
def test_what_a_tool_cannot_take_is_one_sentence(
    session: Session, tool: str, arguments: dict[str, Any], message: str
) -> None:
    said = session.fault(tool, **arguments)
    assert message in said
    assert "\n" not in said
    assert "Traceback" not in said


def columns(session: Session) -> tuple[list[dict[str, Any]], str]:
    wanted = {"topic": "electric scooters", "jurisdictions": ["Brenland", "Caldora", "Chile"]}
    return session.given("compare", **wanted)["columns"], text_of(session.call("compare", **wanted))


def test_a_comparison_quotes_and_cites_each_jurisdiction_or_says_that_it_has_none(session: Session) -> None:
    found, text = columns(session)
    assert [(one["jurisdiction"], one["kind"], one["has_articles"]) for one in found] == [
        ("Brenland", "answer", True), ("Caldora", "none", True), ("Chile", "none", False),
    ]  # fmt: skip
    assert found[0]["quote"] in article(found[0]).body
    assert found[0]["warnings"] == ["Invented for demonstration: no real article, no real law."]
    for told in ("[Brenland]", found[0]["quote"], found[0]["citation"], *found[0]["warnings"]):
        assert told in text
    assert "[Caldora]\nNothing found for Caldora." in text
    assert "[Chile]\nNo article here is on Chile." in text


def test_a_timeline_has_each_article_with_its_first_sentence_the_oldest_first(session: Session) -> None:
    given, text = session.given("timeline", topic="Fisheries"), text_of(session.call("timeline", topic="Fisheries"))
    dates = [one["date"] for one in given["articles"]]
    assert dates == sorted(dates)
    assert sum(given["per_year"].values()) == len(dates) > 1
    for one in given["articles"]:
        assert one["lead"] in article(one).body
        assert one["title"] in text
        assert one["lead"] in text
    assert "Invented for demonstration" in text


def test_several_parts_are_a_kind_of_their_own(session: Session, schemas: dict[str, dict[str, Any]]) -> None:
    given = session.given("search", question="Who is Danylo Horin? What is the catch of cod in the Hallan Sea?")
    jsonschema.validate(given, schemas["search"])
    assert given["kind"] == "several"
    assert [part["kind"] for part in given["parts"]] == ["answer", "answer"]
    assert all(part["warnings"] and not part["parts"] for part in given["parts"])
    assert given["quote"] == given["parts"][0]["quote"]


def test_a_related_passage_has_its_doubts_in_words_too(session: Session) -> None:
    question = "What penalty is there for herring boats?"
    given = session.given("search", question=question)
    assert given["kind"] == "related"
    assert given["doubts"]
    text = text_of(session.call("search", question=question))
    assert text.startswith("Not sure that this answers it.")
    assert all(doubt in text for doubt in given["doubts"])


def test_what_is_quoted_comes_with_its_date_and_its_warnings(session: Session) -> None:
    given = session.given("search", question="What is the catch of cod in the Hallan Sea?")
    assert given["date"] == article(given).date.isoformat()
    assert given["warnings"] == ["Invented for demonstration: no real article, no real law."]


@pytest.mark.parametrize("neighbours", [0, 1, 5])
def test_a_passage_stands_between_its_neighbours(session: Session, neighbours: int) -> None:
    given = session.given("passage", passage_id=f"{COD}#p3", neighbours=neighbours)
    pieces = [one["text"] for one in (*given["before"], given, *given["after"])]
    assert "\n\n".join(pieces) in article(given).body
    assert [len(given["before"]), len(given["after"])] == [min(2, neighbours), min(2, neighbours)]
    assert given["citation"] == cite(article(given), paragraphs=(3,))


def test_in_words_each_of_several_passages_has_its_number_and_the_cited_one_says_so(session: Session) -> None:
    given = session.given("passage", passage_id=f"{COD}#p3", neighbours=1)
    text = text_of(session.call("passage", passage_id=f"{COD}#p3", neighbours=1))
    (before,), (after,) = given["before"], given["after"]
    assert f"\n[¶ 2, before it]\n{before['text']}\n\n[¶ 3, cited]\n{given['text']}\n" in text
    assert f"\n[¶ 4, after it]\n{after['text']}\n" in text
    assert "[¶" not in text_of(session.call("passage", passage_id=f"{COD}#p3"))


def test_id_is_resolved_to_its_source(session: Session) -> None:
    given = session.given("sources", article=COD, paragraph=2)
    (source,) = given["sources"]
    assert (source["text"], source["form"]) == ("(Id.)", "id")
    assert source["resolves_to"]["title"] == "Cod Bill Through"
    assert article(given).body[source["start"] : source["end"]] == source["text"]
    assert any(one.startswith("Cod Bill Through") for one in given["rests_on"])


@pytest.mark.parametrize("style", list(STYLES))
def test_every_style_is_that_of_the_command_line(session: Session, style: str) -> None:
    given = session.given("cite", article=COD, style=style, paragraphs=[2])
    assert given["citation"] == cite(ARTICLES[COD], STYLES[style], paragraphs=(2,))


def test_a_changed_quotation_is_shown_with_what_differs(session: Session) -> None:
    text = "The yearly catch of cod in the Hallan Sea may exceed 51,000 tons"
    (checked,) = session.given("verify", text=text)["quotations"]
    assert (checked["status"], checked["is_true"], checked["turns_sense"]) == ("altered", False, True)
    assert checked["original"] in article(checked).body
    assert [(one["said"], one["original"]) for one in checked["differences"]] == [("", "not"), ("51,000", "41,000")]


def test_no_tool_has_another_name(session: Session) -> None:
    with pytest.raises(Exception, match="there is no such tool; there are: search, passage, sources, cite, verify, c"):
        session.call("delete")
