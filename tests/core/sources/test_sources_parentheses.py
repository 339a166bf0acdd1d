"""Which parentheses are sources, where each ends, and what is damaged (rules R1 to R3). All names are invented."""

import pytest

from glmbot.core.sources import find_sources


def _texts(body: str) -> list[str]:
    return [source.text for source in find_sources(body)]


@pytest.mark.parametrize(
    "body",
    [
        "(Dec. 6, 2011) On Monday the barns were painted.",
        "(Jan 02, 2008) On Monday the barns were painted.",
        "(May 3, 2015)",
        "The Office on Barns (OBF) met.",
        "It met in the U.N. (UNBO) building.",
        "Barns (e.g., those of Elbonia) are red.",
        "Barns are red. (e.g., those of Elbonia)",
        "The decree (the Elbonian government) applies.",
        "The Barn Act (as last amended 1975) applies.",
        "The fine is high (about US$1,050).",
        "A law (No. 5 of 2010, art. 3) applies.",
        "The acts are: (1) painting; (2) burning; (iii) selling; (d) buying.",
        "(1) Barns are red.",
        "(a) Barns are red.",
        "(OBF) The office met.",
        "Barns are red. (Emphasis added.)",
        "Barns are red. (The court had been asked to look at them.)",
        "Barns are red (see below).",
        "Barns are red. ( )",
        "Barns are red. (2011)",
        "Barns are red. (...)",
        "## Barns. (Ada Quill, Red, THE COURIER (Mar. 4, 2011).)",
        "",
    ],
)
def test_a_gloss_is_no_source(body: str) -> None:
    assert _texts(body) == []


NEWS = "(Ada Quill, Red, THE COURIER (Mar. 4, 2011).)"


@pytest.mark.parametrize(
    "before",
    [
        "Barns are red. ",
        "Barns are red.",
        "Barns are red.  ",
        "Are barns red? ",
        "Barns are red! ",
        "He said “barns are red.” ",
        'He said "barns are red." ',
        "He said “barns are red”. ",
        "They are red because of the “law. ” ",
        "Barns are red; ",
        "Barns are red … ",
        "It stands in the U.N. ",
        "Barns (OBF.) ",
        "- Barns\n- Sheds are red. ",
        "## Colours\n\n",
        "",
    ],
)
def test_a_parenthesis_after_a_sentence_or_at_a_start_is_a_source(before: str) -> None:
    assert _texts(f"{before}{NEWS} And more.") == [NEWS]


@pytest.mark.parametrize(
    "printed", ["(Id.)", "(Id. art. 3.)", "(id. at 4)", "(Id).", "(Id., § 5)", "(See Red, supra.)"]
)
def test_a_parenthesis_that_names_itself_a_source_is_one_also_inside_a_sentence(printed: str) -> None:
    assert _texts(f"Barns {printed} are red") == [printed.rstrip(".") if printed == "(Id)." else printed]


@pytest.mark.parametrize("printed", ["(Red, THE COURIER (Mar. 4, 2011))", "(Red, OBF website (Mar. 4, 2011))"])
def test_a_parenthesis_with_container_and_date_is_a_source_also_before_the_full_stop(printed: str) -> None:
    assert _texts(f"Barns are red {printed}. They stay so.") == [printed]


def test_two_sources_in_a_row_are_both_found() -> None:
    assert _texts(f"Barns are red. {NEWS} (Barn Act, § 4.)") == [NEWS, "(Barn Act, § 4.)"]


def test_paragraphs_are_numbered_without_headings() -> None:
    body = f"One. {NEWS}\n\n## Two\n\nTwo.\n\nThree. (Id.)"
    assert [(source.paragraph, source.text) for source in find_sources(body)] == [(1, NEWS), (3, "(Id.)")]


def test_a_heading_beside_a_source_is_left_alone() -> None:
    assert _texts(f"## A (b)\n\n{NEWS}\n\n## C. (Id.)\n\n(Id.)") == [NEWS, "(Id.)"]


def test_each_item_of_a_list_has_its_own_source() -> None:
    body = "The law says:\n- barns are red. (Barn Act, § 4.)\n- sheds are blue. (Id. § 5.)"
    assert _texts(body) == ["(Barn Act, § 4.)", "(Id. § 5.)"]


def test_a_source_never_runs_into_the_next_item_of_a_list() -> None:
    body = "- barns are red. (Red, THE COURIER (Mar. 4, 2011).\n- sheds are blue. (Id.)"
    assert [(source.text, source.flags) for source in find_sources(body)] == [
        ("(Red, THE COURIER (Mar. 4, 2011).", ("unbalanced",)),
        ("(Id.)", ()),
    ]


