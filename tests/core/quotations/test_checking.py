"""Quotations against invented articles: what is a true one, what is not, and where it stands."""

import pytest

from glmbot.core.corpus.passages import headings_of
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.likely import likely_named
from glmbot.core.quotations import Checked, all_true, check_text
from glmbot.core.quotations.wording import verdict
from glmbot.core.quotations.words import keys_of
from glmbot.storage.load import build_answerer
from support.articles import FERRY, corpus_of, make_article

DAMS = (
    "(May 5, 2016) The dam tax of Elbonia may not exceed 2.5 percent, or $40 a meter, of what a non-commercial mill"
    " earns – except in dry years. (Mill Tax Passed, ELBONIA TIMES (May 1, 2016).) Millers were not pleased with it,"
    " and asked the governor's office for relief.\n\n"
    "## Exceptions\n\n"
    "Mills that were built before 1900, and those on the border, pay nothing at all until the year 2020."
)


@pytest.fixture(scope="module")
def index() -> CorpusIndex:
    dams = make_article(DAMS, title="Elbonia: Dam Tax", date="2016-05-05", jurisdictions=["Elbonia"])
    return build_answerer(corpus_of(make_article(FERRY), dams)).corpus_index


def one(index: CorpusIndex, text: str) -> Checked:
    (checked,) = check_text(text, index)
    return checked


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("every ferry to carry a lifeboat for each forty passengers", "exact"),
        ("“every ferry to carry a lifeboat”", "exact"),
        ("Every ferry to carry a life-boat", "same_words"),
        ("EVERY FERRY TO CARRY A LIFEBOAT", "same_words"),
        ("of what a non-commercial mill earns -- except in dry years", "same_words"),
        ("the governor’s office, for relief", "same_words"),
        ("[E]very ferry to carry", "same_words"),
        ("every ferry [sic] to carry a lifeboat", "same_words"),
        ("every ferry … for each forty passengers", "shortened"),
        ("every ferry to carry [...] for each forty passengers", "shortened"),
        ("Mills that were built before 1900 . . . pay nothing at all", "shortened"),
        ("except in dry years. Millers were not pleased with it", "same_words"),
        ("(Mill Tax Passed, ELBONIA TIMES (May 1, 2016).) Millers were not pleased", "exact"),
        ("every ferry to carry for each forty passengers", "altered"),
        ("every ferry to carry a red lifeboat for each forty passengers", "altered"),
        ("every ferry to carry a lifeboat for each fifty passengers", "altered"),
        ("the dam tax of Elbonia may exceed 2.5 percent", "altered"),
        ("the dam tax of Elbonia may … exceed 2.5 percent", "altered"),
        ("the dam tax of Elbonia may not exceed 25 percent", "altered"),
        ("the dam tax of Elbonia may not exceed 2,5 percent", "altered"),
        ("2.5 percent, or €40 a meter, of what", "altered"),
        ("of what a commercial mill earns", "altered"),
    ],
)
def test_a_quotation_is_judged_by_its_words(index: CorpusIndex, text: str, status: str) -> None:
    finding = one(index, text).finding
    assert finding is not None
    assert finding.status == status
    assert finding.is_true == (status != "altered")


@pytest.mark.parametrize(
    "text",
    [
        "the dam tax of Elbonia may exceed 2.5 percent, or $40 a meter",
        "the dam tax of Elbonia may … exceed 2.5 percent",
        "the dam tax of Elbonia may not exceed 3.5 percent",
        "the dam tax of Elbonia must not exceed 2.5 percent",
        "of what a commercial mill earns – except in dry years",
        "Mills that were not built before 1900, and those on the border",
        "every ferry to carry a lifeboat for each fifty passengers",
    ],
)
def test_what_the_sense_hangs_on_is_told_of(index: CorpusIndex, text: str) -> None:
    checked = one(index, text)
    assert checked.finding is not None
    assert checked.finding.is_turned
    assert "bears on the sense" in verdict(checked)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("exceed 2.5 percent, or $40 a meter", "not"),
        ("pleased with it, and asked", "not"),
        ("in dry years", "except"),
        ("Millers were not pleased", ""),
        ("lose their licence for ninety days", ""),
    ],
)
def test_a_contrary_word_just_before_is_told_of(index: CorpusIndex, text: str, word: str) -> None:
    checked = one(index, text)
    assert checked.finding is not None
    assert checked.finding.turned_before == word
    assert checked.is_true == (not word)
    assert ("stands just before" in verdict(checked)) == bool(word)


