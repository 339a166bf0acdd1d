"""What pasted and copied texts are read to: each kind with the article that it gives."""

import datetime as dt

import pytest

from glmbot.ingest.drafts import Draft, Given, draft, read_input
from glmbot.ingest.refusals import RefusalError

DAY = dt.date(2026, 1, 2)
GIVEN = Given(title="Norland: Ferry", date=dt.date(2014, 3, 3))
PROSE = "The keeper of hives in each village is chosen by the villagers for the time of three years."
LEAD = f"(Mar. 3, 2014) {PROSE}"


def read(text: str, given: Given = Given()) -> Draft:  # noqa: B008 - it can't be changed
    return draft(read_input(text.encode(), given), DAY)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (("The new act on fer-\nry safety will enter into force in the spring of the year, after the"
          " par-\nliament of the"
         " country had adopted it in the govern-\nment house."),
         ("The new act on ferry safety will enter into force in the spring of the year, after the parliament of the"
         " country had adopted it in the government house.")),
        (("The customs co-operation treaty of the two states on the northern shore sets up an anti-\nsmuggling"
          " unit, and"
         " customs co-\noperation goes on as it did before the treaty was signed."),
         ("The customs co-operation treaty of the two states on the northern shore sets up an anti-smuggling unit, and"
         " customs co-operation goes on as it did before the treaty was signed.")),
        ("It binds the pre-\nand the post-war members of the assembly who are still there, and\nends in 2010-\n2011.",
         "It binds the pre- and the post-war members of the assembly who are still there, and ends in 2010-2011."),
        (("The text is at https://norland.example/acts/2014-\n03/ferry-\nsafety-act.html and"
          " (www.norland.example/toll-\nand-\nlamp.html) as well, says the ministry."),
         ("The text is at https://norland.example/acts/2014-03/ferry-safety-act.html and"
          " (www.norland.example/toll-and-lamp.html) as well, says the ministry.")),
        (("The ferry rules are to be written by a working-\nparty, a cross-border inquiry-\npanel, and the infor-"
          "\nmation is for the Strand-\nland council and its land-\nowners in the spring."),
         ("The ferry rules are to be written by a working-party, a cross-border inquiry-panel, and the information is"
          " for the Strandland council and its landowners in the spring.")),
        ("The act on traf\u00ad\nficking was passed by the assembly of the country in the spring of the\nyear.",
         "The act on trafficking was passed by the assembly of the country in the spring of the year."),
        (("The first paragraph was wrapped by the program that made it, at the width\nof some eighty letters, as"
         " programs do.\nThe second paragraph was wrapped by the program too, and it begins on a line\nof its own."),
         ("The first paragraph was wrapped by the program that made it, at the width of some eighty letters, as"
          " programs"
         " do.\n\nThe second paragraph was wrapped by the program too, and it begins on a line of its own.")),
    ],
)  # fmt: skip
def test_wrapped_lines_are_joined_and_divided_words_made_whole(text: str, body: str) -> None:
    assert read(f"{text}\n\n{PROSE}", GIVEN).article.body == f"{body}\n\n{PROSE}"


def test_the_preview_names_the_words_that_were_put_together() -> None:
    text = "The new act on fer-\nry safety will enter into force in the spring of the coming year.\n\n" + PROSE
    assert read(text, GIVEN).notes == ("put together, without the hyphen at a line's end: ferry",)


