"""Citations for people: the given article in every style, then one variant at a time."""

import datetime as dt
import re
from dataclasses import replace
from typing import Final

import pytest

from glmbot.core.citation import BLUEBOOK, CHECK_LABEL, STYLES, Markup, Style, cite, cite_in_runs, in_text
from glmbot.core.model import INVENTED as ORIGIN
from glmbot.core.model import Article

URL: Final = (
    "https://www.loc.gov/item/global-legal-monitor/2011-12-06/"
    "united-nations-agreement-to-combat-trafficking-in-persons/"
)
TITLE: Final = "United Nations: Agreement to Combat Trafficking in Persons"
GIVEN: Final = Article(
    article_id="2011-12-06-united-nations-agreement-to-combat-trafficking-in-persons",
    title=TITLE,
    date=dt.date(2011, 12, 6),
    jurisdictions=("United Nations",),
    authors=("Wendy Zeldin",),
    topics=(),
    url=URL,
    body="(Dec. 6, 2011) On October 31, 2011, …",
)
# An invented article: its title, people and bodies are made up.
INVENTED: Final = replace(GIVEN, article_id="2014-05-02-arvonia-tide-act", title="Arvonia: Tide Act", url=None)

HUMAN_STYLES: Final = [style for style in STYLES.values() if not style.is_for_programs]

WITHOUT_PINPOINT: Final = {
    BLUEBOOK: f"Wendy Zeldin, {TITLE}, Global Legal Monitor (Dec. 6, 2011), {URL}.",
    STYLES["bluebook-short"]: "Zeldin, supra.",
    STYLES["bluebook-id"]: "Id.",
    STYLES["oscola"]: f"Wendy Zeldin, ‘{TITLE}’ (Global Legal Monitor, 6 December 2011) <{URL[8:]}>.",
    STYLES["apa"]: f"Zeldin, W. (2011, December 6). {TITLE}. Global Legal Monitor. {URL}",
    STYLES["mla"]: f"Zeldin, Wendy. “{TITLE}.” Global Legal Monitor, Law Library of Congress, 6 Dec. 2011, {URL[8:]}.",
    STYLES["chicago"]: f"Zeldin, Wendy. “{TITLE}.” Global Legal Monitor, December 6, 2011. {URL}.",
    STYLES["chicago-note"]: f"Wendy Zeldin, “{TITLE},” Global Legal Monitor, December 6, 2011, {URL}.",
}

WITH_PINPOINT: Final = {
    BLUEBOOK: f"Wendy Zeldin, {TITLE}, Global Legal Monitor ¶ 2 (Dec. 6, 2011), {URL}.",
    STYLES["bluebook-short"]: "Zeldin, supra, ¶ 2.",
    STYLES["bluebook-id"]: "Id. ¶ 2.",
    STYLES["oscola"]: f"Wendy Zeldin, ‘{TITLE}’ (Global Legal Monitor, 6 December 2011) para 2 <{URL[8:]}>.",
    STYLES["apa"]: WITHOUT_PINPOINT[STYLES["apa"]],
    STYLES["mla"]: WITHOUT_PINPOINT[STYLES["mla"]],
    STYLES["chicago"]: WITHOUT_PINPOINT[STYLES["chicago"]],
    STYLES["chicago-note"]: f"Wendy Zeldin, “{TITLE},” Global Legal Monitor, December 6, 2011, par. 2, {URL}.",
}

IN_MARKDOWN: Final = {
    BLUEBOOK: f"Wendy Zeldin, *{TITLE}*, Global Legal Monitor ¶ 2 (Dec. 6, 2011), {URL}.",
    STYLES["bluebook-short"]: "Zeldin, *supra*, ¶ 2.",
    STYLES["bluebook-id"]: "*Id.* ¶ 2.",
    STYLES["oscola"]: rf"Wendy Zeldin, ‘{TITLE}’ (*Global Legal Monitor*, 6 December 2011) para 2 \<{URL[8:]}\>.",
    STYLES["apa"]: f"Zeldin, W. (2011, December 6). {TITLE}. *Global Legal Monitor*. {URL}",
    STYLES[
        "mla"
    ]: f"Zeldin, Wendy. “{TITLE}.” *Global Legal Monitor*, Law Library of Congress, 6 Dec. 2011, {URL[8:]}.",
    STYLES["chicago"]: f"Zeldin, Wendy. “{TITLE}.” *Global Legal Monitor*, December 6, 2011. {URL}.",
    STYLES["chicago-note"]: f"Wendy Zeldin, “{TITLE},” *Global Legal Monitor*, December 6, 2011, par. 2, {URL}.",
}


