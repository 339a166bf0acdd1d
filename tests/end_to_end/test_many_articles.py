"""A shelf of many invented articles: lists, filters, preferences and ages, as people meet them on Discord."""

import datetime as dt
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from glmbot.core.corpus.article_file import format_article
from glmbot.core.model import Article
from glmbot.sim.process import Child
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord
from support.articles import make_article

Start = Callable[..., Coroutine[Any, Any, Child]]

PLACES = ("Japan", "France", "Brazil", "Kenya", "Norway")
YEARS = range(2008, 2021)
SUBJECTS = (
    (
        "Maritime safety",
        "Ferry Lifeboat Act Adopted",
        (
            "The Ferry Lifeboat Act obliges every ferry to carry a lifeboat for each {number} passengers. The harbour"
            " police may stop a ferry that sails without lifeboats."
        ),
    ),
    (
        "Taxation",
        "Window Tax Raised",
        (
            "The Window Tax Act raises the tax on windows to {number} crowns a year. Greenhouses are exempt from the"
            " window tax."
        ),
    ),
    (
        "Animals",
        "Beekeeping Licences Introduced",
        "The Beekeeping Act requires a licence for more than {number} beehives. The licence is valid for five years.",
    ),
)
FRESH = (dt.datetime.now(dt.UTC).date() - dt.timedelta(days=60)).replace(day=1)


def one_a_year_and_place() -> Iterator[Article]:
    for year in YEARS:
        for number, place in enumerate(PLACES):
            topic, title, text = SUBJECTS[(year + number) % 3]
            day = dt.date(year, 3 + 2 * number, 5 + (year - 2008))
            yield make_article(
                text.format(number=10 * (year - 2000) + number),
                title=f"{place}: {title}",
                date=day.isoformat(),
                jurisdictions=[place],
                topics=[topic],
            )


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """65 articles, a monthly issue, one of the same day of another year, and one of this year's last months."""
    folder = tmp_path / "articles"
    folder.mkdir()
    more = (
        make_article(
            "(Feb. 2008) Sledges need a bell after dusk.", title="Norway: Sledge Bells", date="2008-02-02",
            jurisdictions=["Norway"],
        ),
        make_article(
            "(Feb. 2, 2016) Skis need no bell.", title="Norway: Ski Bells", date="2016-02-02", jurisdictions=["Norway"]
        ),
        make_article(
            "The Kite Permit Act requires a permit for kites that fly above the lighthouse.",
            title="Norway: Kite Permit Act Adopted", date=FRESH.isoformat(), jurisdictions=["Norway"],
        ),
    )  # fmt: skip
    for article in (*one_a_year_and_place(), *more):
        (folder / f"{article.article_id}.md").write_text(format_article(article), encoding="utf-8")
    return folder


async def played(local: LocalDiscord, script: str) -> None:
    transcript = await play_script(local, script)
    assert transcript.passed, "\n".join([*transcript.lines[-40:], transcript.difference or ""])


LISTS = r"""
Ada in #questions runs /articles
only Ada sees: title is "68 articles" ; "Norway: Kite Permit Act Adopted" ; "Nov. 17, 2020 · Norway: Beekeeping" ; button "Page 1 of 7" ; disabled "◀" ; disabled "Page 1 of 7" ; button "▶"
Ada presses "▶"
bot edits: button "Page 2 of 7" ; lacks "Kite"
Ada presses "▶"
bot edits: button "Page 3 of 7"
Ada presses "◀"
bot edits: button "Page 2 of 7"

Ada runs /articles jurisdiction:"norway" topic:"Animals" after:2009
only Ada sees: title is "4 articles: jurisdiction Norway, topic Animals, from 2009-01-01 on" ; "Nov. 8, 2011" ; lacks "2008" ; no button "▶"
Ada runs /articles jurisdiction:Japan before:2019-06
only Ada sees: title is "12 articles: jurisdiction Japan, up to 2019-06-30" ; "Japan" ; lacks "Kenya:" ; button "Page 1 of 2"

restart bot
wait for bot
Ada presses "▶" on "jurisdiction Japan"
bot edits: title is "12 articles: jurisdiction Japan, up to 2019-06-30" ; button "Page 2 of 2" ; disabled "▶" ; "Mar. 5, 2008" ; lacks "2011"
Ada presses "◀" on "jurisdiction Japan"
bot edits: button "Page 1 of 2"
Ada presses "▶" on "68 articles"
bot edits: button "Page 3 of 7"

Ada runs /articles jurisdiction:Japan topic:Animals after:2020
only Ada sees: title contains "0 articles"
Ada runs /articles jurisdiction:Atlantis
only Ada sees: "No article has the jurisdiction “Atlantis”; there are: Brazil, France, Japan, Kenya, Norway"
Ada runs /articles after:2015 before:2014-12
only Ada sees: "No day is both after 2015-01-01 and before 2014-12-31; swap them"

Ada runs /latest count:2
only Ada sees: title is "The 2 newest articles" ; "Norway: Kite Permit Act Adopted" ; "Norway:" ; lacks "2019"
Ada runs /latest
only Ada sees: title is "The 5 newest articles"
# All articles of November 2007 to April 2008 bear the 2nd of their month, which was not their day.
Ada runs /on-this-day day:"02-02"
only Ada sees: title is "1 article of 02-02" ; "Feb. 2, 2016 · Norway: Ski Bells" ; lacks "Sledge"
Ada runs /on-this-day day:"2020-02-03"
only Ada sees: title is "No article is of 02-03."
Ada runs /on-this-day day:"02-30"
only Ada sees: "'02-30' is no day; write it as MM-DD"
Ada runs /on-this-day
only Ada sees: anything
Ada runs /article article:"Sledge Bells"
bot replies: "Feb. 2008 · Norway · ¶ 1 of 1" ; "Authors" ; "Ines Fabel" ; "Topics" ; "not known" ; "1 paragraph" ; no button "◀" ; no button "▶" ; no button "More" ; button "Cite"
Ada types /article article:kite
bot offers: "Norway: Kite Permit Act Adopted"; lacks "Norway: Ski Bells"
"""  # noqa: E501 - a line of a script is one step


