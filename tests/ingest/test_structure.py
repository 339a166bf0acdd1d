"""What a page's markup says of its text: each kind with the body that it gives."""

import datetime as dt

import pytest

from glmbot.ingest.drafts import Draft, Given, draft, read_input

DAY = dt.date(2026, 1, 2)
GIVEN = Given(title="Norland: Ferry", date=dt.date(2014, 3, 3))
PROSE = "The keeper of hives in each village is chosen by the villagers for the time of three years."


def read(inner: str) -> Draft:
    page = f"<html><head><meta charset=utf-8><title>Norland: Ferry</title></head><body>{inner}</body></html>"
    return draft(read_input(page.encode(), GIVEN), DAY)


def body_of(inner: str) -> str:
    """The body of a page after a paragraph of prose."""
    body = read(f"<p>{PROSE}</p>{inner}").article.body
    assert body.startswith(PROSE)
    return body.removeprefix(PROSE).removeprefix("\n\n")


@pytest.mark.parametrize(
    ("inner", "body"),
    [
        ("<p>The act, which was passed<br>on March 1, enters<br>into force.</p>",
         "The act, which was passed\non March 1, enters\ninto force."),
        ("<p>One line<br/>and another.</p><p>More.</p>", "One line\nand another.\n\nMore."),
        ("<p>One.<br><br>Two.<br>\n<br>Three.</p>", "One.\n\nTwo.\n\nThree."),
        ("<div>One.<br>&nbsp;<br>Two.</div>", "One.\n\nTwo."),
        ("<ul><li>one<br>line</li></ul>", "- one line"),
        ("<blockquote>Of bees<br>and men.</blockquote>", "Of bees\nand men."),
    ],
)  # fmt: skip
def test_a_break_ends_a_line_and_two_end_a_paragraph(inner: str, body: str) -> None:
    assert body_of(inner) == body


@pytest.mark.parametrize(
    "inner",
    [
        (
            "<p class=MsoNormal>The <st1:place w:st='on'>Norland</st1:place> act of <st1:date Month='3'>March"
            " 1</st1:date>"
            " sets fines.</p>"
        ),
        "<p>The <o:p></o:p>Norland <glm-term>act</glm-term> of <x-date>March 1</x-date> sets fines.</p>",
        (
            "<p>The <st1:country-region><st1:place>Norland</st1:place></st1:country-region> <foo>act of March"
            " 1</foo> sets"
            " fines.</p>"
        ),
        "<glm-body><p>The Norland act of <time>March 1</time> sets <font color=red>fines</font>.</p></glm-body>",
    ],
)
def test_tags_that_nobody_knows_stand_inside_a_sentence(inner: str) -> None:
    assert body_of(inner) == "The Norland act of March 1 sets fines."


@pytest.mark.parametrize(
    "inner",
    [
        "<form id=aspnetForm><p>The second half.</p></form>",
        "<form action='/x'><input type=hidden name=a><p>The second half.</p></form>",
        "<form><div><p>The second half.</p></div><form><label>Search</label><input name=q><button>Go</button></form>",
        (
            "<p>The second half.</p><form role=search><label>Find articles</label><input name=q><select><option>All"
            "</select></form>"
        ),
    ],
)
def test_a_form_around_text_holds_text(inner: str) -> None:
    assert body_of(inner) == "The second half."


@pytest.mark.parametrize(
    ("inner", "body"),
    [
        ("<p><em>Illegal entry</em></p><p>Whoever enters pays.</p>", "## Illegal entry\n\nWhoever enters pays."),
        ("<p><strong>Illegal entry</strong></p><p>Whoever enters pays.</p>",
         "## Illegal entry\n\nWhoever enters pays."),
        ("<p><b><i>Illegal entry:</i></b></p><p>Whoever enters pays.</p>",
         "## Illegal entry:\n\nWhoever enters pays."),
        ("<p><span style='font-weight:700'>Illegal entry</span></p><p>Whoever enters pays.</p>",
         "## Illegal entry\n\nWhoever enters pays."),
        ("<p><strong>Illegal entry</strong><br>Whoever enters pays.</p>", "## Illegal entry\n\nWhoever enters pays."),
        ("<h2>Part One</h2><h3>General</h3><p>Whoever enters pays.</p>",
         "## Part One\n\n## General\n\nWhoever enters pays."),
        ("<h3>Part One</h3><p><em>General</em></p><p>Whoever enters pays.</p>",
         "## Part One\n\n## General\n\nWhoever enters pays."),
        ("<p><em>The minister said so himself in a speech.</em></p>", "The minister said so himself in a speech."),
        ("<p><strong>Whoever</strong> enters pays.</p>", "Whoever enters pays."),
        ("<p><em>“Bread is bread”</em></p>", "“Bread is bread”"),
    ],
)  # fmt: skip
def test_letters_set_off_alone_in_a_paragraph_are_a_heading(inner: str, body: str) -> None:
    assert body_of(inner) == body


