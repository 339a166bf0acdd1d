"""Quotations against invented articles: what is a true one, what is not, and where it stands."""

import pytest

from glmbot.core.corpus.passages import headings_of
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.likely import likely_named
from glmbot.core.quotations import Checked, all_true, check_text, texts
from glmbot.core.quotations.wording import left_line, remarks, verdict
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
        ("proposed by the Minister … Odda Brekk", "shortened"),
        ("The Ferry Safety Act of Norland [...] obliges every ferry", "shortened"),
        ("The Ferry Safety Act of Norland . . . obliges every ferry", "shortened"),
        ("every ferry to carry a lifeboat for each [sic] forty passengers", "same_words"),
        ("[the law] obliges every ferry to carry a lifeboat", "edited"),
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
    assert finding.is_true == (status not in {"altered", "edited"} and not finding.may_turn)


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
        ('He said "a ferry without\nboats" there', ["a ferry without\nboats"]),
        ('A stray " mark\n\nand "a ferry without boats"', ["a ferry without boats"]),
        (
            "He said 'a ferry without boats' and 'a coffin\nwith an engine'.",
            ["a ferry without boats", "a coffin\nwith an engine"],
        ),
        ("It's the skippers' licence, and the owners' ferry", ["It's the skippers' licence, and the owners' ferry"]),
        ("'Tis the '90s and the owners' ferry, rock 'n' roll", ["'Tis the '90s and the owners' ferry, rock 'n' roll"]),
        ("She's read 'the passengers' boats aren't there', he said", ["the passengers' boats aren't there"]),
        ("  no marks at all here\n", ["no marks at all here"]),
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


@pytest.mark.parametrize("text", ["“Boats and Their Lamps by Night”", "boats and their lamps by night", "Mill 7"])
def test_a_title_may_be_without_its_jurisdiction_from_three_words_on(many: CorpusIndex, text: str) -> None:
    checked = one(many, text)
    assert (checked.title_of is not None) == checked.is_true == (text != "Mill 7")


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
        ("pay a toll. … The toll is five crowns", True),
        ("pay a toll. . . . The toll is five crowns", True),
        ("pay a toll … The toll is five crowns", False),
    ],
)
def test_an_ellipsis_joins_no_parts_of_two_sentences(text: str, is_true: bool) -> None:  # noqa: FBT001
    toll = make_article(
        "Carts pay a toll. Its keeper is sworn. The toll is five crowns a cart.", title="Elbonia: Tolls"
    )
    checked = one(build_answerer(corpus_of(make_article(), toll)).corpus_index, text)
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
        ("Millers were not pleased with it and asked", "only capitals or punctuation differ."),
    ],
)
def test_a_source_note_that_is_left_out_is_told_of(index: CorpusIndex, text: str, said: str) -> None:
    assert said in verdict(one(index, text))


def test_a_source_note_may_be_left_out_beside_what_is_marked() -> None:
    body = "The keeper, Ulla Brandt, sleeps. (Keeper Asleep, ELBONIA TIMES (June 1, 2018).) Carts wait at the gate."
    index = build_answerer(corpus_of(make_article(body, title="Elbonia: Keepers"), make_article())).corpus_index
    assert "marks as left out and a citation." in verdict(one(index, "The keeper … sleeps. Carts wait at the gate"))


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
        (LONG.replace("The keeper of hive 41 is paid 287 crowns a year. ", "… "), "shortened"),
    ],
)
def test_a_long_quotation_is_one_where_it_stands_there_as_a_whole(hives: CorpusIndex, text: str, status: str) -> None:
    checked = one(hives, f"“{text}”")
    assert checked.finding is not None
    assert (checked.finding.status, checked.is_true) == (status, True)


HARBORS = (
    "Riders in this country must be at least twelve years old, and the fine is up to 300,000 crowns. A share may be"
    ' lent to a neighboring harbor. The law is law (Ferry Law §§ 3-7), said "the keeper of the harbor." Nobody'
    " minds."
)


@pytest.fixture(scope="module")
def harbors() -> CorpusIndex:
    article = make_article(HARBORS, title="Elbonia: Riders", date="2019-02-02", jurisdictions=["Elbonia"])
    other = make_article("The fine is 300,000 crowns in Norland, too.", title="Norland: Fines")
    return build_answerer(corpus_of(article, other)).corpus_index


@pytest.mark.parametrize(
    ("text", "is_turned"),
    [
        ("must be at least 12 years old", False),
        ("must be at least 13 years old", True),
        ("the fine is up to 300 000 crowns", False),
        ("the fine is up to 300000 crowns", False),
        ("the fine is up to three hundred thousand crowns", False),
        ("the fine is up to 300.000 crowns", True),
        ("the fine is up to 30,000 crowns", True),
    ],
)
def test_a_number_written_otherwise_differs_but_turns_nothing(
    harbors: CorpusIndex,
    text: str,
    is_turned: bool,  # noqa: FBT001
) -> None:
    finding = one(harbors, text).finding
    assert finding is not None
    assert (finding.status, finding.is_turned) == ("altered", is_turned)


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("Riders in [Elbonia] must be at least twelve years old", "edited", "as an editor's"),
        ("Riders in this country [of Elbonia] must be at least twelve", "edited", "as an editor's"),
        ("Riders in this country [may] be at least twelve years old", "edited", "bears on the sense"),
        ("Riders in this country must [not] be at least twelve", "edited", "bears on the sense"),
        ("Riders in Elbonia must be at least twelve years old", "altered", "Not word for word."),
        ("Riders in this country [sic] must be at least twelve", "same_words", "“[sic]” is an editor's."),
        ("Riders in this country must be at least twelve (emphasis added)", "exact", "“(emphasis added)” is"),
        ("[R]iders in this country must be at least twelve", "same_words", "only capitals"),
    ],
)
def test_what_stands_in_brackets_is_an_editors(harbors: CorpusIndex, text: str, status: str, said: str) -> None:
    checked = one(harbors, text)
    assert checked.finding is not None
    assert checked.finding.status == status
    assert checked.is_true == (status in {"exact", "same_words"})
    assert said in verdict(checked)


