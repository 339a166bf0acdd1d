"""A full cite is read into its parts. All names, works and bodies are invented."""

from typing import NamedTuple

import pytest

from glmbot.core.model import Cite
from glmbot.core.sources import describe, find_sources


class Full(NamedTuple):
    """A parenthesis and the parts that it holds."""

    printed: str
    author: str | None = None
    title: str | None = None
    container: str | None = None
    date: str | None = None
    locator: str | None = None
    pinpoint: str | None = None
    note: str | None = None
    signal: str | None = None
    hereinafter: str | None = None


CASES = {
    "news": Full(
        "(Ada Quill, Barns Must Be Red, THE ELBONIA COURIER (Mar. 4, 2011).)",
        "Ada Quill", "Barns Must Be Red", "THE ELBONIA COURIER", "2011-03-04",
    ),
    "news without an author": Full(
        "(Barns Must Be Red, ELBONIA NEWS SERVICE (Sept. 14, 2012).)",
        None, "Barns Must Be Red", "ELBONIA NEWS SERVICE", "2012-09-14",
    ),
    "news whose date has no parenthesis": Full(
        "(Barns Must Be Red, UN BARN CENTRE, Oct. 13, 2009.)",
        None, "Barns Must Be Red", "UN BARN CENTRE", "2009-10-13",
    ),
    "news with a headline that has a comma": Full(
        "(Cows, Then Barns, THE ELBONIA COURIER (Mar. 4, 2011).)",
        None, "Cows, Then Barns", "THE ELBONIA COURIER", "2011-03-04",
    ),
    "news with a question as headline": Full(
        "(Ada Quill, Who Owns a Barn?, BARN QUARTERLY (Nov. 2016), at 31.)",
        "Ada Quill", "Who Owns a Barn?", "BARN QUARTERLY", "2016-11", None, "at 31",
    ),
    "news with the page before the date": Full(
        "(Ada Quill, Empty Barns, EL FARO DEL ESTE, at 12 (Feb. 16, 2008) (in Elbonian).)",
        "Ada Quill", "Empty Barns", "EL FARO DEL ESTE", "2008-02-16", None, "at 12", "in Elbonian",
    ),
    "news in small letters": Full(
        "(Ada Quill, Barns Must Be Red, Elbonia Times (Jan. 5, 2016).)",
        "Ada Quill", "Barns Must Be Red", "Elbonia Times", "2016-01-05",
    ),
    "two authors": Full(
        "(Ada Quill & Bo Lindqvist, Barns Must Be Red, DAGENS LADA (May 3, 2015).)",
        "Ada Quill & Bo Lindqvist", "Barns Must Be Red", "DAGENS LADA", "2015-05-03",
    ),
    "three authors": Full(
        "(Ada Quill, Bo Lindqvist & Cy Orme, Barns Must Be Red, DAGENS LADA (May 3, 2015).)",
        "Ada Quill, Bo Lindqvist & Cy Orme", "Barns Must Be Red", "DAGENS LADA", "2015-05-03",
    ),
    "an author with accents, a particle and a hyphen": Full(
        "(José de la Núñez-Ödön, Barns Must Be Red, LA TERCERA GRANJA (June 7, 2014).)",
        "José de la Núñez-Ödön", "Barns Must Be Red", "LA TERCERA GRANJA", "2014-06-07",
    ),
    "a country and a body are no author": Full(
        "(South Elbonia, Ruritania Sign Barn Pact, THE STEPPE HERALD (July 2, 2013).)",
        None, "South Elbonia, Ruritania Sign Barn Pact", "THE STEPPE HERALD", "2013-07-02",
    ),
    "a law review": Full(
        "(G. Quill, Women and Barns, 12 INNER ELBONIA LAW REVIEW 88 (2008).)",
        "G. Quill", "Women and Barns", "INNER ELBONIA LAW REVIEW", "2008", "12 INNER ELBONIA LAW REVIEW 88",
    ),
    "a book by a body, with its page": Full(
        "(NBB, Briefing Note on Barns 3 (Mar. 2009) (in Elbonian).)",
        "NBB", "Briefing Note on Barns", None, "2009-03", None, "3", "in Elbonian",
    ),
    "a periodical with a place": Full(
        "(Barns Must Be Red, THE TIMES (Port Elba), Mar. 4, 2011.)",
        None, "Barns Must Be Red", "THE TIMES (Port Elba)", "2011-03-04",
    ),
    "a comma without a space": Full(
        "(Ada Quill, Elbonia: Barns Reformed,GLOBAL LEGAL MONITOR (Apr. 23, 2012).)",
        "Ada Quill", "Elbonia: Barns Reformed", "GLOBAL LEGAL MONITOR", "2012-04-23",
    ),
    "a cross-reference": Full(
        "(See Ada Quill, Elbonia: Decree on Barns, GLOBAL LEGAL MONITOR (July 30, 2014).)",
        "Ada Quill", "Elbonia: Decree on Barns", "GLOBAL LEGAL MONITOR", "2014-07-30", signal="See",
    ),
    "a cross-reference with several jurisdictions": Full(
        "(Ada Quill, Elbonia; Ruritania: Barn Treaty Signed, GLOBAL LEGAL MONITOR (Dec. 6, 2011) [on a barn treaty].)",
        "Ada Quill", "Elbonia; Ruritania: Barn Treaty Signed", "GLOBAL LEGAL MONITOR", "2011-12-06",
        note="on a barn treaty",
    ),
    "a signal that says what for": Full(
        "(For details, see Ada Quill, Elbonia: Decree on Barns, GLOBAL LEGAL MONITOR (July 30, 2014).)",
        "Ada Quill", "Elbonia: Decree on Barns", "GLOBAL LEGAL MONITOR", "2014-07-30", signal="For details, see",
    ),
    "a press release": Full(
        "(Press Release, Ministry of Barns, Paint Instead of Rust (Mar. 23, 2018) [hereinafter Paint].)",
        "Ministry of Barns", "Paint Instead of Rust", None, "2018-03-23", hereinafter="Paint",
    ),
    "a press release by persons": Full(
        "(Press Release, Ada Quill, Bo Lindqvist, Paint Instead of Rust (Mar. 23, 2018).)",
        "Ada Quill, Bo Lindqvist", "Paint Instead of Rust", None, "2018-03-23",
    ),
    "a press release that names no issuer": Full(
        "(Press Release, Cabinet Approves Barns (Mar. 23, 2018).)",
        None, "Press Release, Cabinet Approves Barns", None, "2018-03-23",
    ),
    "a release on a website": Full(
        "(OBF and UBHR Sign Memorandum to Paint Barns and Sheds, OBF website (Nov. 1, 2011).)",
        None, "OBF and UBHR Sign Memorandum to Paint Barns and Sheds", "OBF website", "2011-11-01",
    ),
    "a title with a comma before a website": Full(
        "(Talk Between Office on Barns, High Commissioner for Sheds [hereinafter Talk], U.B. website (Oct. 31, 2011).)",
        None, "Talk Between Office on Barns, High Commissioner for Sheds", "U.B. website", "2011-10-31",
        hereinafter="Talk",
    ),
    "a website of a body": Full(
        "(Note to the Draft Barn Law, website of the Barn Portal (last visited Nov. 10, 2016) (in Elbonian).)",
        None, "Note to the Draft Barn Law", "website of the Barn Portal",
        note="in Elbonian; last visited Nov. 10, 2016",
    ),
    "a website alone": Full(
        "(ELBONIAN BARN OFFICE website (last visited Nov. 10, 2016).)",
        container="ELBONIAN BARN OFFICE website", note="last visited Nov. 10, 2016",
    ),
    "a database": Full(
        "(Barn Act, No. 5, BARNBASE online subscription database (search for barn, last visited May 3, 2014).)",
        None, "Barn Act", "BARNBASE online subscription database", locator="No. 5",
        note="search for barn, last visited May 3, 2014",
    ),
    "an undated sheet": Full(
        "(AIFB, Project Sheet: Barns (undated), AIFB website (last visited Apr. 29, 2009).)",
        "AIFB", "Project Sheet: Barns", "AIFB website", note="undated; last visited Apr. 29, 2009",
    ),
    "an address": Full(
        "(Barn Report, BARN OFFICE website (May 3, 2014), available at http://barns.example/report.pdf.)",
        None, "Barn Report", "BARN OFFICE website", "2014-05-03", "http://barns.example/report.pdf",
    ),
    "an address that is missing": Full(
        "(Barn Report, UN BARN CENTRE, Oct. 13, 2009, available at)",
        None, "Barn Report", "UN BARN CENTRE", "2009-10-13",
    ),
    "a statute in a gazette": Full(
        "(Ley No. 21.435, DIARIO DE ELBONIA (Apr. 6, 2022).)",
        None, "Ley No. 21.435", "DIARIO DE ELBONIA", "2022-04-06",
    ),
    "a statute with number, gazette and short name": Full(
        "(Barn Duty Act, No. 118(I)/2016, EPISIMI ELBONIA, Nov. 11, 2016 (in Elbonian) [hereinafter BDA].)",
        None, "Barn Duty Act", "EPISIMI ELBONIA", "2016-11-11", "No. 118(I)/2016",
        note="in Elbonian", hereinafter="BDA",
    ),
    "a gazette with its number": Full(
        "(Legal Notice 266 of 2017, BARN GAZETTE No. 19,877 (Sept. 19, 2017).)",
        None, "Legal Notice 266 of 2017", "BARN GAZETTE", "2017-09-19", "No. 19,877",
    ),
    "an amended statute": Full(
        "(Barn Act, Act No. 12, Mar. 3, 1998, as last amended by Act No. 9, May 5, 2011, art. 4.)",
        None, "Barn Act", None, "1998-03-03", "Act No. 12, as last amended by Act No. 9", "art. 4",
    ),
    "a statute without a date": Full(
        "(Barngesetz, BGBl. No. 431/1995, as amended, § 13.)",
        None, "Barngesetz", None, None, "BGBl. No. 431/1995, as amended", "§ 13",
    ),
    "a statute with a year": Full(
        "(Barn Rules, 2020, § 14 [hereinafter Barn Rules].)",
        None, "Barn Rules", None, "2020", None, "§ 14", hereinafter="Barn Rules",
    ),
    "a statute of a year": Full("(Act No. 906 of 2024, § 2.)", None, "Act No. 906 of 2024", None, "2024", None, "§ 2"),
    "a law by its number": Full(
        "(Law No. 193-VII, arts. 6, 7, 9 &10.)", None, "Law No. 193-VII", None, None, None, "arts. 6, 7, 9 &10",
    ),
    "a law with a date in its title": Full(
        "(Law No. 974 of October 28, 2016, on the Care of Barns [hereinafter Barn Law], ERKIN BARN (Nov. 1, 2016).)",
        None, "Law No. 974 of October 28, 2016, on the Care of Barns", "ERKIN BARN", "2016-11-01",
        hereinafter="Barn Law",
    ),
    "a law with a pinpoint before its date": Full(
        "(Protocol on Barns in Transit [hereinafter Protocol], art. 4, Feb. 14, 2008, on file with author.)",
        None, "Protocol on Barns in Transit", None, "2008-02-14", "on file with author", "art. 4",
        hereinafter="Protocol",
    ),
    "a code with its abbreviation": Full(
        "(Barnrecht [BR] [Code of Barns], Mar. 30, 1911, SR 220, art. 622.)",
        None, "Barnrecht [BR] [Code of Barns]", None, "1911-03-30", "SR 220", "art. 622",
    ),
    "a section before the name": Full(
        "(6 ch. 1 § Barnbalken [hereinafter Barn Code].)", None, "6 ch. 1 § Barnbalken", hereinafter="Barn Code",
    ),
    "a code whose article follows its name": Full(
        "(Code de grange [Barn Code] art. 222-33-2, LEGIGRANGE, available at http://barns.example/y.)",
        None, "Code de grange [Barn Code]", "LEGIGRANGE", None, "http://barns.example/y", "art. 222-33-2",
    ),
    "a statute with its book after the year": Full(
        "(The Barn Act, 2003, No. 4, ACTS OF ELBONIA, § 5(2), as amended by Act No. 7 of 2009.)",
        None, "The Barn Act", "ACTS OF ELBONIA", "2003", "No. 4, as amended by Act No. 7 of 2009", "§ 5(2)",
    ),
    "a foreign gazette with its translation": Full(
        "(Federal Law No. 122-EL, SOBRANIE AMBAROV [SA] [official gazette] 2010, No. 5, Item 123.)",
        None, "Federal Law No. 122-EL", "SOBRANIE AMBAROV [SA] [official gazette]", None, "2010, No. 5", "Item 123",
    ),
    "a report of a body with its document symbol": Full(
        "(Barn Council, Report on Sheds, ¶ 12, U.N. Doc. A/BC/13/47 (Feb. 2, 2010).)",
        "Barn Council", "Report on Sheds", None, "2010-02-02", "U.N. Doc. A/BC/13/47", "¶ 12",
    ),
    "a bill": Full(
        "(Marriage of Cows Bill, Bill No. 12, Feb. 3, 2013, cl. 4.)",
        None, "Marriage of Cows Bill", None, "2013-02-03", "Bill No. 12", "cl. 4",
    ),
    "a resolution with its document symbol": Full(
        "(S.C. Res. 9106, U.N. Doc. S/RES/9106 (June 24, 2013).)",
        None, "S.C. Res. 9106", None, "2013-06-24", "U.N. Doc. S/RES/9106",
    ),
    "a treaty": Full(
        "(Convention on the Painting of Barns (May 18, 1977), art. 3.)",
        None, "Convention on the Painting of Barns", None, "1977-05-18", None, "art. 3",
    ),
    "a decision in an official journal": Full(
        "(Council Decision 2020/1026, 2020 O.J. (L 228) 1.)",
        None, "Council Decision 2020/1026", None, "2020", "2020 O.J. (L 228) 1",
    ),
    "a parliamentary speech": Full(
        "(Ada Quill, Second Reading Speech: Barns Bill, ELBONIA PARLIAMENTARY DEBATES (May 3, 2011), at 512.)",
        "Ada Quill", "Second Reading Speech: Barns Bill", "ELBONIA PARLIAMENTARY DEBATES", "2011-05-03", None, "at 512",
    ),
    "a parliamentary report": Full(
        "(Barn Committee, Report on Sheds, para. 14 (Sept. 2023).)",
        "Barn Committee", "Report on Sheds", None, "2023-09", None, "para. 14",
    ),
    "a debate that bears its date": Full(
        "(Plenary Debate of Nov. 3, 2016, HOUSE OF BARNS website (last visited Nov. 17, 2016).)",
        None, "Plenary Debate of Nov. 3, 2016", "HOUSE OF BARNS website", "2016-11-03",
        note="last visited Nov. 17, 2016",
    ),
    "a judgment": Full(
        "(Case No. B 1200-19, Högsta Ladan, July 11, 2019.)",
        None, "Case No. B 1200-19, Högsta Ladan", None, "2019-07-11",
    ),
    "a case on file": Full(
        "(Quill v. Barn Board, Supreme Court of Elbonia, No. 5/2010 (Nov. 3, 2010) (on file with author).)",
        None, "Quill v. Barn Board, Supreme Court of Elbonia, No. 5/2010", None, "2010-11-03",
        note="on file with author",
    ),
    "an editorial with a translated title": Full(
        "(Editorial, [The Barns Must Wait], ELBONIA SHIMBUN (May 3, 2011) [in Elbonian].)",
        None, "The Barns Must Wait", "ELBONIA SHIMBUN", "2011-05-03", note="in Elbonian",
    ),
    "a title in quotation marks": Full(
        "(Ada Quill, “Barns, and Sheds,” THE ELBONIA COURIER (Mar. 4, 2011).)",
        "Ada Quill", "Barns, and Sheds", "THE ELBONIA COURIER", "2011-03-04",
    ),
    "a letter": Full(
        "(Letter from OBF to the Prime Minister (Sept. 2, 2020) (on file with author).)",
        None, "Letter from OBF to the Prime Minister", None, "2020-09-02", note="on file with author",
    ),
    "a range of days": Full(
        "(Barn Summit, OBF website (Nov. 1–2, 2011).)", None, "Barn Summit", "OBF website", "2011-11",
    ),
    "a day that does not exist": Full(
        "(Barn Summit, OBF website (Sept. 31, 2011).)", None, "Barn Summit", "OBF website", "2011-09",
    ),
    "a date with the day first": Full(
        "(Barn Summit, OBF website (3 October 2011).)", None, "Barn Summit", "OBF website", "2011-10-03",
    ),
    "a stop inside the date": Full(
        "(Barn Summit, OBF website (Oct. 31, 2011.).)", None, "Barn Summit", "OBF website", "2011-10-31",
    ),
}  # fmt: skip