def test_bluebook_is_the_style_when_none_is_named() -> None:
    assert cite(GIVEN) == WITHOUT_PINPOINT[BLUEBOOK]


@pytest.mark.parametrize("style", HUMAN_STYLES)
def test_the_given_article_in_each_style(style: Style) -> None:
    assert cite(GIVEN, style) == WITHOUT_PINPOINT[style]


@pytest.mark.parametrize("style", HUMAN_STYLES)
def test_the_given_article_with_a_pinpoint(style: Style) -> None:
    assert cite(GIVEN, style, paragraphs=(2,)) == WITH_PINPOINT[style]


@pytest.mark.parametrize("style", HUMAN_STYLES)
def test_the_given_article_in_discord_markdown(style: Style) -> None:
    assert cite(GIVEN, style, paragraphs=(2,), markup=Markup.MARKDOWN) == IN_MARKDOWN[style]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (BLUEBOOK, "Arvonia: Tide Act, Global Legal Monitor ¶ 3 (Dec. 6, 2011)."),
        (STYLES["bluebook-short"], "Arvonia: Tide Act, supra, ¶ 3."),
        (STYLES["bluebook-id"], "Id. ¶ 3."),
        (STYLES["oscola"], "‘Arvonia: Tide Act’ (Global Legal Monitor, 6 December 2011) para 3."),
        (
            STYLES["apa"],
            "Arvonia: Tide Act. (2011, December 6). Global Legal Monitor.",
        ),
        (
            STYLES["mla"],
            "“Arvonia: Tide Act.” Global Legal Monitor, Law Library of Congress, 6 Dec. 2011.",
        ),
        (
            STYLES["chicago"],
            "“Arvonia: Tide Act.” Global Legal Monitor, December 6, 2011.",
        ),
        (STYLES["chicago-note"], "“Arvonia: Tide Act,” Global Legal Monitor, December 6, 2011, par. 3."),
    ],
)
def test_without_author_and_url_the_title_begins_and_the_url_is_left_out(style: Style, expected: str) -> None:
    assert cite(replace(INVENTED, authors=()), style, paragraphs=(3,)) == expected


TWO: Final = ("Ada Ilves", "Bo Rask")
THREE: Final = (*TWO, "Cy Stane")
FOUR: Final = (*THREE, "Di Torv")
TEN: Final = tuple(f"Given{letter} Name{letter}" for letter in "abcdefghij")
ELEVEN: Final = (*TEN, "Givenk Namek")
TWENTY_ONE: Final = tuple(f"Given{letter} Name{letter}" for letter in "abcdefghijklmnopqrstu")


@pytest.mark.parametrize(
    ("style", "authors", "beginning"),
    [
        (BLUEBOOK, TWO, "Ada Ilves & Bo Rask, Arvonia"),
        (BLUEBOOK, THREE, "Ada Ilves et al., Arvonia"),
        (STYLES["bluebook-short"], TWO, "Ilves & Rask, supra."),
        (STYLES["bluebook-short"], THREE, "Ilves et al., supra."),
        (STYLES["oscola"], TWO, "Ada Ilves and Bo Rask, ‘"),
        (STYLES["oscola"], THREE, "Ada Ilves, Bo Rask and Cy Stane, ‘"),
        (STYLES["oscola"], FOUR, "Ada Ilves and others, ‘"),
        (STYLES["apa"], TWO, "Ilves, A., & Rask, B. (2011"),
        (STYLES["apa"], THREE, "Ilves, A., Rask, B., & Stane, C. (2011"),
        (STYLES["mla"], TWO, "Ilves, Ada, and Bo Rask. “"),
        (STYLES["mla"], THREE, "Ilves, Ada, et al. “"),
        (STYLES["chicago"], TWO, "Ilves, Ada, and Bo Rask. “"),
        (STYLES["chicago"], THREE, "Ilves, Ada, Bo Rask, and Cy Stane. “"),
        (STYLES["chicago-note"], TWO, "Ada Ilves and Bo Rask, “"),
        (STYLES["chicago-note"], THREE, "Ada Ilves, Bo Rask, and Cy Stane, “"),
        (STYLES["chicago-note"], FOUR, "Ada Ilves et al., “"),
    ],
)
def test_several_authors(style: Style, authors: tuple[str, ...], beginning: str) -> None:
    assert cite(replace(INVENTED, authors=authors), style).startswith(beginning)


