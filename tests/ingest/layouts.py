"""Invented articles in the layouts that the Monitor's pages had from 2007 to 2024. Nothing in them is true."""

import datetime as dt
import html
import json
import quopri
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from glmbot.ingest.addresses import slug_of

SITE = "https://www.loc.gov"


@dataclass(frozen=True)
class Told:
    """What an invented article is, and what its page must be read to."""

    title: str
    date: dt.date
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    paragraphs: tuple[str, ...]

    @property
    def lead(self) -> str:
        months = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
        return f"({months[self.date.month - 1]} {self.date.day}, {self.date.year})"

    @property
    def long_date(self) -> str:
        return f"{self.date:%B} {self.date.day}, {self.date.year}"

    @property
    def item(self) -> str:
        return f"{SITE}/item/global-legal-monitor/{self.date.isoformat()}/{slug_of(self.title)}/"

    @property
    def old(self) -> str:
        return f"http://www.loc.gov/law/foreign-news/article/{slug_of(self.title)}/"

    @property
    def servlet(self) -> str:
        return f"http://www.loc.gov/lawweb/servlet/lloc_news?disp1_l2054{self.date.toordinal()}_text"

    @property
    def led(self) -> tuple[str, ...]:
        return (f"{self.lead} {self.paragraphs[0]}", *self.paragraphs[1:])


ARTICLES = (
    Told(
        "Norland; Upper Varosia: Invented Treaty on Lamps and Ferries Signed",
        dt.date(2014, 3, 7),
        ("Ines Fabel",),
        ("Transportation", "International affairs"),
        ("Norland", "Upper Varosia"),
        (
            (
                "The invented states of Norland and Upper Varosia signed a treaty on March 3, 2014, under which"
                " each ferry"
                " on the Long Sound carries a lamp at its bow and another at its stern. (Lamps for the Sound, NORLAND"
                " COURIER (Mar. 4, 2014).)"
            ),
            "The treaty has three parts:",
            (
                "The Minister of Harbours said that the lamps will be paid for by both states, “in equal parts"
                " and without"
                " delay,” and that the skippers will have one year for the change. (Id.)"
            ),
        ),
    ),
    Told(
        "Kestria: Invented Court Strikes Down Tax on Windows",
        dt.date(2022, 11, 16),
        ("Odda Brekk", "Marie Le Grand"),
        ("Taxation", "Constitutional law", "Courts"),
        ("Kestria",),
        (
            (
                "On November 9, 2022, the Constitutional Court of the invented state of Kestria held that the"
                " tax on windows"
                " was contrary to the Basic Law, because it fell on those who live under the roof."
            ),
            "The court gave the Assembly until the end of 2023 to replace the tax. (Art. 12, para. 2.)",
            "The tax had been levied since 1803, and brought in 1,200,000 crowns in the year before.",
        ),
    ),
    Told(
        "Lower Tarn: Invented Law on the Keeping of Bees Amended",
        dt.date(2009, 5, 20),
        ("Jan van der Heuvel",),
        ("Agriculture",),
        ("Lower Tarn",),
        (
            (
                "The Assembly of the invented state of Lower Tarn amended the Law on the Keeping of Bees so"
                " that hives stand"
                " at least ten paces from a school, a bridge, or the house of a judge. (Law No. 17 of 2009,"
                " Assembly website"
                " (last visited May 18, 2009).)"
            ),
            "Whoever keeps more than forty hives has to tell the village; the village then puts up a sign.",
            "The law enters into force on the first day of spring.",
        ),
    ),
)


def _items(values: Sequence[str], mark: str = "") -> str:
    return "".join(f"<li>{mark}{html.escape(one)}</li>\n" for one in values)


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(one)}</p>\n" for one in texts)


def _page(head: str, body: str) -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{head}</head>\n<body>{body}</body></html>\n'


def _frame(inner: str) -> str:
    """What stands around every item page."""
    return (
        '<header><a href="/">Library of Congress</a><form action="/search"><label>Search</label><input name="q">'
        '<button>Go</button></form></header><nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li>'
        "<li><a>Digital Collections</a></li><li>Global Legal Monitor</li></ol></nav>"
        f"{inner}<footer><p>Connect with the Library</p><p>About | Press | Jobs</p></footer>"
    )


