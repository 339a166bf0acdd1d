"""The text of an item's JSON comes in whole and once, in whatever field and shape it stands."""

import datetime as dt
import json
from typing import Any

import pytest

from glmbot.ingest.drafts import Given, draft, read_input
from glmbot.ingest.refusals import RefusalError

LEAD = "(Mar. 3, 2014) The keeper of hives in each village is chosen by the villagers for the time of three years."
SECOND = "The bell of the ferry is rung by the keeper at dusk, and it is heard in the whole of the valley."
THIRD = "A villager who was not chosen may ask the council for a second vote in the spring of the year."
WHOLE = f"{LEAD}\n\n{SECOND}\n\n{THIRD}"


def body_of(**fields: Any) -> str:
    item = {"title": "Norland: Hives Act", "date": "2014-03-03", "partof": ["global legal monitor"], **fields}
    return draft(read_input(json.dumps({"item": item}).encode(), Given()), dt.date(2026, 1, 2)).article.body


@pytest.mark.parametrize(
    "fields",
    [
        {"article": [LEAD, SECOND, THIRD]},
        {"article": [LEAD, f"{SECOND}\n", THIRD]},
        {"article": [f"<p>{LEAD}</p>\n", f"<p>{SECOND}</p>", f"<p>{THIRD}</p>"]},
        {"article": [f"<p>{LEAD}</p>", SECOND, THIRD]},
        {"article": [LEAD.replace("keeper", "<i>keeper</i>"), SECOND, THIRD]},
        {"article": WHOLE.replace("keeper", "<i>keeper</i>")},
        {"article": {"title": "Norland", "text": [LEAD, SECOND, THIRD]}},
        {"full_text": WHOLE, "article": [LEAD, SECOND, THIRD]},
        {"full_text": f"{WHOLE}\n", "article": WHOLE},
        {"full_text": {"url": "https://invented.example/a.txt"}, "article": WHOLE},
        {"description": [LEAD, SECOND, THIRD]},
        {"description": [f"{LEAD[:60]}…"], "summary": [LEAD, f"{SECOND}\n", THIRD]},
    ],
)
def test_each_paragraph_of_an_item_comes_in_once(fields: dict[str, Any]) -> None:
    assert body_of(**fields) == WHOLE


def test_letters_that_only_look_like_markup_are_text() -> None:
    assert body_of(article=[LEAD, "It is a < b and c > d, then </or> so.", THIRD]).split("\n\n")[1:] == [
        "It is a < b and c > d, then </or> so.",
        THIRD,
    ]


@pytest.mark.parametrize("fields", [{"description": [f"{LEAD} …", SECOND]}, {"description": [SECOND, LEAD]}])
def test_a_description_that_is_cut_or_begins_otherwise_is_no_article(fields: dict[str, Any]) -> None:
    with pytest.raises(RefusalError, match="holds no article text"):
        body_of(**fields)


def test_a_list_of_too_many_paragraphs_is_refused_and_not_cut() -> None:
    sections = [
        f"Section {number} of the act says that each ferry must carry {number} lamps." for number in range(1000)
    ]
    assert body_of(article=[LEAD, *sections[1:]]).endswith("999 lamps.")
    with pytest.raises(RefusalError) as caught:
        body_of(article=[LEAD, *sections])
    assert str(caught.value) == "'article' lists 1,001 texts; an article has 1,000 at most"
