"""Replies for a person at a terminal."""

import datetime as dt
import re

import pytest
from rich.console import Console

from glmbot.cli.render import LISTED, render_reply
from glmbot.core.model import Listing
from support.articles import make_article


@pytest.mark.parametrize("count", [0, 1, LISTED, LISTED + 1, 3000])
def test_a_list_shows_some_articles_and_says_how_many_more_there_are(count: int) -> None:
    listing = Listing("Articles", tuple(make_article(title=f"Norland: {number}") for number in range(count)))
    console = Console(width=100)
    with console.capture() as capture:
        console.print(render_reply(listing, dt.date(2026, 3, 1)))
    shown = capture.get()
    assert shown.count("Norland: ") == min(count, LISTED)
    left = [int(one) for one in re.findall(r"… and (\d+) more", shown)]
    assert left == [count - LISTED] * (count > LISTED)