LISTS = "- light the lamps;\n- keep the log."


@pytest.mark.parametrize(
    ("inner", "body"),
    [
        ("<p>· light the lamps;</p><p>· keep the log.</p>", LISTS),
        ("<p>\uf0b7 light the lamps;</p><p>\uf0b7\xa0\xa0 keep the log.</p>", LISTS),
        ("<p><span>·<span>&nbsp;&nbsp;&nbsp; </span></span>light the lamps;</p><p>•&#9;keep the log.</p>", LISTS),
        ("<p>▪ light the lamps;<br>▪ keep the log.</p>", LISTS),
        ("<ul><li>· light the lamps;</li><li>keep the log.</li></ul>", LISTS),
        ("<ol><li>light the lamps;</li><li>keep the log.</li></ol>", "1. light the lamps;\n2. keep the log."),
        ("<ol type=a><li>light the lamps;</li><li>keep the log.</li></ol>", "a. light the lamps;\nb. keep the log."),
        ("<ol type=i start=3><li>light the lamps;</li><li>keep the log.</li></ol>",
         "iii. light the lamps;\niv. keep the log."),
        ("<ol start=4><li>light the lamps;</li><li value=7>keep the log.</li></ol>",
         "4. light the lamps;\n7. keep the log."),
        ("<p>(a) light the lamps;</p><p>(b) keep the log.</p>", "(a) light the lamps;\n(b) keep the log."),
        ("<p>a) light the lamps;</p><p>b) keep the log.</p>", "a) light the lamps;\nb) keep the log."),
        ("<p>(i) light the lamps;</p><p>(ii) keep the log.</p>", "(i) light the lamps;\n(ii) keep the log."),
        ("<p>A. Roe said so.</p><p>She said more.</p>", "A. Roe said so.\n\nShe said more."),
        ("<p>i. light the lamps;</p><p>Then came more.</p>", "i. light the lamps;\n\nThen came more."),
    ],
)  # fmt: skip
def test_lists_by_any_mark_are_lists_and_keep_their_numbers(inner: str, body: str) -> None:
    assert body_of(inner) == body