@pytest.mark.parametrize(
    ("tail", "body"),
    [
        ("It has:\n\n· a lamp;\n· a log.", "It has:\n\n- a lamp;\n- a log."),
        ("It has:\n\n\uf0b7\ta lamp;\n\n\uf0b7\ta log.", "It has:\n\n- a lamp;\n- a log."),
        ("It has:\n\n(a) a lamp;\n\n(b) a log.", "It has:\n\n(a) a lamp;\n(b) a log."),
        ("It has:\n\na. a lamp;\nb. a log.", "It has:\n\na. a lamp;\nb. a log."),
        ("It has:\n\n1. a lamp;\n2) a log.", "It has:\n\n1. a lamp;\n2) a log."),
        (f"Part One\n\nGeneral Provisions\n\n{PROSE}", f"## Part One\n\n## General Provisions\n\n{PROSE}"),
        ("It is law. [1]\n\nNotes\n\n[1] Barn Act, No. 5.\n[2] Id.",
         "It is law. [1]\n\n## Notes\n\n[1] Barn Act, No. 5.\n[2] Id."),
        (f"Summary\n\n{PROSE}", f"## Summary\n\n{PROSE}"),
        (f"Ship\tLamps\nAlma\t12\nBerta\t14\n\n{PROSE}", f"Ship | Lamps\nAlma | 12\nBerta | 14\n\n{PROSE}"),
        (f"Ship\tLamps\tBells\nAlma\t\t2\nLaws\tof the valley\n{PROSE}",
         f"Ship | Lamps | Bells\nAlma |  | 2\nLaws | of the valley\n\n{PROSE}"),
        (f"Ship\t\tLamps\n\tAlma\t12\n\n{PROSE}", f"Ship | Lamps\nAlma | 12\n\n{PROSE}"),
        (f"Lamps\tand bells\n\n{PROSE}", f"## Lamps and bells\n\n{PROSE}"),
        ("It has:\n\n(a)\ta lamp;\n(b)\ta log.", "It has:\n\n(a) a lamp;\n(b) a log."),
        (f"Two lamps\nOne bell\nNo log\n\n{PROSE}", f"Two lamps\n\nOne bell\n\nNo log\n\n{PROSE}"),
        (f"Summary\n{PROSE}", f"## Summary\n\n{PROSE}"),
        ("It was read. (Ferries, available at\n.) Its finding holds.",
         "It was read. (Ferries, available at.) Its finding holds."),
        ("It was read. (Ferries, available at\n\n.) Its finding holds.",
         "It was read. (Ferries, available at.) Its finding holds."),
        ("It was read. (Ferries, available at\nhttp://invented.example/a.) It holds.",
         "It was read. (Ferries, available at http://invented.example/a.) It holds."),
    ],
)  # fmt: skip
def test_the_structure_of_a_text_is_told(tail: str, body: str) -> None:
    assert read(f"{PROSE} Once and again.\n\n{tail}", GIVEN).article.body == f"{PROSE} Once and again.\n\n{body}"


@pytest.mark.parametrize(
    ("text", "title", "authors"),
    [
        (f"Global Legal Monitor\nNorland: Act Adopted\nBy Ines Fabel and Odda Brekk\n{LEAD}", "Norland: Act Adopted",
         ("Ines Fabel", "Odda Brekk")),
        (f"Norland: Act Adopted\nby: INES FABEL\n\n{LEAD}", "Norland: Act Adopted", ("INES FABEL",)),
        (f"Norland: Act Adopted\n\nBy Ines Fabel, Law Library of Congress | March 3, 2014\n\n{LEAD}",
         "Norland: Act Adopted", ("Ines Fabel",)),
        (f"Norland: Act Adopted\nInes Fabel\n{LEAD}", "Norland: Act Adopted", ("Ines Fabel",)),
        (f"Norland: Act Adopted\nWritten by Marine Le Pen & Jan van der Berg\n{LEAD}", "Norland: Act Adopted",
         ("Marine Le Pen", "Jan van der Berg")),
        (f"Norland: By Order of the Court\n{LEAD}", "Norland: By Order of the Court", ()),
    ],
)  # fmt: skip
def test_a_byline_names_authors_and_is_no_title(text: str, title: str, authors: tuple[str, ...]) -> None:
    found = read(text).article
    assert (found.title, found.authors, found.body) == (title, authors, LEAD)


@pytest.mark.parametrize(
    ("lines", "authors", "date"),
    [
        (("Ines Fabel, Law Library of Congress, March 7, 2022", "Read more Global Legal Monitor articles."),
         ("Ines Fabel",), dt.date(2022, 3, 7)),
        (("Ines Fabel and Odda Brekk, Law Library of Congress", "March 7, 2022",
          "Read more Global Legal Monitor articles."), ("Ines Fabel", "Odda Brekk"), dt.date(2022, 3, 7)),
        (("Ines Fabel", "Law Library of Congress", "Mar. 7, 2022"), ("Ines Fabel",), dt.date(2022, 3, 7)),
        (("Prepared by Ines Fabel, Law Library intern, under the supervision of Odda Brekk, Foreign Law Specialist.",
          "March 7, 2022"), ("Ines Fabel",), dt.date(2022, 3, 7)),
        (("(Ines Fabel, Senior Foreign Law Specialist, Law Library of Congress, March 7, 2022)",
          "Editors: Odda Brekk; Jan Roe"), ("Ines Fabel",), dt.date(2022, 3, 7)),
    ],
)  # fmt: skip
def test_a_sign_off_gives_authors_and_date_and_is_no_paragraph(
    lines: tuple[str, ...], authors: tuple[str, ...], date: dt.date
) -> None:
    for between in ("\n\n", "\n"):
        head = "Global Legal Monitor\n\n" if "Law Library of" not in " ".join(lines) else ""
        found = read(f"{head}Norland: Act Adopted\n\n{PROSE}\n\n{between.join(lines)}")
        assert (found.article.authors, found.article.date, found.article.body) == (authors, date, PROSE)
        assert set(lines) <= set(found.removed)


