"""Citations for people: the given article in every style, then one variant at a time."""

import datetime as dt
from dataclasses import replace
from typing import Final

import pytest

from glmbot.core.citation import CHECK_LABEL, Markup, Style, cite, file_name, is_machine_format, style_label
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

HUMAN_STYLES: Final = [style for style in Style if not is_machine_format(style)]

WITHOUT_PINPOINT: Final = {
    Style.BLUEBOOK: f"Wendy Zeldin, {TITLE}, Global Legal Monitor (Dec. 6, 2011), {URL}.",
    Style.BLUEBOOK_SHORT: "Zeldin, supra.",
    Style.BLUEBOOK_ID: "Id.",
    Style.OSCOLA: f"Wendy Zeldin, ‘{TITLE}’ (Global Legal Monitor, 6 December 2011) <{URL[8:]}>.",
    Style.APA: f"Zeldin, W. (2011, December 6). {TITLE}. Global Legal Monitor. {URL}",
    Style.MLA: f"Zeldin, Wendy. “{TITLE}.” Global Legal Monitor, Law Library of Congress, 6 Dec. 2011, {URL[8:]}.",
    Style.CHICAGO: f"Zeldin, Wendy. “{TITLE}.” Global Legal Monitor, December 6, 2011. {URL}.",
    Style.CHICAGO_NOTE: f"Wendy Zeldin, “{TITLE},” Global Legal Monitor, December 6, 2011, {URL}.",
}

WITH_PINPOINT: Final = {
    Style.BLUEBOOK: f"Wendy Zeldin, {TITLE}, Global Legal Monitor ¶ 2 (Dec. 6, 2011), {URL}.",
    Style.BLUEBOOK_SHORT: "Zeldin, supra, ¶ 2.",
    Style.BLUEBOOK_ID: "Id. ¶ 2.",
    Style.OSCOLA: f"Wendy Zeldin, ‘{TITLE}’ (Global Legal Monitor, 6 December 2011) para 2 <{URL[8:]}>.",
    Style.APA: f"{WITHOUT_PINPOINT[Style.APA]} [In text: (Zeldin, 2011, para. 2)]",
    Style.MLA: f"{WITHOUT_PINPOINT[Style.MLA]} [In text: (Zeldin, par. 2)]",
    Style.CHICAGO: f"{WITHOUT_PINPOINT[Style.CHICAGO]} [In a note: Zeldin, “{TITLE},” par. 2.]",
    Style.CHICAGO_NOTE: f"Wendy Zeldin, “{TITLE},” Global Legal Monitor, December 6, 2011, par. 2, {URL}.",
}

IN_MARKDOWN: Final = {
    Style.BLUEBOOK: f"Wendy Zeldin, *{TITLE}*, Global Legal Monitor ¶ 2 (Dec. 6, 2011), {URL}.",
    Style.BLUEBOOK_SHORT: "Zeldin, *supra*, ¶ 2.",
    Style.BLUEBOOK_ID: "*Id.* ¶ 2.",
    Style.OSCOLA: rf"Wendy Zeldin, ‘{TITLE}’ (*Global Legal Monitor*, 6 December 2011) para 2 \<{URL[8:]}\>.",
    Style.APA: f"Zeldin, W. (2011, December 6). {TITLE}. *Global Legal Monitor*. {URL} "
    r"\[In text: (Zeldin, 2011, para. 2)\]",
    Style.MLA: f"Zeldin, Wendy. “{TITLE}.” *Global Legal Monitor*, Law Library of Congress, 6 Dec. 2011, {URL[8:]}. "
    r"\[In text: (Zeldin, par. 2)\]",
    Style.CHICAGO: f"Zeldin, Wendy. “{TITLE}.” *Global Legal Monitor*, December 6, 2011. {URL}. "
    rf"\[In a note: Zeldin, “{TITLE},” par. 2.\]",
    Style.CHICAGO_NOTE: f"Wendy Zeldin, “{TITLE},” *Global Legal Monitor*, December 6, 2011, par. 2, {URL}.",
}


def test_bluebook_is_the_style_when_none_is_named() -> None:
    assert cite(GIVEN) == WITHOUT_PINPOINT[Style.BLUEBOOK]


@pytest.mark.parametrize("style", HUMAN_STYLES)
def test_the_given_article_in_each_style(style: Style) -> None:
    assert cite(GIVEN, style) == WITHOUT_PINPOINT[style]


@pytest.mark.parametrize("style", HUMAN_STYLES)
def test_the_given_article_with_a_pinpoint(style: Style) -> None:
    assert cite(GIVEN, style, paragraph=2) == WITH_PINPOINT[style]