@pytest.mark.parametrize(
    ("inner", "body"),
    [
        ("<table><tr><th>Year</th><th>Fine</th></tr><tr><td>2011</td><td>1,000</td></tr></table>",
         "Year | Fine\n2011 | 1,000"),
        (("<table><caption>Fines</caption><tbody><tr><td><p>Ferry</p></td><td><p>50</p><p>crowns</p></td></tr><tr>"
         "<td>Lamp</td><td></td></tr></tbody></table>"), "Fines\n\nFerry | 50 crowns\nLamp |"),
        (("<table><tr><td>Ferry<sup>2</sup></td><td>5<br>6</td><td>x</td></tr><tr><td>a</td><td>b</td><td>c</td></tr>"
         "</table>"), "Ferry [2] | 5 6 | x\na | b | c"),
        ("<table><tr><td><p>The act passed.</p><h3>Fines</h3><p>They rise.</p></td></tr></table>",
         "The act passed.\n\n## Fines\n\nThey rise."),
    ],
)  # fmt: skip
def test_a_table_becomes_rows_with_their_cells_apart(inner: str, body: str) -> None:
    assert body_of(inner) == body


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        ("the act of 2011<sup>3</sup> raises", "the act of 2011 [3] raises"),
        ("Act No. 5<sup>1</sup>.", "Act No. 5 [1]."),
        ("by law.<sup><a href='#fn2'>2</a></sup> Then", "by law. [2] Then"),
        ("in 2011<a href='#n4'><sup>4</sup></a> it", "in 2011 [4] it"),
        ("the fine<sup>[5]</sup> of", "the fine [5] of"),
        ("the fine<sup>a</sup> of", "the fine [a] of"),
        ("as told.<sup>1, 2</sup> So", "as told. [1, 2] So"),
        ("in 2011³ it", "in 2011³ it"),
        ("of 100² and 1½ and ¾", "of 100² and 1½ and ¾"),
        ("of 50 m<sup>2</sup> and 3 km<sup>3</sup>", "of 50 m² and 3 km³"),
        ("of 10<sup>6</sup> and 10<sup>-3</sup>", "of 10⁶ and 10⁻³"),
        ("of 1<sup>1</sup>/<sub>2</sub> crowns", "of 1 1/2 crowns"),
        ("the 1<sup>st</sup> of the 5<sup>th</sup>", "the 1st of the 5th"),
        ("of CO<sub>2</sub>", "of CO2"),
        ("the fine of <del>1,000</del><ins>5,000</ins> crowns", "the fine of 5,000 crowns"),
        ("the fine of<del> 1,000</del><ins>5,000</ins> crowns", "the fine of 5,000 crowns"),
        ("the fine<s> of 1,000</s><ins> of 5,000</ins>, paid", "the fine of 5,000, paid"),
        ("un<strike>b</strike>just <span style='text-decoration: line-through'>old</span> law", "unjust law"),
        ("he said <q>so be <q>it</q></q>.", "he said “so be ‘it’”."),
        ("traf&shy;fick&shy;ing by zero&#8203;width and word&#8288;", "trafficking by zerowidth and word"),
        ("می&zwnj;خواهم and 👩&zwj;⚖️ and Auf&zwnj;lage", "می\u200cخواهم and 👩\u200d⚖️ and Auflage"),
        ("a &#150; b &#147;c&#148;", "a – b “c”"),
    ],
)
def test_marks_inside_a_sentence_keep_their_meaning(inner: str, line: str) -> None:
    assert body_of(f"<p>{inner}</p>") == line


def test_what_was_taken_off_is_told() -> None:
    told = read(f"<p>{PROSE} The <del>old</del> traf&shy;fick&shy;ing act.</p>")
    assert told.removed == ("struck out: old",)
    assert told.notes == ("taken off: 2 soft hyphens",)


def test_notes_are_numbered_as_the_marks_that_lead_to_them() -> None:
    inner = (
        "<p>The act passed.<sup><a href='#fn1'>1</a></sup></p><section class=footnotes><ol><li id=fn1>Barn Act, No. 5."
        " <a href='#r1'>↩</a></li><li id=fn2>Id.</li></ol></section>"
    )
    assert body_of(inner) == "The act passed. [1]\n\n[1] Barn Act, No. 5.\n[2] Id."


@pytest.mark.parametrize(
    ("inner", "body"),
    [
        ("<p>It was read. (Ferries, available at</p><p>.) Its finding holds.</p>",
         "It was read. (Ferries, available at.) Its finding holds."),
        ("<p>It was read. (Ferries, <em>available at</em><br><br>http://invented.example/a.) It holds.</p>",
         "It was read. (Ferries, available at http://invented.example/a.) It holds."),
        ("<p>It was read. (Ferries, available at</p><p>Bakers show the weight.</p>",
         "It was read. (Ferries, available at\n\nBakers show the weight."),
    ],
)  # fmt: skip
def test_an_address_that_is_lost_cuts_no_paragraph(inner: str, body: str) -> None:
    assert body_of(inner) == body


LONG = "Each ferry on the Long Sound carries a lamp at its bow, and another at its stern from dusk until dawn."
LONGER = f"{LONG[:-1]}, as the keeper of hives has told the villagers of both shores before."
FOOTER = "<h3>Topic</h3><ul><li>Lamps</li></ul><h3>Rights &amp; Access</h3><p>" + LONGER + "</p>"