@pytest.mark.parametrize(
    ("style", "authors", "paragraphs", "expected"),
    [
        (STYLES["apa"], ("Ada Ilves",), (), "[In text: (Ilves, 2011)]"),
        (STYLES["apa"], ("Ada Ilves",), (2,), "[In text: (Ilves, 2011, para. 2)]"),
        (STYLES["apa"], ("Ada Ilves",), (4, 5), "[In text: (Ilves, 2011, paras. 4–5)]"),
        (STYLES["apa"], (), (3,), "[In text: (“Arvonia: Tide Act,” 2011, para. 3)]"),
        (STYLES["apa"], TWO, (1,), "[In text: (Ilves & Rask, 2011, para. 1)]"),
        (STYLES["apa"], THREE, (1,), "[In text: (Ilves et al., 2011, para. 1)]"),
        (STYLES["apa"], ("Jan van der Berg",), (1,), "[In text: (van der Berg, 2011, para. 1)]"),
        (STYLES["mla"], ("Ada Ilves",), (), "[In text: (Ilves)]"),
        (STYLES["mla"], ("Ada Ilves",), (2,), "[In text: (Ilves, par. 2)]"),
        (STYLES["mla"], ("Ada Ilves",), (2, 4, 5), "[In text: (Ilves, pars. 2, 4–5)]"),
        (STYLES["mla"], (), (), "[In text: (“Arvonia: Tide Act”)]"),
        (STYLES["mla"], (), (3,), "[In text: (“Arvonia: Tide Act,” par. 3)]"),
        (STYLES["mla"], ("Law Library of Congress",), (3,), "[In text: (“Arvonia: Tide Act,” par. 3)]"),
        (STYLES["mla"], TWO, (1,), "[In text: (Ilves and Rask, par. 1)]"),
        (STYLES["mla"], THREE, (1,), "[In text: (Ilves et al., par. 1)]"),
        (STYLES["chicago"], ("Ada Ilves",), (), "[In a note: Ilves, “Arvonia: Tide Act.”]"),
        (STYLES["chicago"], ("Ada Ilves",), (4, 5), "[In a note: Ilves, “Arvonia: Tide Act,” pars. 4–5.]"),
        (STYLES["chicago"], (), (3,), "[In a note: “Arvonia: Tide Act,” par. 3.]"),
        (STYLES["chicago"], THREE, (1,), "[In a note: Ilves, Rask, and Stane, “Arvonia: Tide Act,” par. 1.]"),
        (STYLES["chicago"], FOUR, (1,), "[In a note: Ilves et al., “Arvonia: Tide Act,” par. 1.]"),
        (STYLES["chicago"], ("Marine Le Pen",), (1,), "[In a note: Le Pen, “Arvonia: Tide Act,” par. 1.]"),
    ],
)
def test_what_stands_in_the_text_where_the_citation_is_an_entry_of_a_list(
    style: Style, authors: tuple[str, ...], paragraphs: tuple[int, ...], expected: str
) -> None:
    assert in_text(replace(INVENTED, authors=authors), style, paragraphs=paragraphs) == expected


@pytest.mark.parametrize("style", [one for one in STYLES.values() if one.name not in {"apa", "mla", "chicago"}])
def test_a_style_whose_citations_are_notes_or_records_has_nothing_else_for_the_text(style: Style) -> None:
    assert in_text(GIVEN, style, paragraphs=(2,)) is None


SEVERAL: Final = {
    BLUEBOOK: "Wendy Zeldin, Arvonia: Tide Act, Global Legal Monitor {} (Dec. 6, 2011).",
    STYLES["bluebook-short"]: "Zeldin, supra, {}.",
    STYLES["bluebook-id"]: "Id. {}.",
    STYLES["oscola"]: "Wendy Zeldin, ‘Arvonia: Tide Act’ (Global Legal Monitor, 6 December 2011) {}.",
    STYLES["chicago-note"]: "Wendy Zeldin, “Arvonia: Tide Act,” Global Legal Monitor, December 6, 2011, {}.",
    STYLES["biblatex"]: "  note = {{Law Library of Congress, {}}},",
    STYLES["bibtex"]: "  note = {{Law Library of Congress, {}}},",
    STYLES["ris"]: "N1  - {}",
    STYLES["csl-json"]: '"note": "{}"',
}
SIGNS: Final = {
    **dict.fromkeys([BLUEBOOK, STYLES["bluebook-short"], STYLES["bluebook-id"]], ("¶", "¶¶")),
    STYLES["oscola"]: ("para", "paras"),
    STYLES["chicago-note"]: ("par.", "pars."),
    **dict.fromkeys([STYLES["biblatex"], STYLES["bibtex"]], ("para.", "paras.")),
    **dict.fromkeys([STYLES["ris"], STYLES["csl-json"]], ("Paragraph", "Paragraphs")),
}


