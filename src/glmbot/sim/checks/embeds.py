"""What Discord refuses in embeds."""

from collections.abc import Sequence
from typing import Any, Final

from glmbot.limits import (
    EMBED_AUTHOR,
    EMBED_DESCRIPTION,
    EMBED_FIELD_NAME,
    EMBED_FIELD_VALUE,
    EMBED_FIELDS,
    EMBED_FOOTER,
    EMBED_TITLE,
    EMBEDS,
    EMBEDS_TOTAL,
)
from glmbot.sim.errors import JSON
from glmbot.sim.form import Place
from glmbot.sim.shapes import embed_size

COLOURS: Final = 0xFFFFFF
PICTURES: Final = ("http", "https", "attachment")


def check_embeds(value: Any, place: Place) -> None:
    """Note everything wrong with the embeds of a message."""
    embeds = place.objects(value)
    place.within(embeds, EMBEDS)
    for position, embed in enumerate(embeds):
        _check_embed(embed, place[position])
    if sum(map(embed_size, embeds)) > EMBEDS_TOTAL:
        place.refuse("MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBEDS_TOTAL}")


def _check_embed(embed: JSON, place: Place) -> None:
    place["title"].text(embed.get("title"), EMBED_TITLE)
    place["description"].text(embed.get("description"), EMBED_DESCRIPTION)
    if embed.get("url") is not None:
        place["url"].url(embed["url"])
    colour = embed.get("color")
    if colour is not None and (not isinstance(colour, int) or not 0 <= colour <= COLOURS):
        place["color"].refuse("NUMBER_TYPE_MAX", f"int value should be less than or equal to {COLOURS}.")
    for key in ("image", "thumbnail"):
        if embed.get(key) is not None:
            place[key]["url"].url(place[key].object(embed[key]).get("url"), schemes=PICTURES)
    _check_named(embed.get("footer"), "text", EMBED_FOOTER, place["footer"])
    _check_named(embed.get("author"), "name", EMBED_AUTHOR, place["author"])
    _check_fields(place["fields"].objects(embed.get("fields")), place["fields"])


def _check_named(part: Any, key: str, most: int, place: Place) -> None:
    if part is None:
        return
    part = place.object(part)
    place[key].text(part.get(key), most, least=1)
    for link, schemes in (("url", ("http", "https")), ("icon_url", PICTURES)):
        if part.get(link) is not None:
            place[link].url(part[link], schemes=schemes)


def _check_fields(fields: Sequence[JSON], place: Place) -> None:
    place.within(fields, EMBED_FIELDS)
    for position, entry in enumerate(fields):
        for key, most in (("name", EMBED_FIELD_NAME), ("value", EMBED_FIELD_VALUE)):
            text = entry.get(key)
            if text is None or (isinstance(text, str) and not text.strip()):
                place[position][key].required()
            else:
                place[position][key].text(text, most)