@pytest.mark.parametrize(
    ("inner", "body"),
    [
        ("<table><tr><th>Country</th><th>Rate</th></tr><tr><td>Norland</td><td>5%</td></tr></table>",
         "Country | Rate\nNorland | 5%"),
        ("<table><tr><td><b>Jurisdiction</b></td><td>Age</td></tr><tr><td>Norland</td><td>18</td></tr></table>",
         "Jurisdiction | Age\nNorland | 18"),
        ("<div class=box><h4>Country</h4><p>Norland</p></div>", "## Country\n\nNorland"),
        ("<div class=box><h4>Country</h4><p>All of Norland is covered.</p></div>",
         "## Country\n\nAll of Norland is covered."),
        ("<ul><li><b>Date</b>: skippers note it on each lamp.</li><li><b>Location</b>: it stands on deck.</li></ul>",
         "- Date: skippers note it on each lamp.\n- Location: it stands on deck."),
        ("<dl><dt>Ferry</dt><dd>A ship.</dd><dt>Place</dt><dd>Any port in Norland.</dd></dl>",
         "Ferry\n\nA ship.\n\nPlace\n\nAny port in Norland."),
        ("<p><strong>Topic:</strong> it deals with lamps.</p>", "Topic: it deals with lamps."),
    ],
)  # fmt: skip
def test_a_table_a_list_or_a_box_between_paragraphs_is_no_metadata(inner: str, body: str) -> None:
    found = read(f"<article><h1>Norland: Ferry</h1><p>{LONGER}</p>{inner}<p>{LONG}</p>{FOOTER}</article>")
    assert found.article.body == f"{LONGER}\n\n{body}\n\n{LONG}"
    assert found.article.topics == ("Lamps",)
    assert found.article.jurisdictions == ("Norland",)


def test_a_sentence_after_a_label_is_no_value_where_the_article_ends() -> None:
    inner = "<h4>Country</h4><p>All of Norland is covered.</p><p><strong>Topic:</strong> it deals with lamps.</p>"
    found = read(f"<article><h1>Norland: Ferry</h1><p>{LONGER}</p>{inner}</article>").article
    assert found.body.endswith("## Country\n\nAll of Norland is covered.\n\nTopic: it deals with lamps.")
    assert (found.jurisdictions, found.topics) == (("Norland",), ())


def test_a_value_after_a_label_with_a_colon_outside_it_is_read() -> None:
    found = read(f"<article><h1>Norland: Ferry</h1><p>{LONGER}</p></article><p><b>Topic</b>: Lamps</p>").article
    assert found.topics == ("Lamps",)


@pytest.mark.parametrize(
    "line",
    [
        "<p>More articles of the act are to follow in 2015.</p>",
        "<p>Last updated in 1987, the rules were old.</p>",
        "<h2>Share this burden</h2>",
        "<h2>Download</h2>",
    ],
)
def test_a_line_like_a_footer_ends_no_article_that_goes_on(line: str) -> None:
    assert body_of(f"{line}<p>{LONG}</p>").endswith(f"\n\n{LONG}")


def test_a_sentence_that_begins_like_a_footer_is_body_also_at_the_end() -> None:
    assert body_of("<p>More articles of the act are to follow.</p>") == "More articles of the act are to follow."


@pytest.mark.parametrize("line", ["Share this page", "Last updated: 03/07/2014", "Related articles"])
def test_a_footer_ends_an_article_also_before_the_statement_of_rights(line: str) -> None:
    assert body_of(f"<p>{line}</p><p>Rights &amp; Access</p><p>{LONGER}</p>") == ""


def in_main(inner: str, beside: str) -> Draft:
    return read(f"<main><article><h1>Norland: Ferry</h1><p>{LONGER}</p>{inner}</article>{beside}</main>")


def test_an_article_goes_on_beside_the_element_that_is_named_for_it() -> None:
    assert in_main("", f"<div><p>{LONG}</p><p>It is lit.</p></div>").article.body == f"{LONGER}\n\n{LONG}\n\nIt is lit."


def test_notes_beside_an_article_belong_to_it() -> None:
    notes = "<section class=footnotes><ol><li id=fn1>Ombudsman, Ferries 12 (2013).</li></ol></section>"
    found = in_main("<p>It is lit.<sup><a href='#fn1'>1</a></sup></p>", f"{notes}<div>Find us on paper</div>")
    assert found.article.body.endswith("It is lit. [1]\n\n[1] Ombudsman, Ferries 12 (2013).")
    assert found.removed == ("Find us on paper",)