@pytest.mark.parametrize("style", HUMAN_STYLES)
def test_the_given_article_in_discord_markdown(style: Style) -> None:
    assert cite(GIVEN, style, paragraph=2, markup=Markup.MARKDOWN) == IN_MARKDOWN[style]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (Style.BLUEBOOK, "Arvonia: Tide Act, Global Legal Monitor ¶ 3 (Dec. 6, 2011)."),
        (Style.BLUEBOOK_SHORT, "Arvonia: Tide Act, supra, ¶ 3."),
        (Style.BLUEBOOK_ID, "Id. ¶ 3."),
        (Style.OSCOLA, "‘Arvonia: Tide Act’ (Global Legal Monitor, 6 December 2011) para 3."),
        (
            Style.APA,
            (
                "Arvonia: Tide Act. (2011, December 6). Global Legal Monitor. "
                "[In text: (“Arvonia: Tide Act,” 2011, para. 3)]"
            ),
        ),
        (
            Style.MLA,
            (
                "“Arvonia: Tide Act.” Global Legal Monitor, Law Library of Congress, 6 Dec. 2011. "
                "[In text: (“Arvonia: Tide Act,” par. 3)]"
            ),
        ),
        (
            Style.CHICAGO,
            "“Arvonia: Tide Act.” Global Legal Monitor, December 6, 2011. [In a note: “Arvonia: Tide Act,” par. 3.]",
        ),
        (Style.CHICAGO_NOTE, "“Arvonia: Tide Act,” Global Legal Monitor, December 6, 2011, par. 3."),
    ],
)
def test_without_author_and_url_the_title_begins_and_the_url_is_left_out(style: Style, expected: str) -> None:
    assert cite(replace(INVENTED, authors=()), style, paragraph=3) == expected


TWO: Final = ("Ada Ilves", "Bo Rask")
THREE: Final = (*TWO, "Cy Stane")
FOUR: Final = (*THREE, "Di Torv")
TEN: Final = tuple(f"Given{letter} Name{letter}" for letter in "abcdefghij")
ELEVEN: Final = (*TEN, "Givenk Namek")
TWENTY_ONE: Final = tuple(f"Given{letter} Name{letter}" for letter in "abcdefghijklmnopqrstu")


@pytest.mark.parametrize(
    ("style", "authors", "beginning"),
    [
        (Style.BLUEBOOK, TWO, "Ada Ilves & Bo Rask, Arvonia"),
        (Style.BLUEBOOK, THREE, "Ada Ilves et al., Arvonia"),
        (Style.BLUEBOOK_SHORT, TWO, "Ilves & Rask, supra."),
        (Style.BLUEBOOK_SHORT, THREE, "Ilves et al., supra."),
        (Style.OSCOLA, TWO, "Ada Ilves and Bo Rask, ‘"),
        (Style.OSCOLA, THREE, "Ada Ilves, Bo Rask and Cy Stane, ‘"),
        (Style.OSCOLA, FOUR, "Ada Ilves and others, ‘"),
        (Style.APA, TWO, "Ilves, A., & Rask, B. (2011"),
        (Style.APA, THREE, "Ilves, A., Rask, B., & Stane, C. (2011"),
        (Style.MLA, TWO, "Ilves, Ada, and Bo Rask. “"),
        (Style.MLA, THREE, "Ilves, Ada, et al. “"),
        (Style.CHICAGO, TWO, "Ilves, Ada, and Bo Rask. “"),
        (Style.CHICAGO, THREE, "Ilves, Ada, Bo Rask, and Cy Stane. “"),
        (Style.CHICAGO_NOTE, TWO, "Ada Ilves and Bo Rask, “"),
        (Style.CHICAGO_NOTE, THREE, "Ada Ilves, Bo Rask, and Cy Stane, “"),
        (Style.CHICAGO_NOTE, FOUR, "Ada Ilves et al., “"),
    ],
)
def test_several_authors(style: Style, authors: tuple[str, ...], beginning: str) -> None:
    assert cite(replace(INVENTED, authors=authors), style).startswith(beginning)


