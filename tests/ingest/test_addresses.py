import datetime as dt

import pytest

from glmbot.ingest.addresses import canonical, date_in, item_address, slug_of
from glmbot.ingest.drafts import article_id
from glmbot.ingest.headlines import jurisdictions_of

DAY = dt.date(2012, 3, 5)
ITEM = "https://www.loc.gov/item/global-legal-monitor/2012-03-05/norland-ferry-act/"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Norland: Ferry Act", "norland-ferry-act"),
        ("U.N. Council: Norland's “Ferry” Act – Amended", "un-council-norlands-ferry-act-amended"),
        ("Norland; Sundland: 3% Tax/Levy’s End!", "norland-sundland-3-tax-levys-end"),
    ],
)
def test_the_rule_of_addresses(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@pytest.mark.parametrize(
    "address",
    [
        ITEM,
        ITEM.replace("https:", "http:"),
        ITEM.replace("https:", ""),
        ITEM.rstrip("/"),
        f"{ITEM}?loclr=eaglm",
        f"{ITEM}?locr=eaglm#top",
        "http://www.loc.gov/law/foreign-news/article/norland-ferry-act/",
        "//loc.gov/law/foreign-news/article/Norland-Ferry-Act?loclr=x",
    ],
)
def test_one_article_has_one_address(address: str) -> None:
    assert canonical(address, DAY) == ITEM


def test_the_views_of_the_servlet_are_one() -> None:
    views = {canonical(f"http://www.loc.gov/lawweb/servlet/lloc_news?disp{n}_l205400001_text", None) for n in (1, 2, 3)}
    assert views == {"https://www.loc.gov/lawweb/servlet/lloc_news?disp3_l205400001_text"}


def test_an_address_of_another_site_keeps_its_query() -> None:
    assert canonical("https://invented.example/a?b=1", DAY) == "https://invented.example/a?b=1"


@pytest.mark.parametrize("address", ["http://[", "http://[x/item/global-legal-monitor/2012-03-05/a", "", "x"])
def test_no_address_hurts(address: str) -> None:
    canonical(address, DAY)
    assert date_in(address) is None


def test_no_address_is_made_where_the_rule_is_not_known_to_hold() -> None:
    assert item_address(DAY, "Norland: Décret") is None
    assert item_address(DAY, "Norland: Ferry Act") == ITEM


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("Kenya; Tanzania: Border Act", ("Kenya", "Tanzania")),
        ("Cambodia/United Nations: Trial Begins", ("Cambodia", "United Nations")),
        ("U.N. Human Rights Council: Vote", ("U.N. Human Rights Council",)),
        ("Ferry Act Adopted", ()),
    ],
)
def test_jurisdictions_are_read_from_the_title(title: str, places: tuple[str, ...]) -> None:
    assert jurisdictions_of(title) == places


def test_a_long_title_makes_a_file_name_that_every_system_takes() -> None:
    name = article_id(DAY, "Norland: " + "Ferry " * 100)
    assert len(name) < 200
    assert not name.endswith("-")