def test_an_editors_note_of_the_article_itself_is_quoted_as_it_stands() -> None:
    article = make_article("The keeper wrote that carts is [sic] heavy and wide.", title="Elbonia: Carts")
    index = build_answerer(corpus_of(article, make_article())).corpus_index
    assert verdict(one(index, "that carts is [sic] heavy and wide")) == "Word for word."


@pytest.mark.parametrize(
    "text", ["lent to a neighbouring harbour", "a neighbouring harbour", "A share may be lent to a neighbour"]
)
def test_another_spelling_is_found_and_is_a_difference(harbors: CorpusIndex, text: str) -> None:
    finding = one(harbors, text).finding
    assert finding is not None
    assert (finding.status, finding.is_turned) == ("altered", False)


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("law is law (Ferry Law §§ 3-7", "law is law (Ferry Law §§ 3-7)"),
        ("Ferry Law §§ 3-7), said", "(Ferry Law §§ 3-7), said"),
        ("said “the keeper of the harbor", 'said "the keeper of the harbor."'),
        ("the keeper of the harbor.” Nobody minds", '"the keeper of the harbor." Nobody minds'),
        ("the keeper of the harbor", "the keeper of the harbor"),
        ("said “the keeper of the sea", 'said "the keeper of the harbor."'),
    ],
)
def test_an_original_has_the_marks_that_close_what_it_opens(harbors: CorpusIndex, text: str, original: str) -> None:
    found = [checked.finding for checked in check_text(text, harbors)]
    assert [one.original for one in found if one] == [original]


def test_a_number_is_told_to_stand_in_other_articles_too(harbors: CorpusIndex) -> None:
    assert (one(harbors, "300,000").others, one(harbors, "twelve years old").others) == (1, 0)
    assert [*remarks(one(harbors, "300,000"))] == ["Also in 1 other article."]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The minister of Norland said “to a neighboring harbor”.", ("Norland",)),
        ("“to a neighboring harbor,” said the minister of Norland.", ("Norland",)),
        ("Norland has a law. It says “lent to a neighboring harbor”.", ("Norland",)),
        ("In Norland's words:\n\n> lent to a neighboring harbor", ("Norland",)),
        ("Unlike Norland, Elbonia says “to a neighboring harbor”.", ()),
        ("Norland slept. Elbonia says “to a neighboring harbor”.", ()),
        ("Norlanders say “to a neighboring harbor” and “Norland is wide”.", ()),
        ("Norland says “the fine is 300,000 crowns”.", ()),
        ("Norland says “300,000 crowns” and “in Norland, too”.", ()),
        ("Elbonia says “300,000 crowns” and “in Norland, too”.", ()),
    ],
)
def test_a_quotation_put_to_another_place_is_told_of(harbors: CorpusIndex, text: str, named: tuple[str, ...]) -> None:
    checked = check_text(text, harbors)[0]
    assert checked.is_true
    assert checked.named == named
    told = [f"The text around it names {name}; this article is on Elbonia." for name in named]
    assert [line for line in remarks(checked) if "around" in line] == told


def test_so_many_quotations_are_looked_for_and_the_rest_is_told_of(harbors: CorpusIndex) -> None:
    text = "“Act” " + " ".join(f"“to a neighboring harbor” and “the fine of {one} whales”" for one in range(20))
    checked = check_text(text, harbors)
    assert len(checked) == 41
    assert [one.is_left for one in checked] == [False] * 31 + [True] * 10
    assert "10 quotations more were not looked for" in left_line(checked)
    assert left_line(check_text(text, harbors, most=None)) == ""
    true = check_text("“to a neighboring harbor” " * 40, harbors)
    assert not all_true(true)
    assert all_true(true[:30])


def test_an_article_is_cut_into_words_once_for_all_quotations(
    harbors: CorpusIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(text: str) -> list[str]:
        read.append(text)
        return keys_of(text)

    monkeypatch.setattr(texts, "keys_of", noted)
    check_text(" ".join(f"“the fine of {one} whales”" for one in range(30)), harbors)
    assert len(read) == len(harbors.corpus.articles)


def test_what_its_paragraphs_rest_on_goes_with_a_quotation(index: CorpusIndex) -> None:
    found = ("Ferries Made Safer, NORLAND COURIER (Mar. 1, 2014)",)
    assert one(index, "A ferry without boats is a coffin").rests_on == found
    assert one(index, "wolves may be shot on sight").rests_on == ()
