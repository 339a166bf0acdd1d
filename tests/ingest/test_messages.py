"""A page that a browser saved as a single file is read in whatever way the file holds its letters."""

import base64
import codecs
import datetime as dt
import quopri

import pytest

from glmbot.ingest.drafts import Given, draft, read_input

PROSE = "The café of the ferry “Alma” is kept by the villagers – all of them – for the time of three years."
ADDRESS = "https://www.loc.gov/item/global-legal-monitor/2014-03-03/norland-hives-act/"


def message(encoding: str, page: bytes, charset: str = "") -> bytes:
    head = (
        f"From: <Saved by an invented browser>\nSnapshot-Content-Location: {ADDRESS}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
        f"Content-Type: text/html{charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    return head.encode() + page + b"\n--b--\n"


def page(encoding: str) -> bytes:
    return (
        f"<html><head><meta charset={encoding}><title>Norland: Hives Act</title></head><body><h1>Norland: Hives Act"
        f"</h1><p>(Mar. 3, 2014) {PROSE}</p></body></html>"
    ).encode(encoding)


@pytest.mark.parametrize(
    "raw",
    [
        message("8bit", page("utf-8")),
        message("binary", page("utf-8")),
        message("binary", page("utf-8")).replace(b"\n", b"\r\n"),
        message("8bit", page("windows-1252")),
        message("8bit", page("utf-8").replace(b"<meta charset=utf-8>", b""), "; charset=utf-8"),
        message("quoted-printable", quopri.encodestring(page("utf-8"))),
        message("base64", base64.encodebytes(page("windows-1252"))),
        b"\n" + message("8bit", page("utf-8")),
        codecs.BOM_UTF8 + message("8bit", page("utf-8")),
        message("8bit", page("utf-8")).decode().encode("utf-16"),
    ],
)
def test_a_saved_file_gives_the_letters_of_its_page(raw: bytes) -> None:
    found = draft(read_input(raw, Given()), dt.date(2026, 1, 2)).article
    assert (found.title, found.url, found.body) == ("Norland: Hives Act", ADDRESS, f"(Mar. 3, 2014) {PROSE}")
