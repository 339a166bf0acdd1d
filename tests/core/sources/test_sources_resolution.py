"""What Id., supra and short forms resolve to (rules R4 and R5). All names and works are invented."""

import pytest

from glmbot.core.model import Cite
from glmbot.core.sources import find_sources

RED = "Ada Quill, Red Barns, THE COURIER (Mar. 4, 2011)"
BLUE = "Bo Lindqvist, Blue Sheds Sell Well, DAGENS LADA (May 1, 2012)"
ACT = "Barn Act, Act No. 5 (2010)"
TALK = "Talk on the Barns of Elbonia [hereinafter Barn Talk], OBF website (Oct. 31, 2011)"
RESOLUTION = "S.C. Res. 9106, U.N. Doc. S/RES/9106 (June 24, 2013)"
CODE = "Barnrecht [BR] [Code of Barns], Mar. 30, 1911, SR 220"
LAW = "Law No. 17/2019 of 10/08/2019, BARN GAZETTE (Sept. 23, 2019)"
QUILLS_SECOND = "Ada Quill, Rust, THE COURIER (June 4, 2011)"
NAMESAKE = "Red Barns, SHED WEEKLY (Mar. 5, 2011)"


def _cites(*printed: str) -> list[Cite]:
    body = "\n\n".join(f"Barns are red. ({one}.)" for one in printed)
    return [cite for source in find_sources(body) for cite in source.cites]


@pytest.mark.parametrize(
    ("before", "printed", "form", "resolved", "pinpoint"),
    [
        ([RED], "Id", "id", RED, None),
        ([RED], "Id. at 5", "id", RED, "at 5"),
        ([RED], "Id., at 5", "id", RED, "at 5"),
        ([RED], "See id. at 5", "id", RED, "at 5"),
        ([RED], "Ibid", "id", RED, None),
        ([ACT], "Id. art. 3", "id", ACT, "art. 3"),
        ([ACT], "Id. §§ 4-5", "id", ACT, "§§ 4-5"),
        ([ACT], "Id. arts. 6 & 6 bis", "id", ACT, "arts. 6 & 6 bis"),
        ([ACT], "Id. transitory art. 2", "id", ACT, "transitory art. 2"),
        ([RED, "Id.", "Id. at 3"], "Id. at 4", "id", RED, "at 4"),
        ([RED, BLUE], "Id.", "id", BLUE, None),
        ([RED, BLUE, "Quill, supra"], "Id.", "id", RED, None),
        ([ACT, RED, "Barn Act, § 86"], "Id. § 87", "id", ACT, "§ 87"),
        ([f"{RED}; Id. at 4"], "Id.", "id", RED, None),
        ([TALK, RED], "Barn Talk, supra", "supra", TALK, None),
        ([TALK, RED], "Barn Talk,supra", "supra", TALK, None),
        ([TALK, RED], "Barn Talk, supra.;", "supra", TALK, None),
        ([TALK, RED], "See Barn Talk, supra, at 5", "supra", TALK, "at 5"),
        ([RED, BLUE], "Red Barns, supra", "supra", RED, None),
        ([RED, BLUE], "“Red Barns,” supra", "supra", RED, None),
        ([RED, BLUE], "Quill, supra", "supra", RED, None),
        ([RED, BLUE], "Ada Quill, supra at 7", "supra", RED, "at 7"),
        ([RED, BLUE], "Quill, Red Barns, supra", "supra", RED, None),
        ([RED, BLUE], "Ada Quill, Red Barns, supra", "supra", RED, None),
        (["Ada Quill & Bo Orme, Red, THE COURIER (2011)", BLUE], "Quill & Orme, supra", "supra",
         "Ada Quill & Bo Orme, Red, THE COURIER (2011)", None),
        (["Nisreen Abu Rahma, Red Barns, THE COURIER (2011)", BLUE], "Abu Rahma, supra", "supra",
         "Nisreen Abu Rahma, Red Barns, THE COURIER (2011)", None),
        ([RESOLUTION, RED], "S/RES/9106, supra, para. 2", "supra", RESOLUTION, "para. 2"),
        ([RESOLUTION, RED], "U.N. Doc. S/RES/9106, supra", "supra", RESOLUTION, None),
        ([RED, BLUE], "DAGENS LADA, supra", "supra", BLUE, None),
        ([RED, BLUE], "Blue Sheds, supra", "supra", BLUE, None),
        ([LAW, RED], "Law No. 17/2019, supra, art. 6", "supra", LAW, "art. 6"),
        ([ACT, RED], "Barn Act, § 4", "short", ACT, "§ 4"),
        ([ACT, RED], "Barn Act § 4", "short", ACT, "§ 4"),
        ([ACT, RED], "Barn Act", "short", ACT, None),
        ([CODE, RED], "BR art. 622, para. 1", "short", CODE, "art. 622, para. 1"),
        ([CODE, RED], "Code of Barns, art. 7", "short", CODE, "art. 7"),
        ([CODE, RED], "Art. 7 of the Code of Barns", "short", CODE, "Art. 7"),
        ([LAW, RED], "Law No. 17/2019, art. 6", "short", LAW, "art. 6"),
        ([f"{TALK}, art. 2", RED], "Barn Talk, art. 3", "short", TALK, "art. 3"),
        ([ACT, RED], "Art. 1, para. 4", "short", ACT, "Art. 1, para. 4"),
        ([ACT, RED], "§ 4", "short", ACT, "§ 4"),
        ([ACT, RED], "Barn Act, 2010, § 3", "short", ACT, "§ 3"),
        ([LAW, ACT], "Barn Act, 2010, § 3", "short", ACT, "§ 3"),
        (["The Barn Bill, 2014, THE GAZETTE (Mar. 3, 2014)"], "Barn Bill, 2014, § 3", "short",
         "The Barn Bill, 2014, THE GAZETTE (Mar. 3, 2014)", "§ 3"),
        (["Barn Bill, GAZETTE SUPPLEMENT No. 3 (Mar. 3, 2014)"], "Barn Bill, 2014, §§ 3–5", "short",
         "Barn Bill, GAZETTE SUPPLEMENT No. 3 (Mar. 3, 2014)", "§§ 3–5"),
        (["DLT Act, No. 7 (2020)"], "DLT Act at 21", "short", "DLT Act, No. 7 (2020)", "at 21"),
    ],
)  # fmt: skip
def test_a_reference_resolves_to_the_full_source(
    before: list[str], printed: str, form: str, resolved: str, pinpoint: str | None
) -> None:
    cite = _cites(*before, printed)[-1]
    assert (cite.form, cite.pinpoint, cite.flags, cite.candidates) == (form, pinpoint, (), ())
    assert cite.resolves_to is not None
    assert cite.resolves_to.text.split(", art. 2")[0] == resolved