@pytest.mark.parametrize(
    "inner",
    [
        f"<div style='display:none'><p>{LONG}</p></div>",
        f"<nav><p>{LONG}</p></nav>",
        f"<p>It is lit.</p><button>{LONG}</button>",
        f"<div class=cookie-banner><p>{LONG}</p></div>",
        f"<div hidden>{LONG}</div>",
    ],
)
def test_what_is_skipped_is_told(inner: str) -> None:
    found = read(f"<p>{LONGER}</p>{inner}")
    assert LONG not in found.article.body
    assert LONG in found.removed


def test_what_stands_outside_the_article_is_told_and_no_script() -> None:
    page = f"<div>{LONG}</div><main><h1>Norland: Ferry</h1><p>{LONGER}</p></main><script>let a = 1</script>"
    assert read(page).removed == (LONG,)


@pytest.mark.parametrize(
    ("inner", "body"),
    [
        ("<p>The term <button class=gloss>ferry</button> means a ship.</p>", "The term ferry means a ship."),
        ("<p>The fine is <math><mi>x</mi><mo>+</mo><mn>5</mn></math> crowns.</p>", "The fine is x+5 crowns."),
        ("<table><caption>Lamps by ship</caption><tr><th>Ship<th>Lamps</tr><tr><td>Alma<td>2</tr></table>",
         "Lamps by ship\n\nShip | Lamps\nAlma | 2"),
    ],
)  # fmt: skip
def test_what_a_sentence_or_a_table_needs_stays(inner: str, body: str) -> None:
    assert body_of(inner) == body


COMMENT = "What a great act this is, I always wanted lamps on each ferry of the Long Sound, and two horns at least."


@pytest.mark.parametrize(
    "after",
    [
        f"<div id=comments><h2>2 Comments</h2><p>Bob says:</p><p>{COMMENT}</p>{f'<p>{COMMENT}</p>' * 9}</div>",
        f"<div class='cookie-consent'><p>{COMMENT}</p></div>",
        f"<section class='widget recent_posts'><p>{COMMENT}</p></section>",
        "<div><h3>Recent posts</h3><ul><li>Ostland: Wine Act</li></ul></div>",
        "<p>3 comments</p><p>Bob says:</p><p>I like it.</p>",
        "<h3>Leave a reply</h3><p>Your name</p>",
    ],
)
def test_what_is_named_as_no_part_of_an_article_is_none(after: str) -> None:
    found = read(f"<div><h1>Norland: Ferry</h1><p>{LONGER}</p><p>{LONG}</p></div>{after}")
    assert found.article.body == f"{LONGER}\n\n{LONG}"
    assert found.removed


@pytest.mark.parametrize("name", ["post comments", "has-sidebar", "widget", "related", "share-this"])
def test_a_name_takes_nothing_off_that_holds_the_article(name: str) -> None:
    inner = f"<h1>Norland: Ferry</h1><p>{LONGER}</p><p>{LONG}</p>"
    assert read(f"<div class='{name}'>{inner}</div>").article.body == f"{LONGER}\n\n{LONG}"
    led = f"(Mar. 3, 2014) {LONGER}"
    assert read(f"<h1>Norland: Ferry</h1><div class='{name}'><p>{led}</p></div>").article.body == led


def test_a_box_that_names_the_author_is_metadata_also_between_paragraphs() -> None:
    box = "<dl><dt>Author</dt><dd>Ines Fabel</dd><dt>Topic</dt><dd>Lamps</dd></dl>"
    found = read(f"<main><h1>Norland: Ferry</h1><p>{LONG}</p>{box}<p>{LONGER}</p></main>").article
    assert (found.authors, found.topics, found.body) == (("Ines Fabel",), ("Lamps",), f"{LONG}\n\n{LONGER}")


def test_a_count_of_comments_under_the_title_is_no_body() -> None:
    assert read(f"<h1>Norland: Ferry</h1><p>3 comments</p><p>{LONGER}</p>").article.body == LONGER