@pytest.mark.parametrize(
    "text",
    [
        "The court of Iceland turned the fishermen down",
        "the of and to in a",
        "what does a ferry cost and who pays for it",
        "xyzzy plugh frobnicate",
        "!!! ??? ...",
    ],
)
def test_what_the_articles_do_not_say_is_not_found(index: CorpusIndex, text: str) -> None:
    assert one(index, text).finding is None


def test_the_original_is_shown_beside_what_was_said(index: CorpusIndex) -> None:
    checked = one(index, "said: the dam tax of Elbonia may exceed 3.5 percent, or $40 a meter")
    finding = checked.finding
    assert finding is not None
    assert finding.original == "The dam tax of Elbonia may not exceed 2.5 percent, or $40 a meter"
    differing = {
        (part.kind, finding.alignment.said(part).strip(), finding.alignment.original(part).strip())
        for part in finding.alignment.parts
        if part.kind != "same"
    }
    assert differing == {("put_in", "said", ""), ("left_out", "", "not"), ("changed", "3.5", "2.5")}


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Skippers who sail without the boats lose their licence", (2,)),
        ("told the Assembly: A ferry without boats", (3, 4)),
        ("pay nothing at all until the year 2020", (2,)),
    ],
)
def test_a_quotation_is_placed_by_its_paragraphs(index: CorpusIndex, text: str, paragraphs: tuple[int, ...]) -> None:
    finding = one(index, text).finding
    assert finding is not None
    assert finding.paragraphs == paragraphs


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        (
            'He said "a ferry without boats" and “a coffin with an engine”.',
            ["a ferry without boats", "a coffin with an engine"],
        ),
        ("The “Act” is «proposed by the Minister of Harbours».", ["Act", "proposed by the Minister of Harbours"]),
        ("The ‘Act’ is ‘proposed by the Minister of Harbours’.", ["proposed by the Minister of Harbours"]),
        ("Brekk’s ‘a ferry without boats’ isn’t Ines’s.", ["a ferry without boats"]),
        ("It’s the skippers’ licence, and the owners’ ferry", ["It’s the skippers’ licence, and the owners’ ferry"]),
        ("They (‘asked the governor’s office for relief’)", ["asked the governor’s office for relief"]),
        ("‘the passengers’ boats are not there’, he said", ["the passengers’ boats are not there"]),
        ("‘He called a ferry “a coffin with an engine” there’", ["He called a ferry “a coffin with an engine” there"]),
        ("‘a ferry without boats’ and ‘a coffin with an engine’", ["a ferry without boats", "a coffin with an engine"]),
        ('A 5" pipe and a 6" pipe, “a ferry without boats”', ["a ferry without boats"]),
        ("> lose their licence\n> for ninety days\nreally?", ["lose their licence\n> for ninety days"]),
        ("no marks at all here", ["no marks at all here"]),
        ('5" pipes and "', ['5" pipes and "']),
    ],
)
def test_a_text_has_the_quotations_that_it_marks(index: CorpusIndex, text: str, quotations: list[str]) -> None:
    assert [checked.text.strip("> ") for checked in check_text(text, index)] == quotations
    assert all(text[one.span.start : one.span.end] == one.text for one in check_text(text, index))


def test_a_text_that_stands_there_whole_is_one_quotation() -> None:
    article = make_article('He said: "A boat is a boat." And: "A ferry is a boat." So it is.', title="Norland: Boats")
    found = check_text(article.body, build_answerer(corpus_of(article)).corpus_index)
    assert [one.text for one in found] == [article.body]


def test_too_few_words_are_not_looked_for(index: CorpusIndex) -> None:
    for text in ("", "...", "the ferry"):
        assert one(index, text).is_short
        assert "Too short" in verdict(one(index, text))
        assert not all_true(check_text(text, index))