def _link(told: Told) -> str:
    return f'<title>{html.escape(told.title)} | Library of Congress</title><link rel="canonical" href="{told.item}">'


def servlet_page(told: Told) -> str:
    footer = "<br>".join(
        (
            *(f"Author: {one} More by this author" for one in told.authors),
            *(f"Topic: {one} More on this topic" for one in told.topics),
            *(f"Jurisdiction: {one} More about this jurisdiction" for one in told.jurisdictions),
        )
    )
    return (
        f"<html><head><title>Global Legal Monitor: {html.escape(told.title)}</title></head><body><table><tr><td>"
        f"Law Library of Congress</td></tr><tr><td><p>To link to this article, copy this persistent link:"
        f" <a>{told.servlet}</a></p><h2>{html.escape(told.title)}</h2>{_paragraphs(told.led)}<p>{footer}</p>"
        "<p>Search Legal News…</p><p>Global Legal Monitor RSS Get the Global Legal Monitor delivered to your inbox</p>"
        f"<p>Last updated: {told.date:%m/%d/%Y}</p></td></tr></table></body></html>"
    )


def servlet_text(told: Told) -> str:
    """The footer's lines are as long as those that an editor wraps, and no blank line stands between them."""
    footer = (
        *(f"Author: {one} More by this author" for one in told.authors),
        *(f"Topic: {one} More on this topic" for one in told.topics),
        *(f"Jurisdiction: {one} More about this jurisdiction" for one in told.jurisdictions),
    )
    padded = (line.replace(" More", "           More") if len(line) < 45 else line for line in footer)
    return "\n\n".join(
        (
            f"To link to this article, copy this persistent link:\n{told.servlet}",
            told.title,
            *told.led,
            "\n".join(padded),
            "Search Legal News…",
        )
    )


def crumb_page(told: Told) -> str:
    meta = "".join(f'<meta name="author" content="{one}">' for one in told.authors)
    meta += "".join(f'<meta name="dc.subject" content="{one}">' for one in told.topics)
    return _page(
        f"<title>{html.escape(told.title)} | Global Legal Monitor</title>{meta}",
        "<div>The Library of Congress &gt; Law Library &gt; News &amp; Events &gt; Global Legal Monitor</div>"
        f"<h1>{html.escape(told.title)}</h1>{_paragraphs(told.led)}",
    )


def links_page(told: Told) -> str:
    """2015: the fields are links under the text, each kind in a paragraph of its own."""

    def links(values: Sequence[str]) -> str:
        return ", ".join(f'<a href="/law/x/">{html.escape(one)}</a>' for one in values)

    return _page(
        f'<title>{html.escape(told.title)} | Global Legal Monitor</title><meta property="og:url" content="{told.old}">',
        f'<div id="main"><h1>{html.escape(told.title)}</h1>{_paragraphs(told.led)}<div class="meta"><p><strong>Author:'
        f"</strong> {links(told.authors)}</p><p><strong>Topics:</strong> {links(told.topics)}</p><p><strong>"
        f"Jurisdictions:</strong> {links(told.jurisdictions)}</p><p><strong>Date:</strong>"
        f" {told.long_date}</p></div></div>",
    )


def cataloged_page(told: Told) -> str:
    """2021: "About this Item", a heading and a list for each field."""

    def field(name: str, *values: str) -> str:
        return f"<h3>{name}</h3><ul>{_items(values, '<span>-</span>&nbsp;&nbsp;')}</ul>"

    about = "".join(
        (
            field("Title", told.title),
            field(
                "Summary", "The states of this abstract are invented, and so is what it says of their laws and lamps."
            ),
            field("Article Author", *told.authors),
            field("Dates", str(told.date.year)),
            field("Topics", *told.topics),
            field("Jurisdiction", *told.jurisdictions),
            field("Languages", "English"),
            field("Online Format", "web page"),
        )
    )
    return _page(
        _link(told),
        _frame(
            f'<main><a href="#top">Top of page</a><h1>Article {html.escape(told.title)}</h1>{_paragraphs(told.led)}'
            f'<div id="about-this-item"><h2>About this Item</h2><div class="item-cataloged-data">{about}</div></div>'
            "<h2>Rights &amp; Access</h2><p>The Library of Congress is providing access to this.</p>"
            "<h2>Cite This Item</h2><p>Fabel, Ines. Invented.</p></main>"
        ),
    )