@pytest.mark.parametrize("style", SEVERAL)
@pytest.mark.parametrize(
    ("paragraphs", "numbers"),
    [((7,), "7"), ((4, 5), "4–5"), ((4, 5, 6), "4–6"), ((2, 5), "2, 5"), ((5, 2, 4), "2, 4–5"), ((3, 3), "3")],
)
def test_several_paragraphs_have_their_own_sign_and_a_range(
    style: Style, paragraphs: tuple[int, ...], numbers: str
) -> None:
    sign = SIGNS[style][len(set(paragraphs)) > 1]
    dashed = numbers.replace("–", "--") if style.name == "bibtex" else numbers
    assert SEVERAL[style].format(f"{sign} {dashed}") in cite(INVENTED, style, paragraphs=paragraphs)


def test_chicago_names_ten_authors_but_of_eleven_only_seven() -> None:
    ten = cite(replace(INVENTED, authors=TEN), STYLES["chicago"])
    eleven = cite(replace(INVENTED, authors=ELEVEN), STYLES["chicago"])
    assert "Giveni Namei, and Givenj Namej. “" in ten
    assert "Givenf Namef, Giveng Nameg, et al. “" in eleven


def test_apa_names_twenty_authors_but_of_twenty_one_the_first_nineteen_and_the_last() -> None:
    twenty = cite(replace(INVENTED, authors=TWENTY_ONE[:20]), STYLES["apa"])
    more = cite(replace(INVENTED, authors=TWENTY_ONE), STYLES["apa"])
    assert "Names, G., & Namet, G. (2011" in twenty
    assert "Names, G., . . . Nameu, G. (2011" in more


@pytest.mark.parametrize(
    ("style", "author", "beginning"),
    [
        (BLUEBOOK, "Law Library of Congress", "Law Library of Congress, Arvonia"),
        (STYLES["bluebook-short"], "Law Library of Congress", "Law Library of Congress, supra."),
        (STYLES["oscola"], "Law Library of Congress", "Law Library of Congress, ‘"),
        (STYLES["apa"], "Law Library of Congress", "Law Library of Congress. (2011"),
        (
            STYLES["mla"],
            "Law Library of Congress",
            "“Arvonia: Tide Act.” Global Legal Monitor, Law Library of Congress, 6",
        ),
        (STYLES["mla"], "The Arvonian Tide Office", "Arvonian Tide Office. “"),
        (STYLES["chicago"], "Law Library of Congress", "Law Library of Congress. “"),
        (STYLES["chicago-note"], "Law Library of Congress", "Law Library of Congress, “"),
        (STYLES["apa"], "María de la Cruz", "de la Cruz, M. (2011"),
        (STYLES["mla"], "María de la Cruz", "de la Cruz, María. “"),
        (BLUEBOOK, "María de la Cruz", "María de la Cruz, Arvonia"),
        (BLUEBOOK, "Tor Hale, Jr.", "Tor Hale, Jr., Arvonia"),
        (BLUEBOOK, "Tor Hale Jr.", "Tor Hale Jr., Arvonia"),
        (STYLES["apa"], "Tor M. Hale, Jr.", "Hale, T. M., Jr. (2011"),
        (STYLES["mla"], "Tor Hale, Jr.", "Hale, Tor, Jr. “"),
        (STYLES["chicago"], "Tor Hale Jr.", "Hale, Tor, Jr. “"),
        (STYLES["chicago-note"], "Tor Hale, Jr.", "Tor Hale Jr., “"),
        (STYLES["apa"], "Jean-Luc P.Q. Roe", "Roe, J.-L. P. Q. (2011"),
        (STYLES["apa"], "Suryani", "Suryani. (2011"),
        (STYLES["mla"], "Suryani", "Suryani. “"),
        (STYLES["bluebook-short"], "Suryani", "Suryani, supra."),
        (STYLES["apa"], "Łucja Żebrowska", "Żebrowska, Ł. (2011"),
        (STYLES["apa"], "Иван Петров", "Петров, И. (2011"),
        (STYLES["apa"], "王小明", "王小明. (2011"),
        (STYLES["chicago"], "王 小明", "王 小明. “"),
        (BLUEBOOK, "王小明", "王小明, Arvonia"),
        (STYLES["mla"], "Ilves, Ada", "Ilves, Ada. “"),
        (BLUEBOOK, "Ilves, Ada", "Ada Ilves, Arvonia"),
        (BLUEBOOK, "Dr. Ada Ilves, J.D.", "Ada Ilves, Arvonia"),
    ],
)
def test_names_of_every_kind(style: Style, author: str, beginning: str) -> None:
    assert cite(replace(INVENTED, authors=(author,)), style).startswith(beginning)