@pytest.mark.parametrize(
    ("text", "untrue"),
    [
        ("The “licence” is lost for “ninety days” by “a ferry without boats”.", []),
        ("They pay “2.5 percent”, it says, “or $40 a meter”.", []),
        ("They pay “3.5 percent”, it says, “or $40 a meter”.", ["3.5 percent"]),
        ("“a ferry without boats” costs “6,000 crowns”", ["6,000 crowns"]),
    ],
)
def test_a_number_of_two_words_is_looked_for_beside_longer_quotations(
    index: CorpusIndex, text: str, untrue: list[str]
) -> None:
    checked = check_text(text, index)
    assert len(checked) == text.count("“")
    assert [one.text for one in checked if not one.is_true and not one.is_short] == untrue
    assert all_true(checked) == (not untrue)


@pytest.fixture(scope="module")
def many() -> CorpusIndex:
    """So many articles that not all of them are read for a quotation; the first and the last have headings."""
    plain = [
        make_article(f"In town number {one} the mill pays a tax of {one} crowns.", title=f"Elbonia: Mill {one}")
        for one in range(80)
    ]
    dams = make_article(DAMS, title="Elbonia: Dam Tax", date="2016-05-05", jurisdictions=["Elbonia"])
    zones = make_article(
        "The sea is wide.\n\n## Fishing Without a Permit in Zone 7\n\nNobody may do so."
        "\n\n## Entry into Force of the Act",
        title="Norland: Boats and Their Lamps by Night",
    )
    return build_answerer(corpus_of(*plain, dams, zones)).corpus_index


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Fishing Without a Permit in Zone 7", "exact"),
        ("fishing without a permit in zone 7", "same_words"),
        ("Fishing Without a Permit in Zone 8", "altered"),
        ("a Permit in Zone 7\n\nNobody may do so", "exact"),
        ("Entry into Force of the Act", "exact"),
    ],
)
def test_headings_are_searched_where_articles_are_many(many: CorpusIndex, text: str, status: str) -> None:
    finding = one(many, text).finding
    assert finding is not None
    assert finding.status == status
    assert finding.article.title == "Norland: Boats and Their Lamps by Night"


def test_an_article_is_read_whose_title_is_like_a_quotation(many: CorpusIndex) -> None:
    (number,) = likely_named(many, "Boats and Their Lamps by Night", 8)
    assert many.corpus.articles[number].title == "Norland: Boats and Their Lamps by Night"
    assert likely_named(many, "the of and to in a", 8) == likely_named(many, "", 8) == []


def test_headings_are_found_in_order() -> None:
    assert headings_of("## One\n\nText ## no\n\n## Two\nthree\n\n## Two") == ["One", "Two"]


@pytest.mark.parametrize(
    "text",
    [
        "Norland: Boats and Their Lamps by Night",
        "NORLAND -- boats and their lamps by night.",
        "Ines Fabel, “Norland: Boats and Their Lamps by Night,” Global Legal Monitor, March 3, 2014.",
        "See «Norland: Boats and Their Lamps by Night».",
    ],
)
def test_a_title_is_told_to_be_one(many: CorpusIndex, text: str) -> None:
    checked = one(many, text)
    assert checked.title_of is not None
    assert checked.title_of.title == "Norland: Boats and Their Lamps by Night"
    assert checked.is_true
    assert verdict(checked) == "The title of this article."


@pytest.mark.parametrize("text", ["Norland: Boats and Their Lamps", "Norland: Boats and No Lamps by Night", "Mill 81"])
def test_what_is_not_quite_a_title_is_none(many: CorpusIndex, text: str) -> None:
    assert one(many, text).title_of is None
    assert not one(many, text).is_true


def test_the_title_of_each_of_many_is_told_apart(many: CorpusIndex) -> None:
    assert [one(many, f"Elbonia: Mill {number}").title_of for number in (7, 70)] == [
        article for article in many.corpus.articles if article.title in {"Elbonia: Mill 7", "Elbonia: Mill 70"}
    ]