async def test_lists_are_paged_filtered_and_survive_a_restart(local: LocalDiscord, start: Start, shelf: Path) -> None:
    await start(GLMBOT_CORPUS=str(shelf))
    await played(local, LISTS)


FILTERS = r"""
Ada in #questions types /ask question:"x" jurisdiction:"ja
bot offers: "Japan (13)"; lacks "Norway (16)"
Ada types /ask question:"x" jurisdiction:"
bot offers: "Norway (16)"; "Brazil (13)"
Ada types /ask question:"x" topic:"saf
bot offers: "Maritime safety (21)"; lacks "Animals (22)"
Ada types /ask question:"x" after:"201
bot offers: "2016 (6)"; "2012 (5)"; lacks "2020 (5)"
Ada types /ask question:"x" before:"2012-0
bot offers: nothing
Ada types /articles before:"2008
bot offers: "2008 (6)"

Ada runs /ask question:"How many beehives need a licence?" jurisdiction:france after:2014-06 before:2017-05
bot replies: "more than 171 beehives" ; "Searched only: jurisdiction France, from 2014-06-01 on, up to 2017-05-31." ; "May 14, 2017 · France"
Ada runs /ask question:"How high is the window tax?" topic:Taxation after:2015 before:2015
bot replies: "crowns a year" ; "2015" ; "Searched only: topic Taxation, from 2015-01-01 on, up to 2015-12-31."
# A follow-up leans on the question before, under filters of its own.
Ada runs /ask question:"and what is exempt from it?" topic:Taxation
bot replies: "Greenhouses are exempt from the window tax" ; "Searched only: topic Taxation."

# What only the filters keep out is told apart from what nothing tells.
Ada runs /ask question:"How many beehives need a licence?" topic:Taxation private:true
only Ada sees: "Nothing inside these filters answers that; something outside them may." ; "Widen the filters, or ask without them." ; "Searched only: topic Taxation."
Ada runs /ask question:"How do zebras vote?" topic:Taxation private:true
only Ada sees: "No article here answers that" ; lacks "filters"

# A filter that nothing can meet is told before anything is searched, to the asker alone.
Ben in #questions runs /ask question:"How high is the window tax?" jurisdiction:Atlantis
only Ben sees: "No article has the jurisdiction “Atlantis”; there are: Brazil, France, Japan, Kenya, Norway"
Ben runs /ask question:"How high is the window tax?" topic:Zebras
only Ben sees: "No article has the topic “Zebras”; there are: Animals, Maritime safety, Taxation"
Ben runs /ask question:"How high is the window tax?" after:2016 before:2015
only Ben sees: "No day is both after 2016-01-01 and before 2015-12-31; swap them"
Ben runs /ask question:"How high is the window tax?" after:2016-13
only Ben sees: "After '2016-13' is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD"
Ben runs /ask question:"How high is the window tax?" before:"last year"
only Ben sees: "Before 'last year' is no date"
Ben runs /ask question:"How high is the window tax?" jurisdiction:"*Atlantis* @everyone"
only Ben sees: "No article has the jurisdiction" ; pings nobody
Ben runs /ask question:"How high is the window tax?" after:2012-09-09 before:2012-09-09
bot replies: "Nothing inside these filters answers that" ; "Searched only: from 2012-09-09 on, up to 2012-09-09."
Ben runs /ask question:"How high is the window tax?" after:0000 private:true
only Ben sees: "After '0000' is no date"
"""  # noqa: E501 - a line of a script is one step


async def test_filters_are_offered_checked_and_said(local: LocalDiscord, start: Start, shelf: Path) -> None:
    await start(GLMBOT_CORPUS=str(shelf))
    await played(local, FILTERS)


PREFERENCES = r"""
Ada in #questions says: @bot How many passengers per lifeboat on a ferry?
bot replies: lacks "Your question names"
Ada says: @bot How many passengers per lifeboat on a ferry in Kenya?
bot replies: "Kenya: Ferry Lifeboat Act Adopted" ; "Your question names Kenya: such articles came first."
Ada says: @bot How high is the window tax in 2013?
bot replies: "2013" ; "Your question names 2013: such articles came first." ; "crowns a year"
Ada says: @bot How many beehives need a licence under the French law of 2014?
bot replies: "May 11, 2014 · France" ; "more than 141 beehives" ; "Your question names France, 2014: such articles came first." ; "Newer on this: France: Beekeeping Licences Introduced (May 17, 2020)" ; "Reported in 2014; the law may have changed."

# Preferred, not filtered: what a question names does not keep the rest out.
Ada says: @bot Who needs a permit for kites in Japan?
bot replies: "Norway: Kite Permit Act Adopted" ; lacks "such articles came first"
# An article of the last months is not said to be old, and nothing is newer.
Ben in DM says: Who needs a permit for kites above the lighthouse?
bot replies: "kites that fly above the lighthouse" ; lacks "the law may have changed" ; lacks "Newer on this" ; footer is "Not legal advice."
"""  # noqa: E501 - a line of a script is one step


async def test_the_place_and_year_that_a_question_names_come_first(
    local: LocalDiscord, start: Start, shelf: Path
) -> None:
    await start(GLMBOT_CORPUS=str(shelf))
    await played(local, PREFERENCES)
