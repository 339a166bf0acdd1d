"""What glmbot believes about loc.gov: hosts, routes, parameters and field names. A change there is a change here."""

import re
from typing import Final

HOST: Final = "www.loc.gov"
DOMAIN: Final = "loc.gov"
BASE: Final = f"https://{HOST}"
NAME: Final = "global-legal-monitor"
COLLECTION: Final = f"/collections/{NAME}/"
ITEM: Final = re.compile(rf"/item/{NAME}/(?P<date>\d{{4}}-\d{{2}}-\d{{2}})/(?P<slug>[\w%.~-]{{1,300}})/?", re.ASCII)
FORBIDDEN: Final = ("/search",)
"""What robots.txt disallows."""

JSON: Final = ("fo", "json")
PAGE: Final = {"c": "100", "sb": "date_desc", "at": "results,pagination"}
YEARS: Final = "dates"
FIRST_YEAR: Final = 2000

RESULTS: Final = "results"
PAGINATION: Final = "pagination"
NEXT: Final = "next"
COUNT: Final = "of"
STATUS: Final = "status"

ITEM_BLOCK: Final = "item"
ADDRESSES: Final = ("url", "id", "aka")
TITLES: Final = ("title",)
JURISDICTIONS: Final = ("location", "location_country", "jurisdiction", "jurisdictions")
TOPICS: Final = ("subject", "subjects", "topic", "topics")

CHALLENGE: Final = "cf-mitigated"
"""The header by which Cloudflare marks an answer that is not loc.gov's."""


def item_address(name: str) -> str:
    """The address of an item by its name, which is its date and slug: `2019-01-15/norland-invented-act`."""
    return f"{BASE}/item/{NAME}/{name}/"