@pytest.mark.parametrize(
    ("style", "title", "part"),
    [
        (STYLES["mla"], "Arvonia: “Tide” Act Passed", "“Arvonia: ‘Tide’ Act Passed.” "),
        (STYLES["mla"], 'Arvonia: "Tide" Act Passed', "“Arvonia: ‘Tide’ Act Passed.” "),
        (STYLES["chicago"], "Arvonia: Court Defines “Tide”", "“Arvonia: Court Defines ‘Tide.’” "),
        (STYLES["chicago-note"], "Arvonia: Court Defines “Tide”", "“Arvonia: Court Defines ‘Tide,’” "),
        (STYLES["chicago"], "Arvonia: “On the ‘Tide’ Act”", "“Arvonia: ‘On the “Tide” Act.’” "),
        (STYLES["oscola"], "Arvonia: “Tide” Act", "‘Arvonia: “Tide” Act’ "),
        (STYLES["oscola"], "Arvonia: ‘Tide’ Act", "‘Arvonia: “Tide” Act’ "),
        (
            STYLES["oscola"],
            "Arvonia: Sailors' Rights and Masters’ Duties",
            "‘Arvonia: Sailors' Rights and Masters’ Duties’ ",
        ),
        (STYLES["mla"], "Arvonia: Crew’s Damaged” Title", "“Arvonia: Crew’s Damaged” Title.” "),
        (STYLES["apa"], "Arvonia: Court Defines “Tide”", "Arvonia: Court Defines “Tide.” Global"),
        (BLUEBOOK, "Arvonia: “Tide” Act", "Arvonia: “Tide” Act, Global"),
        (BLUEBOOK, "Arvonia: Is It Law?", "Arvonia: Is It Law?, Global"),
        (STYLES["oscola"], "Arvonia: Is It Law?", "‘Arvonia: Is It Law?’ (Global"),
        (STYLES["apa"], "Arvonia: Is It Law?", "Arvonia: Is It Law? Global"),
        (STYLES["mla"], "Arvonia: Is It Law?", "“Arvonia: Is It Law?” Global"),
        (STYLES["chicago"], "Arvonia: It Is Law!", "“Arvonia: It Is Law!” Global"),
        (STYLES["chicago-note"], "Arvonia: Is It Law?", "“Arvonia: Is It Law?,” Global"),
        (STYLES["apa"], "Arvonia: Treaty with the U.S.", "Treaty with the U.S. Global"),
        (STYLES["mla"], "Arvonia: Treaty with the U.S.", "Treaty with the U.S.” Global"),
    ],
)
def test_titles_with_quotation_marks_and_with_their_own_end_marks(style: Style, title: str, part: str) -> None:
    assert part in cite(replace(INVENTED, title=title), style)


@pytest.mark.parametrize(
    ("style", "month", "day"),
    [
        (BLUEBOOK, "(Jan. 2008)", "(Jan. 3, 2008)"),
        (STYLES["oscola"], "(Global Legal Monitor, January 2008)", "3 January 2008)"),
        (STYLES["apa"], "(2008, January).", "(2008, January 3)."),
        (STYLES["mla"], "Congress, Jan. 2008", "3 Jan. 2008"),
        (STYLES["chicago"], "Monitor, January 2008.", "Monitor, January 3, 2008."),
        (STYLES["chicago-note"], "Monitor, January 2008", "Monitor, January 3, 2008"),
    ],
)
def test_of_a_monthly_issue_only_the_month_is_cited(style: Style, month: str, day: str) -> None:
    assert month in cite(replace(INVENTED, date=dt.date(2008, 1, 2)), style)
    assert day in cite(replace(INVENTED, date=dt.date(2008, 1, 3)), style)