@pytest.mark.parametrize(
    ("body", "text", "flags"),
    [
        ("Red. (Blue, THE COURIER (Mar. 4, 2011).", "(Blue, THE COURIER (Mar. 4, 2011).", ("unbalanced",)),
        ("Red. (Talk, U.B. website (Oct. 31, 2011.)", "(Talk, U.B. website (Oct. 31, 2011.)", ("unbalanced",)),
        ("Red. (Talk, U.B. website (Oct. 31, 2011. ", "(Talk, U.B. website (Oct. 31, 2011.", ("unbalanced",)),
        ("Red. (Id", "(Id", None),
        ("Red. (Id.", "(Id.", ("unbalanced", "unresolved")),
        ("Red. (Red, BC NEWS, May 1, 2009, available at", "(Red, BC NEWS, May 1, 2009, available at", ("unbalanced",)),
        ("Red. (Red, BARN CENTRE, Oct. 13, 2009\n\nNext. (X)", "(Red, BARN CENTRE, Oct. 13, 2009", ("unbalanced",)),
    ],
)  # fmt: skip
def test_an_unclosed_source_ends_with_its_paragraph(body: str, text: str, flags: tuple[str, ...] | None) -> None:
    found = [(source.text, source.flags) for source in find_sources(body)]
    assert found == ([] if flags is None else [(text, flags)])


OPEN = "(Red, BARN CENTRE, Oct. 13, 2009"


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (
            f"Red. {OPEN}, available at According to the office, sheds will be painted as well. (Id.)",
            [f"{OPEN}, available at", "(Id.)"],
        ),
        (
            f"Red. {OPEN}, available at http://barns.example/a According to the office, sheds are to be painted. (Id.)",
            [f"{OPEN}, available at http://barns.example/a", "(Id.)"],
        ),
        (
            "Red. (Red, OBF website (Oct. 13, 2009), According to the website, sheds are to be painted. (Id.)",
            ["(Red, OBF website (Oct. 13, 2009)", "(Id.)"],
        ),
        (
            "Red. (Red, OBF website (Oct. 13, 2009). The office wants to paint the sheds as well.",
            ["(Red, OBF website (Oct. 13, 2009)."],
        ),
        (
            "Red. (Red, OBF website (Oct. 13, 2009.) The office wants to paint the sheds as well.",
            ["(Red, OBF website (Oct. 13, 2009.)"],
        ),
        (f"Red. {OPEN}. The office wants to paint the sheds as well.", [f"{OPEN}."]),
        ("Red. (Red, OBF website. (Id.) More.", ["(Red, OBF website.", "(Id.)"]),
    ],
)
def test_prose_that_runs_on_in_an_open_source_is_cut_off(body: str, texts: list[str]) -> None:
    found = find_sources(body)
    assert [source.text for source in found] == texts
    assert found[0].flags == ("unbalanced", "run_on")


@pytest.mark.parametrize(
    "tail", ["art. 5, OBF website", "at 5", "See also the barns of all these", "Elbonia Ruritania Syldavia Borduria"]
)
def test_what_may_belong_to_an_open_source_is_not_cut_off(tail: str) -> None:
    body = f"Red. (Red, OBF website (Oct. 13, 2009), {tail}"
    assert _texts(body) == [body[5:]]


def test_where_prose_may_run_on_but_its_start_is_unsure_the_source_is_kept_and_flagged() -> None:
    body = "Red. (Red, OBF website (Oct. 13, 2009), sheds and barns of all these many people in one small town"
    (source,) = find_sources(body)
    assert (source.text, source.flags) == (body[5:], ("unbalanced", "run_on"))


@pytest.mark.parametrize(
    ("printed", "cites"),
    [
        ("(Barn Act, § 4; Shed Act, § 5.)", ["Barn Act, § 4", "Shed Act, § 5"]),
        ("(Id.; see also Red, THE COURIER (Mar. 4, 2011).)", ["Id.", "see also Red, THE COURIER (Mar. 4, 2011)"]),
        ("(Red, OBF website (Mar. 4, 2011; May 1, 2011).)", ["Red, OBF website (Mar. 4, 2011; May 1, 2011)"]),
        ("(Red [one; two], THE COURIER (Mar. 4, 2011).)", ["Red [one; two], THE COURIER (Mar. 4, 2011)"]),
        ("(Id.;Id. § 2;)", ["Id.", "Id. § 2"]),
        ("(Red, THE COURIER (Mar. 4, 2011). See also Blue, THE COURIER (May 1, 2011).)",
         ["Red, THE COURIER (Mar. 4, 2011)", "See also Blue, THE COURIER (May 1, 2011)"]),
        ("(Ada Quill, Elbonia; Ruritania; Syldavia: Red, GLOBAL LEGAL MONITOR (May 1, 2011).)",
         ["Ada Quill, Elbonia; Ruritania; Syldavia: Red, GLOBAL LEGAL MONITOR (May 1, 2011)"]),
        ("(Red, supra.;)", ["Red, supra"]),
    ],
)  # fmt: skip
def test_cites_are_split_at_semicolons_outside_inner_brackets(printed: str, cites: list[str]) -> None:
    body = f"Barns are red. {printed}"
    (source,) = find_sources(body)
    assert [cite.text for cite in source.cites] == cites
    assert [body[cite.span.start : cite.span.end] for cite in source.cites] == cites