@pytest.mark.parametrize(
    ("style", "authors", "ending"),
    [
        (Style.APA, TWO, "[In text: (Ilves & Rask, 2011, para. 1)]"),
        (Style.APA, THREE, "[In text: (Ilves et al., 2011, para. 1)]"),
        (Style.MLA, TWO, "[In text: (Ilves and Rask, par. 1)]"),
        (Style.MLA, THREE, "[In text: (Ilves et al., par. 1)]"),
        (Style.CHICAGO, THREE, "[In a note: Ilves, Rask, and Stane, “Arvonia: Tide Act,” par. 1.]"),
        (Style.CHICAGO, FOUR, "[In a note: Ilves et al., “Arvonia: Tide Act,” par. 1.]"),
    ],
)
def test_several_authors_in_the_reference_beside_an_entry(style: Style, authors: tuple[str, ...], ending: str) -> None:
    assert cite(replace(INVENTED, authors=authors), style, paragraph=1).endswith(ending)


def test_chicago_names_ten_authors_but_of_eleven_only_seven() -> None:
    ten = cite(replace(INVENTED, authors=TEN), Style.CHICAGO)
    eleven = cite(replace(INVENTED, authors=ELEVEN), Style.CHICAGO)
    assert "Giveni Namei, and Givenj Namej. “" in ten
    assert "Givenf Namef, Giveng Nameg, et al. “" in eleven


def test_apa_names_twenty_authors_but_of_twenty_one_the_first_nineteen_and_the_last() -> None:
    twenty = cite(replace(INVENTED, authors=TWENTY_ONE[:20]), Style.APA)
    more = cite(replace(INVENTED, authors=TWENTY_ONE), Style.APA)
    assert "Names, G., & Namet, G. (2011" in twenty
    assert "Names, G., . . . Nameu, G. (2011" in more


@pytest.mark.parametrize(
    ("style", "author", "beginning"),
    [
        (Style.BLUEBOOK, "Law Library of Congress", "Law Library of Congress, Arvonia"),
        (Style.BLUEBOOK_SHORT, "Law Library of Congress", "Law Library of Congress, supra."),
        (Style.OSCOLA, "Law Library of Congress", "Law Library of Congress, ‘"),
        (Style.APA, "Law Library of Congress", "Law Library of Congress. (2011"),
        (Style.MLA, "Law Library of Congress", "“Arvonia: Tide Act.” Global Legal Monitor, Law Library of Congress, 6"),
        (Style.MLA, "The Arvonian Tide Office", "Arvonian Tide Office. “"),
        (Style.CHICAGO, "Law Library of Congress", "Law Library of Congress. “"),
        (Style.CHICAGO_NOTE, "Law Library of Congress", "Law Library of Congress, “"),
        (Style.APA, "María de la Cruz", "de la Cruz, M. (2011"),
        (Style.MLA, "María de la Cruz", "de la Cruz, María. “"),
        (Style.BLUEBOOK, "María de la Cruz", "María de la Cruz, Arvonia"),
        (Style.BLUEBOOK, "Tor Hale, Jr.", "Tor Hale, Jr., Arvonia"),
        (Style.BLUEBOOK, "Tor Hale Jr.", "Tor Hale Jr., Arvonia"),
        (Style.APA, "Tor M. Hale, Jr.", "Hale, T. M., Jr. (2011"),
        (Style.MLA, "Tor Hale, Jr.", "Hale, Tor, Jr. “"),
        (Style.CHICAGO, "Tor Hale Jr.", "Hale, Tor, Jr. “"),
        (Style.CHICAGO_NOTE, "Tor Hale, Jr.", "Tor Hale Jr., “"),
        (Style.APA, "Jean-Luc P.Q. Roe", "Roe, J.-L. P. Q. (2011"),
        (Style.APA, "Suryani", "Suryani. (2011"),
        (Style.MLA, "Suryani", "Suryani. “"),
        (Style.BLUEBOOK_SHORT, "Suryani", "Suryani, supra."),
        (Style.APA, "Łucja Żebrowska", "Żebrowska, Ł. (2011"),
        (Style.APA, "Иван Петров", "Петров, И. (2011"),
        (Style.APA, "王小明", "王小明. (2011"),
        (Style.CHICAGO, "王 小明", "王 小明. “"),
        (Style.BLUEBOOK, "王小明", "王小明, Arvonia"),
        (Style.MLA, "Ilves, Ada", "Ilves, Ada. “"),
        (Style.BLUEBOOK, "Ilves, Ada", "Ada Ilves, Arvonia"),
        (Style.BLUEBOOK, "Dr. Ada Ilves, J.D.", "Ada Ilves, Arvonia"),
    ],
)
def test_names_of_every_kind(style: Style, author: str, beginning: str) -> None:
    assert cite(replace(INVENTED, authors=(author,)), style).startswith(beginning)