@pytest.mark.parametrize(
    ("date", "cited"),
    [
        (dt.date(2007, 10, 2), "(Oct. 2, 2007)"),
        (dt.date(2007, 11, 2), "(Nov. 2007)"),
        (dt.date(2008, 4, 2), "(Apr. 2008)"),
        (dt.date(2008, 5, 2), "(May 2, 2008)"),
        (dt.date(2012, 6, 1), "(June 1, 2012)"),
        (dt.date(2012, 7, 1), "(July 1, 2012)"),
        (dt.date(2012, 9, 1), "(Sept. 1, 2012)"),
    ],
)
def test_bluebook_months_and_the_time_of_the_monthly_issues(date: dt.date, cited: str) -> None:
    assert cited in cite(replace(INVENTED, date=date))


@pytest.mark.parametrize("style", HUMAN_STYLES)
def test_only_oscola_says_when_a_page_was_seen(style: Style) -> None:
    seen = replace(GIVEN, retrieved=dt.date(2025, 3, 9))
    assert ("accessed 9 March 2025." in cite(seen, style)) is (style is STYLES["oscola"])
    assert "accessed" not in cite(replace(seen, url=None), style)


def test_oscola_keeps_the_scheme_of_an_address_without_www() -> None:
    article = replace(INVENTED, url="https://law.example/a_b")
    assert "<https://law.example/a_b>" in cite(article, STYLES["oscola"])
    assert r"\<<https://law.example/a_b>\>" in cite(article, STYLES["oscola"], markup=Markup.MARKDOWN)


def test_markdown_escapes_what_discord_would_read_as_markup() -> None:
    article = replace(INVENTED, title="1. *Tide* _Act_ ~~x~~ `y` ||z|| <@1> [a](b) # @all \\", authors=("A_b Cde",))
    assert cite(article, markup=Markup.MARKDOWN).startswith(
        r"A\_b Cde, *1\. \*Tide\* \_Act\_ \~\~x\~\~ \`y\` \|\|z\|\| \<\@1\> \[a\](b) \# \@all \\*, Global"
    )


def test_an_address_keeps_nothing_that_no_address_may_hold() -> None:
    assert cite(replace(INVENTED, url="https://law.example/a b<c>\n{d}")).endswith(
        "https://law.example/a%20b%3Cc%3E%0A%7Bd%7D."
    )


def test_every_style_has_a_label_of_its_own() -> None:
    assert len({style.label for style in STYLES.values()}) == len(STYLES)
    assert CHECK_LABEL == "Check before filing."


@pytest.mark.parametrize(
    ("style", "ending"),
    [
        (STYLES["biblatex"], ".bib"),
        (STYLES["bibtex"], ".bib"),
        (STYLES["ris"], ".ris"),
        (STYLES["csl-json"], ".json"),
        (STYLES["mla"], ".txt"),
    ],
)
def test_a_file_is_named_after_the_article_and_the_format(style: Style, ending: str) -> None:
    assert style.file_name(GIVEN) == GIVEN.article_id + ending
    assert style.is_for_programs is (ending != ".txt")


@pytest.mark.parametrize("style", STYLES.values(), ids=lambda style: style.name)
def test_an_invented_article_is_nobody_s_publication(style: Style) -> None:
    invented = replace(GIVEN, origin=ORIGIN)
    assert "Library of Congress" not in cite(invented, style)
    assert "Library of Congress" not in cite(invented, style, paragraphs=(2,))


def test_an_invented_article_s_entry_notes_the_pinpoint_alone() -> None:
    invented = replace(GIVEN, origin=ORIGIN)
    assert "  note = {Para. 2},\n" in cite(invented, STYLES["biblatex"], paragraphs=(2,))
    assert "  note = " not in cite(invented, STYLES["bibtex"])


@pytest.mark.parametrize("style", HUMAN_STYLES)
def test_in_runs_a_citation_is_the_plain_one_with_the_same_in_italics_as_in_markdown(style: Style) -> None:
    pieces = cite_in_runs(GIVEN, style, paragraphs=(2,))
    assert "".join(piece.text for piece in pieces) == WITH_PINPOINT[style]
    slanted = [piece.text for piece in pieces if piece.is_italic]
    assert slanted == re.findall(r"\*([^*]+)\*", IN_MARKDOWN[style])