@pytest.mark.parametrize(
    "last",
    [
        "Prepared by the ministry, the draft was read twice.",
        "Law Library of Congress staff gave a talk on it, March 3 being the day.",
        "The editors: a body of five, chosen each year, met in 2011.",
    ],
)
def test_prose_that_begins_like_a_sign_off_stays(last: str) -> None:
    assert read(f"{LEAD}\n\n{last}", GIVEN).article.body == f"{LEAD}\n\n{last}"


@pytest.mark.parametrize(
    "lines",
    [
        ("Author: Ines Fabel More by this author", "Topic: Crime and law enforcement More on this topic",
         "Jurisdiction: Upper Norland More about this jurisdiction"),
        ("Author: Ines Fabel                  More by this author", "Topic: Crime and law enforcement",
         "Jurisdiction: Upper Norland"),
        ("Author: Ines Fabel", "Topic: Crime and law enforcement", "Jurisdiction: Upper Norland"),
        ("Author:\tInes Fabel", "Topic:\tCrime and law enforcement", "Jurisdiction:\tUpper Norland"),
    ],
)  # fmt: skip
def test_the_lines_of_the_footer_are_no_paragraph(lines: tuple[str, ...]) -> None:
    for between in ("\n", "\n\n"):
        found = read(f"Norland: Act Adopted\n\n{LEAD}\n{between.join(lines)}").article
        assert found.body == LEAD
        assert (found.authors, found.topics) == (("Ines Fabel",), ("Crime and law enforcement",))
        assert found.jurisdictions == ("Upper Norland",)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("(Jan.11, 2016)", dt.date(2016, 1, 11)),
        ("(Jan. 11,2016)", dt.date(2016, 1, 11)),
        ("(January 11 2016)", dt.date(2016, 1, 11)),
        ("(Sept. 9, 2016.)", dt.date(2016, 9, 9)),
        ("(11 Jan. 2016)", dt.date(2016, 1, 11)),
        ("( May 1, 2016 )", dt.date(2016, 5, 1)),
    ],
)
def test_a_lead_is_a_date_however_it_is_spaced(written: str, date: dt.date) -> None:
    found = read(f"Norland: Act Adopted\n\n{written} {PROSE}").article
    assert (found.title, found.date) == ("Norland: Act Adopted", date)


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("Harbors: New Fees Adopted", ()),
        ("Fisheries: Norland Sets Quotas", ()),
        ("Hives: Keepers Chosen", ()),
        ("Norland: New Fees Adopted", ("Norland",)),
        ("Norland; Upper Tarn: Treaty Signed", ("Norland", "Upper Tarn")),
        ("European Union: New Fees Adopted", ("European Union",)),
    ],
)
def test_a_subject_before_a_colon_is_no_jurisdiction(title: str, places: tuple[str, ...]) -> None:
    assert read(f"{title}\n\n{LEAD}").article.jurisdictions == places


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"From: a@invented.example\nTo: b@invented.example\nSubject: Norland: Act\nDate: x\n\nText", "an e-mail"),
        (b"Received: from x\nFrom: A <a@invented.example>\nMIME-Version: 1.0\n\nx", "an e-mail"),
        (b"title,date,url\nNorland,2014-03-03,https://invented.example\n", "a table (CSV)"),
        (b"Name;Born;Town\nA;1;B\nC;2;D\nE;3;F\n", "a table (CSV)"),
        (b"{\\rtf1\\ansi Norland}", "a rich text file (RTF)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40, "an old Word"),
        (b"%PDF-1.4 x", "a PDF; save the article's web page"),
        (b"\x1f\x8b\x08\x00 x", "a packed file"),
        (b"[InternetShortcut]\nURL=https://invented.example\n", "a link to a page"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>", "a feed"),
        (b'---\ntitle: "x"\ndate: "2014-03-03"\n---\nThe text.\n', "an article file already"),
        (b"# My corpus\n\nSome texts.\n\n```\nglmbot ask\n```\n", "a README"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_named(raw: bytes, said: str) -> None:
    for given in (Given(), GIVEN):
        with pytest.raises(RefusalError) as caught:
            read_input(raw, given)
        assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("label", "raw", "text"),
    [
        ("iso-8859-9", b"It\x92s a \x93rule\x94 of \x805 \x96 \xfeer", "It’s a “rule” of €5 – şer"),
        ("iso-8859-1", b"It\x92s \x8auma", "It’s Šuma"),
        ("iso-8859-15", b"It\x92s \xa45", "It’s €5"),
        ("iso-8859-2", b"It\x92s \xb3ata", "It’s łata"),
        ("iso-8859-11", b"\x93\xa1\xa2\x94", "“กข”"),
        ("tis-620", b"\x80 \xa1", "€ ก"),
        ("gb2312", b"\xe9\x46 \xd6\xd0", "镕 中"),
        ("shift_jis", b"\x87\x40 \x93\xfa", "① 日"),
        ("euc-kr", b"\xb0\xa1 \x8c\x63", "가 똠"),
        ("big5", b"\xa4\xa4 \xf9\xd6", "中 碁"),
        ("windows-1251", b"\xcf\xf0\xe0\xe2\xee", "Право"),
    ],
)
def test_a_page_is_read_as_browsers_read_its_encoding(label: str, raw: bytes, text: str) -> None:
    page = f"<html><head><meta charset={label}><title>Norland</title></head><body><p>".encode() + raw
    found = draft(read_input(page + f" {PROSE}</p></body></html>".encode(), GIVEN), DAY).article.body
    assert found == f"{text} {PROSE}"


@pytest.mark.parametrize(
    ("raw", "text", "note"),
    [
        ("It\u0092s a \u0093safe\u0094 law \u0096".encode(), "It’s a “safe” law –", "4 control characters read as"),
        (b"<meta charset=latin1><p>It\x92s a law \x81<p>", "It’s a law �", "1 characters mean nothing in any encoding"),
        ("A traf\u00adfic law \u2060".encode(), "A traffic law", "taken off: 1 soft hyphen, 1 word joiner"),
    ],
)
def test_what_was_read_otherwise_is_told(raw: bytes, text: str, note: str) -> None:
    found = draft(read_input(raw + f"\n\n{PROSE}".encode(), GIVEN), DAY)
    assert found.article.body == f"{text}\n\n{PROSE}"
    assert any(one.startswith(note) for one in found.notes)


def test_a_page_with_a_broken_byte_keeps_its_encoding() -> None:
    page = b"<meta charset=gb2312><title>Norland</title><p>\xd6\xd0\xff\xd6\xd0 " + PROSE.encode() * 3 + b"</p>"
    found = draft(read_input(page, GIVEN), DAY)
    assert found.article.body.startswith("中�")
    assert "damaged characters: �" in found.warnings


CUT = "The Assembly heard the skippers of all ferries in March, and asked how many lamps burn. [...]"


@pytest.mark.parametrize(
    "text",
    [
        f"Norland: Act Adopted\n\n{LEAD} [...]\n\n{CUT}\n\n{CUT}",
        f"Norland: Act Adopted\n\n{LEAD}\n\n(Mar. 5, 2014) is the day of the second reading in the Assembly.",
    ],
)
def test_an_article_that_leaves_words_out_or_names_a_day_in_parentheses_is_no_list(text: str) -> None:
    assert read(text).article.title == "Norland: Act Adopted"


LISTS = (
    f"Norland: Act Adopted\n\n{LEAD} Read more »\n\nSudland: Act Adopted\n\n{PROSE} Read more »",
    f"Norland: Act Adopted\n\n{LEAD}\n\nSudland: Act Adopted\n\n(Mar. 5, 2014) {PROSE}",
    f"<html><title>Global Legal Monitor</title><p>{LEAD} <a>[...]</a></p><p>{PROSE} [...] <a>More</a></p>",
)


@pytest.mark.parametrize("text", LISTS)
def test_a_list_of_articles_is_refused_unless_title_and_date_are_given(text: str) -> None:
    with pytest.raises(RefusalError, match="a list of articles"):
        read(text)
    assert read(text, GIVEN).article.title == GIVEN.title
