"""Inputs made to hurt are read in a short time, or refused."""

import datetime as dt
import time
from contextlib import suppress

import pytest

from glmbot.ingest.drafts import Given, draft, read_input
from glmbot.ingest.refusals import RefusalError

VOUCHED = Given(title="Norland: Invented", date=dt.date(2020, 1, 2), any_language=True)
PROSE = "The keeper of hives is chosen by the villagers for the time of three years."
LARGE = 4_900_000

HOSTILE = {
    "deep divs": "<div>" * 100_000 + PROSE,
    "deep lists": "<ul><li>" * 100_000 + PROSE,
    "deep tables": "<table><tr><td>" * 100_000 + PROSE,
    "deep and closed in remarks": "<div><!--</div>-->" * 100_000 + PROSE,
    "formatting left open": "<p>" + "".join(f"<b id=a{n}>" for n in range(400)) + f"<p>{PROSE}" * 20_000,
    "many attributes": "<div " + " ".join(f"a{n}" for n in range(500_000)) + f">{PROSE}",
    "attributes in false quotes": '<div x" ' + " ".join(f"a{n}" for n in range(500_000)) + f' y">{PROSE}',
    "open angles": "<html>" + "<" * LARGE,
    "open tags": "<html>" + "<a" * (LARGE // 2),
    "open quotes": "<html>" + "<a b=\"'" * (LARGE // 7),
    "open comments": "<html>" + "<!--" * (LARGE // 4),
    "open scripts": "<html>" + "<script>" * (LARGE // 8),
    "one line": "word " * (LARGE // 5),
    "many lines": "w\n" * (LARGE // 2),
    "blank lines": "w\n \n" * (LARGE // 4),
    "many footers": "Author: " * (LARGE // 8),
    "open parentheses": "(Id. " * (LARGE // 5),
    "open arrays": "[{" + "[" * LARGE,
    "deep objects": '{"a":' * (LARGE // 5),
    "parts in parts": "".join(f"Content-Type: multipart/related; boundary=b{n}\n\n--b{n}\n" for n in range(20_000)),
    "a broken address": f"<link rel=canonical href='http://[global-legal-monitor'><title>N: x</title><p>{PROSE}",
    "many labels": "<title>N: x</title>" + "<div><b>Author</b>" * 900 + PROSE + "<p><b>Topic</b></p>" * 50_000,
    "many tables": f"<p>{PROSE}</p>" + "<table><tr><td>a<td>b<tr><td>c<td>d</table>" * 30_000,
    "tables in tables": f"<p>{PROSE}</p>" + "<table><tr><td>a<td>b<tr><td>" * 240 + "<p>x" * 60_000,
    "many raised": f"<p>{PROSE}" + "a<sup>1</sup>" * 50_000,
    "many struck": f"<p>{PROSE}" + "a<del>b </del><ins>c</ins>" * 50_000,
    "many scripts": f"<p>{PROSE}" + '<script>var item = {"item":{' * 100_000,
    "deep JSON in a script": f"<p>{PROSE}<script type=application/ld+json>" + '{"@graph":[' * 400_000,
    "many quotes": f"<p>{PROSE}" + "<q>a" * 900,
    "hyphens at line ends": f"{PROSE}\n\n"
    + "a fer-\nry that goes from here to there and back again, and so on\n" * 12_000,
    "commas": "a," * 400_000 + "\n" + "b," * 90_000,
    "sign-offs": f"{PROSE}\n\n" + "Ines Fabel, Law Library of Congress\n\n" * 20_000,
    "soft hyphens": f"{PROSE} " + "a\u00ad" * 450_000,
    "notes": f"{PROSE} " + "[1] " * 100_000 + "\n\n" + "[1] Id.\n" * 60_000,
    "header lines": "a: b\n" * (LARGE // 5),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_input_takes_a_short_time(name: str) -> None:
    raw = HOSTILE[name].encode()
    began = time.process_time()
    with suppress(RefusalError):
        draft(read_input(raw, VOUCHED), dt.date(2026, 1, 2))
    # Generous: it tells quadratic from linear, not fast from slow.
    assert time.process_time() - began < 10