@pytest.mark.parametrize(
    ("style", "title", "part"),
    [
        (Style.MLA, "Arvonia: “Tide” Act Passed", "“Arvonia: ‘Tide’ Act Passed.” "),
        (Style.MLA, 'Arvonia: "Tide" Act Passed', "“Arvonia: ‘Tide’ Act Passed.” "),
        (Style.CHICAGO, "Arvonia: Court Defines “Tide”", "“Arvonia: Court Defines ‘Tide.’” "),
        (Style.CHICAGO_NOTE, "Arvonia: Court Defines “Tide”", "“Arvonia: Court Defines ‘Tide,’” "),
        (Style.CHICAGO, "Arvonia: “On the ‘Tide’ Act”", "“Arvonia: ‘On the “Tide” Act.’” "),
        (Style.OSCOLA, "Arvonia: “Tide” Act", "‘Arvonia: “Tide” Act’ "),
        (Style.OSCOLA, "Arvonia: ‘Tide’ Act", "‘Arvonia: “Tide” Act’ "),
        (
            Style.OSCOLA,
            "Arvonia: Sailors' Rights and Masters’ Duties",
            "‘Arvonia: Sailors' Rights and Masters’ Duties’ ",
        ),
        (Style.MLA, "Arvonia: Crew’s Damaged” Title", "“Arvonia: Crew’s Damaged” Title.” "),
        (Style.APA, "Arvonia: Court Defines “Tide”", "Arvonia: Court Defines “Tide.” Global"),
        (Style.BLUEBOOK, "Arvonia: “Tide” Act", "Arvonia: “Tide” Act, Global"),
        (Style.BLUEBOOK, "Arvonia: Is It Law?", "Arvonia: Is It Law?, Global"),
        (Style.OSCOLA, "Arvonia: Is It Law?", "‘Arvonia: Is It Law?’ (Global"),
        (Style.APA, "Arvonia: Is It Law?", "Arvonia: Is It Law? Global"),
        (Style.MLA, "Arvonia: Is It Law?", "“Arvonia: Is It Law?” Global"),
        (Style.CHICAGO, "Arvonia: It Is Law!", "“Arvonia: It Is Law!” Global"),
        (Style.CHICAGO_NOTE, "Arvonia: Is It Law?", "“Arvonia: Is It Law?,” Global"),
        (Style.APA, "Arvonia: Treaty with the U.S.", "Treaty with the U.S. Global"),
        (Style.MLA, "Arvonia: Treaty with the U.S.", "Treaty with the U.S.” Global"),
    ],
)
def test_titles_with_quotation_marks_and_with_their_own_end_marks(style: Style, title: str, part: str) -> None:
    assert part in cite(replace(INVENTED, title=title), style)


@pytest.mark.parametrize(
    ("style", "month", "day"),
    [
        (Style.BLUEBOOK, "(Jan. 2008)", "(Jan. 3, 2008)"),
        (Style.OSCOLA, "(Global Legal Monitor, January 2008)", "3 January 2008)"),
        (Style.APA, "(2008, January).", "(2008, January 3)."),
        (Style.MLA, "Congress, Jan. 2008", "3 Jan. 2008"),
        (Style.CHICAGO, "Monitor, January 2008.", "Monitor, January 3, 2008."),
        (Style.CHICAGO_NOTE, "Monitor, January 2008", "Monitor, January 3, 2008"),
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
    assert ("accessed 9 March 2025." in cite(seen, style)) is (style is Style.OSCOLA)
    assert "accessed" not in cite(replace(seen, url=None), style)


def test_oscola_keeps_the_scheme_of_an_address_without_www() -> None:
    article = replace(INVENTED, url="https://law.example/a_b")
    assert "<https://law.example/a_b>" in cite(article, Style.OSCOLA)
    assert r"\<<https://law.example/a_b>\>" in cite(article, Style.OSCOLA, markup=Markup.MARKDOWN)


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
    assert len({style_label(style) for style in Style}) == len(Style)
    assert CHECK_LABEL == "Check before filing."


@pytest.mark.parametrize(
    ("style", "ending"),
    [
        (Style.BIBLATEX, ".bib"),
        (Style.BIBTEX, ".bib"),
        (Style.RIS, ".ris"),
        (Style.CSL_JSON, ".json"),
        (Style.MLA, ".txt"),
    ],
)
def test_a_file_is_named_after_the_article_and_the_format(style: Style, ending: str) -> None:
    assert file_name(GIVEN, style) == GIVEN.article_id + ending
    assert is_machine_format(style) is (ending != ".txt")