def facets_page(told: Told) -> str:
    """2022: facets beside the article, each value with its number; headings that are no fields among them."""

    def facet(name: str, *values: str) -> str:
        links = "".join(f'<li><a href="/x">{html.escape(one)} <span>(1,0{len(one)})</span></a></li>' for one in values)
        return f"<li><h4>{name}</h4><ul>{links}<li><a>Show more</a></li></ul></li>"

    facets = "".join(
        (
            facet("Part of", "Global Legal Monitor", "Law Library of Congress"),
            facet("Format", "Web Page"),
            facet("Article Author", *told.authors),
            facet("Dates", f"{told.date.year}", "2000 to 2099"),
            facet("Article Topics", *told.topics),
            facet("Locations", "Elsewhere"),
            facet("Jurisdiction", *told.jurisdictions),
            facet("Languages", "English"),
            facet("Something New", "Not a value of a field"),
        )
    )
    return _page(
        _link(told),
        _frame(
            f'<div class="row"><aside><h3>Refine your results</h3><ul class="facets">{facets}</ul></aside><article>'
            f"<h1>{html.escape(told.title)}</h1>{_paragraphs(told.paragraphs)}</article></div>"
        ),
    )


def list_page(told: Told) -> str:
    """2023: a list of terms between title and text."""

    def term(name: str, *values: str) -> str:
        return f"<dt>{name}</dt>" + "".join(f"<dd><a>{html.escape(one)}</a></dd>" for one in values)

    return _page(
        _link(told),
        _frame(
            f"<main><h1>{html.escape(told.title)}</h1><dl>{term('Date', told.long_date)}{term('Author', *told.authors)}"
            f"{term('Languages', 'English')}{term('Topic', *told.topics)}{term('Jurisdiction', *told.jurisdictions)}"
            f"{term('Rights &amp; Access', 'No known restrictions')}</dl>{_paragraphs(told.paragraphs)}</main>"
        ),
    )


def linked_data_page(told: Told) -> str:
    """Metadata for machines only, and a visible list that says other things."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "BreadcrumbList", "itemListElement": []},
            {
                "@type": "Article",
                "headline": told.title,
                "datePublished": f"{told.date.isoformat()}T09:00:00Z",
                "author": [{"@type": "Person", "name": one} for one in told.authors],
                "about": [{"@type": "Thing", "name": one} for one in told.topics],
                "spatialCoverage": [{"@type": "Place", "name": one} for one in told.jurisdictions],
                "url": told.item,
            },
        ],
    }
    return _page(
        f'<title>{html.escape(told.title)}</title><script type="application/ld+json">{json.dumps(data)}</script>',
        _frame(
            f"<main><h1>{html.escape(told.title)}</h1>{_paragraphs(told.paragraphs)}<h2>About this Item</h2>"
            f"<h3>Contributor</h3><ul><li>Library of Congress</li></ul><h3>Subjects</h3><ul><li>Law</li></ul></main>"
        ),
    )


def meta_page(told: Told) -> str:
    meta = [
        ("citation_title", told.title),
        ("citation_publication_date", told.date.isoformat().replace("-", "/")),
        ("citation_author", "; ".join(told.authors)),
        ("dc.date", told.date.isoformat()),
        *(("dcterms.subject", one) for one in told.topics),
        *(("dcterms.spatial", one) for one in told.jurisdictions),
    ]
    tags = "".join(f'<meta name="{name}" content="{html.escape(value)}">' for name, value in meta)
    return _page(
        _link(told) + tags,
        _frame(f"<main><h1>{html.escape(told.title)}</h1>{_paragraphs(told.paragraphs)}</main>"),
    )


def own_json_page(told: Told) -> str:
    """The item's JSON in a script, with related items beside it; facets write names in small letters."""
    item = {
        "id": told.item.replace("https:", "http:"),
        "title": told.title,
        "date": told.date.isoformat(),
        "contributor_names": [*told.authors, "Law Library of Congress (U.S.)"],
        "topics": list(told.topics),
        "location": [one.lower() for one in told.jurisdictions],
        "partof": ["global legal monitor"],
    }
    other = {**item, "id": f"{SITE}/item/global-legal-monitor/2020-01-01/other/", "title": "Other", "topics": ["No"]}
    state = {"related_items": [other], "page": {"item": item}}
    return _page(
        _link(told),
        _frame(f"<main><h1>{html.escape(told.title)}</h1>{_paragraphs(told.led)}</main>")
        + f"<script>window.__STATE__ = {json.dumps(state)};</script>",
    )