@pytest.mark.parametrize(
    ("before", "printed", "flag", "candidates"),
    [
        ([], "Id.", "unresolved", []),
        ([], "Quill, supra", "unresolved", []),
        ([RED], "Nobody, supra", "unresolved", []),
        ([RED], "supra", "unresolved", []),
        ([RED], "The, supra", "unresolved", []),
        ([RED, "Nobody, supra"], "Id.", "unresolved", []),
        ([RED, QUILLS_SECOND], "Quill, supra", "ambiguous", [RED, QUILLS_SECOND]),
        ([RED, NAMESAKE], "Red Barns, supra", "ambiguous", [RED, NAMESAKE]),
        ([RED, QUILLS_SECOND], "THE COURIER, supra", "ambiguous", [RED, QUILLS_SECOND]),
        ([f"{RED}; {BLUE}"], "Id.", "ambiguous", [RED, BLUE]),
        ([RED, f"Id.; see also {BLUE}"], "Id. at 3", "ambiguous", [RED, BLUE]),
        ([f"{RED}; {BLUE}", "Id."], "Id.", "ambiguous", [RED, BLUE]),
        ([RED, "Id.; Nobody, supra"], "Id.", "ambiguous", [RED]),
        ([], "Barn Act, § 4", "unresolved", ["Barn Act"]),
        (["Barn Act, § 4"], "Id. § 5", "unresolved", ["Barn Act"]),
        (["Barn Act Passes, THE COURIER (2011)"], "Barn Act, § 4", "unresolved", ["Barn Act"]),
        ([], "DLT Act at 21", "unresolved", ["DLT Act"]),
        ([], "Art. 1, para. 4", "unresolved", []),
        ([ACT, LAW], "Art. 1, para. 4", "ambiguous", [ACT, LAW]),
        (["Wolf Talks Begin, Says New Law, THE COURIER (2011)"], "Art. 1", "unresolved", []),
        ([RED], "§ 22(2)", "unresolved", []),
    ],
)
def test_what_is_not_certain_is_flagged_and_never_guessed(
    before: list[str], printed: str, flag: str, candidates: list[str]
) -> None:
    cite = _cites(*before, printed)[-1]
    assert cite.resolves_to is None
    assert cite.flags == (flag,)
    assert [candidate.text for candidate in cite.candidates] == candidates


def test_nothing_resolves_to_a_later_source() -> None:
    first, second = _cites("Quill, supra", RED)
    assert first.resolves_to is None
    assert second.form == "full"


def test_an_id_inside_a_parenthesis_means_the_cite_before_it() -> None:
    cites = _cites(BLUE, f"{RED}; Id. at 4; see also {BLUE}")
    assert cites[2].resolves_to == cites[1].resolves_to


def test_a_source_that_is_cited_in_full_twice_is_one_source() -> None:
    cites = _cites(RED, BLUE, RED, "Quill, supra")
    assert cites[-1].resolves_to == cites[0].resolves_to


def test_the_hereinafter_name_goes_before_a_title() -> None:
    named, _, cite = _cites(
        "Long Words on Sheds [hereinafter Red], OBF website (2011)", "Red, SHED WEEKLY (2012)", "Red, supra"
    )
    assert cite.resolves_to == named.resolves_to


def test_an_id_reaches_over_headings_and_paragraphs_without_sources() -> None:
    first, second = find_sources(f"Red. ({RED}.)\n\n## Next\n\nNothing here.\n\nBlue. (Id.)")
    assert second.cites[0].resolves_to == first.cites[0].resolves_to


def test_a_damaged_source_can_still_be_referred_to() -> None:
    first, second = find_sources(f"Red. ({RED}.\n\nBlue. (Id).")
    assert (first.flags, second.cites[0].resolves_to) == (("unbalanced",), first.cites[0].resolves_to)


def test_a_source_has_the_flags_of_its_cites() -> None:
    (source,) = find_sources(f"Red. (Nobody, supra; {RED}.")
    assert source.flags == ("unbalanced", "unresolved")


@pytest.mark.parametrize(
    ("printed", "signal", "note"),
    [
        ("See also Quill, supra [in Elbonian]", "See also", "in Elbonian"),
        ("Cf. id. at 3 (on barns)", "Cf.", "on barns"),
        ("See, e.g., Quill, supra", "See, e.g.", None),
        ("For background, see id.", "For background, see", None),
    ],
)
def test_a_reference_keeps_its_signal_and_note(printed: str, signal: str, note: str | None) -> None:
    cite = _cites(RED, printed)[-1]
    assert (cite.signal, cite.note, cite.flags) == (signal, note, ())