@pytest.mark.parametrize(
    ("text", "is_true"),
    [
        ("The Ferry Safety Act of Norland … was proposed by the Minister of Harbours", False),
        ("obliges every ferry to carry a lifeboat … proposed by the Minister of Harbours", False),
        ("to carry a lifeboat for each forty passengers … Skippers who sail", False),
        ("for each forty passengers. … proposed by the Minister of Harbours", False),
        ("to carry a lifeboat for each forty passengers. … Skippers who sail", True),
        ("to carry a lifeboat for each forty passengers. . . . Skippers who sail", True),
        ("every ferry … for each forty passengers", True),
    ],
)
def test_an_ellipsis_joins_no_parts_of_two_sentences(index: CorpusIndex, text: str, is_true: bool) -> None:  # noqa: FBT001
    checked = one(index, text)
    assert checked.finding is not None
    assert checked.finding.status == "shortened"
    assert checked.is_true == (not checked.finding.skips_end) == is_true
    assert ("the subject may differ" in verdict(checked)) == (not is_true)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("except in dry years. Millers were not pleased with it", "Word for word; a citation is left out."),
        ("lose their licence for ninety days. The Minister of Harbours", "is left out, and the quotation crosses a"),
        ("lose their licence for ninety days.\n\nThe Minister of Harbours", "Word for word; a citation is left out."),
        (
            "except in dry years. Millers were not pleased … asked the governor’s office",
            "marks as left out and a citation.",
        ),
        ("Millers were not pleased with it and asked", "only capitals or punctuation differ."),
    ],
)
def test_a_source_note_that_is_left_out_is_told_of(index: CorpusIndex, text: str, said: str) -> None:
    assert said in verdict(one(index, text))


@pytest.mark.parametrize(
    "text",
    [
        "the dam tax of Elbonia may ~~not~~ exceed 2.5 percent",
        "the dam tax of Elbonia ~~may not~~ exceed 2.5 percent",
        "the dam tax of Elbonia may ~~not exceed 2.5 percent",
        "the dam tax of Elbonia may no\u200bt exceed 2.5 percent",
        "the dam tax of Elbonia may\u2060not exceed 2.5 percent",
        "the dam tax of Elbonia may n\u0336o\u0336t\u0336 exceed 2.5 percent",
    ],
)
def test_words_struck_out_or_with_hidden_signs_are_other_words(index: CorpusIndex, text: str) -> None:
    checked = one(index, text)
    assert checked.finding is not None
    assert checked.finding.status == "altered"
    assert "bears on the sense" in verdict(checked)


@pytest.mark.parametrize(
    "text",
    [
        "every fer\u00adry to carry a lifeboat",
        "every\u200b ferry to carry\ufeff a lifeboat",
        "e\u0301very ferry to carry",
    ],
)
def test_signs_that_hide_nothing_leave_the_words_the_same(index: CorpusIndex, text: str) -> None:
    assert one(index, text).is_true


LONG = " ".join(f"The keeper of hive {number} is paid {number * 7} crowns a year." for number in range(80))


@pytest.fixture(scope="module")
def hives() -> CorpusIndex:
    return build_answerer(corpus_of(make_article(LONG, title="Elbonia: Hives"), make_article(FERRY))).corpus_index


@pytest.mark.parametrize(
    ("altered", "differing"),
    [
        (LONG.replace("78 is paid", "78 is not paid"), {("put_in", "not")}),
        (LONG.replace("The keeper of hive 40 is paid 280 crowns a year. ", ""), set()),
        (LONG.replace("hive 0 is paid", "hive 0 is not paid"), {("put_in", "not")}),
    ],
    ids=["near its end", "where it is cut", "near its beginning"],
)
def test_no_word_of_a_long_quotation_is_judged_away(
    hives: CorpusIndex, altered: str, differing: set[tuple[str, str]]
) -> None:
    checked = check_text(f"“{altered}”", hives)
    assert len(checked) > 1
    assert not any(piece.is_true for piece in checked)
    found = [piece.finding.alignment for piece in checked if piece.finding]
    kinds = {(part.kind, one.said(part).strip()) for one in found for part in one.parts if part.kind != "same"}
    assert differing <= kinds
    assert not any(verdict(piece).startswith("Word for word") for piece in checked)
    assert [key for piece in checked for key in keys_of(piece.text)] == keys_of(altered)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (LONG, "exact"),
        (LONG.upper(), "same_words"),
        (LONG.replace("4 is paid 28 crowns a year", "4 is … a year"), "shortened"),
    ],
)
def test_a_long_quotation_is_one_where_it_stands_there_as_a_whole(hives: CorpusIndex, text: str, status: str) -> None:
    checked = one(hives, f"“{text}”")
    assert checked.finding is not None
    assert (checked.finding.status, checked.is_true) == (status, True)