def table_page(told: Told) -> str:
    def row(name: str, *values: str) -> str:
        return f"<tr><th scope='row'>{name}</th><td>{'<br>'.join(map(html.escape, values))}</td></tr>"

    return _page(
        _link(told),
        _frame(
            f"<main><h1>{html.escape(told.title)}</h1>{_paragraphs(told.led)}<table>{row('Title', told.title)}"
            f"{row('Author', *told.authors)}{row('Dates', str(told.date.year))}{row('Topics', *told.topics)}"
            f"{row('Jurisdictions', *told.jurisdictions)}{row('Language', 'English')}</table></main>"
        ),
    )


def spans_page(told: Told) -> str:
    def field(name: str, *values: str) -> str:
        inside = "".join(f"<a>{html.escape(one)}</a>" for one in values)
        return f'<div class="field"><span class="label">{name}</span><span class="value">{inside}</span></div>'

    return _page(
        _link(told),
        _frame(
            f'<main><h1>{html.escape(told.title)}</h1><div class="info">{field("Article Author", *told.authors)}'
            f"{field('Date Published', told.long_date)}{field('Dates', str(told.date.year))}"
            f"{field('Subject Headings', *told.topics)}{field('Jurisdiction', *told.jurisdictions)}</div>"
            f"{_paragraphs(told.paragraphs)}</main>"
        ),
    )


def buttons_page(told: Told) -> str:
    def part(name: str, *values: str) -> str:
        return f"<section><button aria-expanded='true'>{name}</button><ul>{_items(values)}</ul></section>"

    return _page(
        _link(told),
        _frame(
            f"<main><article><h1>{html.escape(told.title)}</h1>{_paragraphs(told.paragraphs)}</article><div>"
            f"{part('Part of', 'Global Legal Monitor')}{part('Contributor', *told.authors)}{part('Dates', '2014')}"
            f"{part('Topics', *told.topics)}{part('Jurisdictions', *told.jurisdictions)}</div></main>"
        ),
    )


def signed_page(told: Told) -> str:
    return _page(
        f'<title>{html.escape(told.title)}</title><link rel="canonical" href="{told.item}?loclr=eaglm">'
        + "".join(f'<meta property="article:tag" content="{one}">' for one in told.topics),
        _frame(
            f"<main><h1>{html.escape(told.title)}</h1>{_paragraphs(told.paragraphs)}<p><em>"
            f"{' and '.join(told.authors)}, Law Library of Congress</em></p><p>{told.long_date}</p><p><a>Read"
            f" more Global"
            " Legal Monitor articles.</a></p></main>"
        ),
    )


def signed_text(told: Told) -> str:
    """A pasted modern page that is dated under its text only."""
    return "\n\n".join(
        (
            told.title,
            *told.paragraphs,
            f"{', '.join(told.authors)}, Law Library of Congress, {told.long_date}",
            "Read more Global Legal Monitor articles.",
        )
    )


def prepared_text(told: Told) -> str:
    return "\n".join(
        (
            "Global Legal Monitor",
            told.title,
            told.long_date,
            *told.paragraphs,
            (
                f"Prepared by {told.authors[0]}, Law Library intern, under the supervision of Peer Poll, Foreign Law"
                " Specialist."
            ),
            "Editors: A. Editor; B. Editor",
        )
    )


def pasted_text(told: Told) -> str:
    """A whole item page copied from a browser: a label a line, values under it."""
    return "\n".join(
        (
            "Top of page",
            f"Article {told.title}",
            *told.led,
            "About this Item",
            "Title",
            told.title,
            "Article Author",
            *told.authors,
            "Dates",
            str(told.date.year),
            "Topics",
            *told.topics,
            "Jurisdiction",
            *told.jurisdictions,
            "Languages",
            "English",
            "Online Format",
            "web page",
            "Rights & Access",
            "The Library of Congress does not own rights.",
        )
    )


