"""Writes the lexicon's places.yaml: names from CLDR (by Babel), the rest from places_by_hand.yaml beside this file."""

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any, Final

import yaml
from babel import Locale

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/glmbot/resources/lexicon/places.yaml"
SKIPPED: Final = frozenset("AC CP CQ DG EA EZ IC QO TA UM XA XB ZZ BV HM GS IO TF SJ".split())
"""Codes of CLDR that name no jurisdiction of the news: uninhabited islands, groupings, test locales."""

HEADER = """\
# Jurisdictions and regions -> other names, demonyms, Spanish and French words; folded: lower case, no accents.
# Written by tools/make_places.py from CLDR and tools/places_by_hand.yaml; see LICENSES.md.
"""

ALPHA_2: Final = 2
"""Letters of an ISO 3166 alpha-2 code; CLDR's other codes are continents and subregions."""

Place = dict[str, list[str]]


def fold(text: str) -> str:
    """Lower case without accents, with plain apostrophes and spaces."""
    plain = text.replace("\u2019", "'").replace("\u2013", "-").replace("\xa0", " ")
    decomposed = unicodedata.normalize("NFKD", plain.lower())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def spelled(name: str, conjunction: str) -> str:
    """A CLDR name with its ampersand written out, its abbreviated saint in full and its parenthesis left out."""
    words = fold(re.sub(r" *\([^)]*\)", "", name)).replace("&", conjunction)
    return f"saint {words[4:]}" if conjunction == "and" and words.startswith("st. ") else words


def cldr_names(code: str) -> tuple[str, list[str], list[str]]:
    """The English name of a territory, then its Spanish and French names."""
    english, spanish, french = (Locale(language).territories[code] for language in ("en", "es", "fr"))
    return spelled(english, "and"), [spelled(spanish, "y")], [spelled(french, "et")]


def entry(hand: dict[str, Any], name: str, alias: str, names: Place) -> Place:
    """One place: what is written by hand first, then CLDR's names, without repeats and without the name itself."""
    merged: Place = {}
    for key in ("aliases", "demonyms", "es", "fr"):
        words = [*hand.get(key, []), *names.get(key, [])]
        if key == "aliases" and alias != name:
            words.append(alias)
        unique = [word for word in dict.fromkeys(fold(word) for word in words) if key in {"es", "fr"} or word != name]
        if unique:
            merged[key] = unique
    return merged


def places(hand: dict[str, dict[str, Any]]) -> dict[str, Place]:
    """All places by their folded name."""
    found: dict[str, Place] = {}
    codes = [code for code in map(str, Locale("en").territories) if len(code) == ALPHA_2 and code not in SKIPPED]
    for code in codes:
        english, spanish, french = cldr_names(code)
        own = hand.get(code, {})
        name = own.get("name", english)
        found[name] = entry(own, name, name if "name" in own else english, {"es": spanish, "fr": french})
    for name, own in hand.items():
        if name not in codes:
            found[name] = entry(own, name, name, {})
    return dict(sorted(found.items()))


def main() -> int:
    """Write the file; exit 0."""
    hand = yaml.safe_load((HERE / "places_by_hand.yaml").read_text(encoding="utf-8"))
    body = "".join(
        yaml.safe_dump({name: place}, default_flow_style=None, allow_unicode=True, width=10_000, sort_keys=False)
        for name, place in places(hand).items()
    )
    TARGET.write_text(HEADER + body, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