def _only_cite(printed: str) -> Cite:
    (source,) = find_sources(f"Barns are red. {printed}")
    (cite,) = source.cites
    return cite


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_full_cite_is_read_into_its_parts(case: Full) -> None:
    cite = _only_cite(case.printed)
    authority = cite.resolves_to
    assert authority is not None
    assert cite.form == "full"
    assert case == Full(
        case.printed,
        authority.author,
        authority.title,
        authority.container,
        authority.date,
        authority.locator,
        cite.pinpoint,
        cite.note,
        cite.signal,
        authority.hereinafter,
    )
    assert cite.flags == ()


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("(See Ada Quill, Red, THE COURIER (Mar. 4, 2011).)", "Ada Quill, Red, THE COURIER (Mar. 4, 2011)"),
        ("(Talk [hereinafter T], OBF website (Oct. 31, 2011.)", "Talk, OBF website (Oct. 31, 2011)"),
        ("(Red,GLOBAL LEGAL MONITOR (Mar. 4, 2011).", "Red, GLOBAL LEGAL MONITOR (Mar. 4, 2011)"),
        ("(Red, UN BARN CENTRE, Oct. 13, 2009, available at", "Red, UN BARN CENTRE, Oct. 13, 2009"),
        ("(Barn Act (1998), art. 4, § 1 [in Elbonian].)", "Barn Act (1998) [in Elbonian]"),
        ("(NBB, Note on Barns 3 (Mar. 2009).)", "NBB, Note on Barns (Mar. 2009)"),
        ("(Red,\nTHE COURIER\n(Mar. 4, 2011).)", "Red, THE COURIER (Mar. 4, 2011)"),
        ("(Barn Rules, 2020, § 14.)", "Barn Rules, 2020"),
    ],
)
def test_a_source_is_described_in_one_line_without_signal_short_name_pinpoint_and_damage(
    printed: str, line: str
) -> None:
    authority = _only_cite(printed).resolves_to
    assert authority is not None
    assert describe(authority) == line