def byline_text(told: Told) -> str:
    return "\n".join(
        ("Law Library of Congress", "Global Legal Monitor", told.title, f"By {' and '.join(told.authors)}", *told.led)
    )


def byline_page(told: Told) -> str:
    return _page(
        _link(told),
        f"<main><h1>{html.escape(told.title)}</h1><p class='byline'>By <a>{'</a> and <a>'.join(told.authors)}</a> |"
        f" {told.long_date}</p>{_paragraphs(told.led)}</main>",
    )


def bare_page(told: Told) -> str:
    """Names and date under the title, each in a paragraph of its own."""
    return _page(
        _link(told),
        f"<main><h1>{html.escape(told.title)}</h1><p>{' and '.join(told.authors)}</p><p>{told.long_date}</p>"
        f"{_paragraphs(told.paragraphs)}</main>",
    )


def single_file(told: Told) -> str:
    """A page that a browser saved as one file: its address stands in the file's head only."""
    page = _page(f"<title>{html.escape(told.title)}</title>", _frame(_about(told)))
    body = quopri.encodestring(page.encode("windows-1252")).decode()
    return (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {told.item}\nMIME-Version: 1.0\nContent-Type:"
        ' multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html; charset=windows-1252\n'
        f"Content-Transfer-Encoding: quoted-printable\n\n{body}\n--b--\n"
    )


def item_json(told: Told) -> str:
    item = {
        "id": told.item.replace("https:", "http:"),
        "title": told.title,
        "date": told.date.isoformat(),
        "contributors": [{one: f"{SITE}/search/?fa=contributor:x"} for one in told.authors],
        "topics": list(told.topics),
        "location": [{one.lower(): f"{SITE}/x"} for one in told.jurisdictions],
        "partof": [{"count": 9, "title": "global legal monitor", "url": f"{SITE}/collections/global-legal-monitor/"}],
        "full_text": _paragraphs(told.led),
    }
    return json.dumps({"item": item, "resources": []})


def archived_page(told: Told) -> str:
    """A copy that an archive keeps: its address stands before the page's own."""
    copy = f"https://web.archive.org/web/20240101000000/{told.item}"
    return _page(
        f'<title>{html.escape(told.title)} | Library of Congress</title><link rel="canonical" href="{copy}">',
        f"<!-- saved from url=(0099){copy} -->{_frame(_about(told))}",
    )


def _about(told: Told) -> str:
    fields = (("Names", told.authors), ("Headings", told.topics), ("Jurisdiction", told.jurisdictions))
    about = "".join(f"<h3>{name}</h3><ul>{_items(values)}</ul>" for name, values in (("Title", (told.title,)), *fields))
    return f"<main><h1>{html.escape(told.title)}</h1>{_paragraphs(told.led)}<h2>About this Item</h2>{about}</main>"


LAYOUTS: dict[str, Callable[[Told], str]] = {
    "servlet page": servlet_page,
    "servlet text": servlet_text,
    "breadcrumb": crumb_page,
    "links": links_page,
    "cataloged": cataloged_page,
    "facets": facets_page,
    "terms": list_page,
    "JSON-LD": linked_data_page,
    "meta": meta_page,
    "own JSON": own_json_page,
    "table": table_page,
    "spans": spans_page,
    "buttons": buttons_page,
    "signed page": signed_page,
    "signed text": signed_text,
    "prepared text": prepared_text,
    "pasted text": pasted_text,
    "byline text": byline_text,
    "byline page": byline_page,
    "bare byline": bare_page,
    "single file": single_file,
    "item JSON": item_json,
    "archived": archived_page,
}
LACKS: dict[str, frozenset[str]] = {
    "servlet text": frozenset(),
    "breadcrumb": frozenset(),
    "signed text": frozenset({"topics", "address"}),
    "prepared text": frozenset({"topics", "address", "authors"}),
    "pasted text": frozenset({"address"}),
    "byline text": frozenset({"topics", "address"}),
    "byline page": frozenset({"topics"}),
    "bare byline": frozenset({"topics"}),
}
"""What a layout does not say: it must be read as missing, and never be invented."""
