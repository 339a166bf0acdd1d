"""What Discord refuses in the components of a message or a modal."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from glmbot.limits import (
    ACTION_ROWS,
    BUTTON_LABEL,
    BUTTON_URL,
    BUTTONS_PER_ROW,
    COMPONENTS_V2,
    COMPONENTS_V2_TEXT,
    CUSTOM_ID,
    MODAL_TITLE,
    SELECT_OPTION_DESCRIPTION,
    SELECT_OPTION_LABEL,
    SELECT_OPTION_VALUE,
    SELECT_OPTIONS,
    SELECT_PLACEHOLDER,
)
from glmbot.sim.errors import JSON
from glmbot.sim.form import Place
from glmbot.sim.shapes import LINK, PREMIUM, SELECTS, Component, walk

STYLES: Final = (1, 2, 3, 4, 5, 6)
LINK_SCHEMES: Final = ("http", "https", "discord")
INTERACTIVE: Final = (Component.BUTTON, Component.TEXT_INPUT, *SELECTS)
V2_TOP: Final = (
    Component.ROW,
    Component.SECTION,
    Component.TEXT,
    Component.GALLERY,
    Component.FILE,
    Component.SEPARATOR,
    Component.CONTAINER,
)
CONTAINED: Final = V2_TOP[:-1]
LABELLED: Final = (Component.TEXT_INPUT, 19, *SELECTS)
DEFAULTS: Final[dict[int, tuple[str, ...]]] = {
    Component.USER_SELECT: ("user",),
    Component.ROLE_SELECT: ("role",),
    Component.MENTIONABLE_SELECT: ("user", "role"),
    Component.CHANNEL_SELECT: ("channel",),
}
MODAL_TOP: Final = (Component.ROW, Component.TEXT, Component.LABEL)
SECTION_TEXTS: Final = 3
GALLERY_ITEMS: Final = 10
MEDIA: Final = {Component.THUMBNAIL: "media", Component.FILE: "file", Component.GALLERY: "items"}
MEDIA_SCHEMES: Final = ("http", "https", "attachment")


def check_components(value: Any, place: Place, *, v2: bool) -> None:
    """Note everything wrong with the components of a message, with the flag of Components V2 or without."""
    components = place.objects(value)
    if v2:
        if len(list(walk(components))) > COMPONENTS_V2:
            place.refuse(
                "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
                f"The number of components exceeds the maximum of {COMPONENTS_V2}.",
            )
        texts = [part.get("content") for part in walk(components) if part.get("type") == Component.TEXT]
        if sum(len(text) for text in texts if isinstance(text, str)) > COMPONENTS_V2_TEXT:
            place.refuse(
                "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                f"The displayable text of the components exceeds the maximum of {COMPONENTS_V2_TEXT} characters.",
            )
    else:
        place.within(components, ACTION_ROWS)
    for position, component in enumerate(components):
        if place[position]["type"].one_of(component.get("type"), V2_TOP if v2 else (Component.ROW,)):
            _check(component, place[position])
    check_unique(components, place)


def check_modal(content: Any, place: Place) -> None:
    """Note everything wrong with a modal."""
    modal = place.object(content)
    place["custom_id"].text(modal.get("custom_id"), CUSTOM_ID, least=1)
    place["title"].text(modal.get("title"), MODAL_TITLE, least=1)
    components = place["components"].objects(modal.get("components"))
    place["components"].within(components, 5, 1)
    for position, component in enumerate(components):
        if place["components"][position]["type"].one_of(component.get("type"), MODAL_TOP):
            _check(component, place["components"][position])
    check_unique(components, place["components"])


def check_unique(components: Sequence[JSON], place: Place) -> None:
    """Refuse custom ids that occur twice."""
    seen: Counter[str] = Counter()
    for found, where in _with_places(components, place):
        custom_id = found.get("custom_id")
        if isinstance(custom_id, str):
            seen[custom_id] += 1
            if seen[custom_id] > 1:
                where["custom_id"].refuse("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")


def _with_places(components: Sequence[Any], place: Place) -> Iterator[tuple[JSON, Place]]:
    for position, component in enumerate(components):
        if isinstance(component, dict):
            yield component, place[position]
            inner = component.get("components")
            yield from _with_places(inner if isinstance(inner, list) else [], place[position]["components"])
            for key in ("accessory", "component"):
                if isinstance(component.get(key), dict):
                    yield component[key], place[position][key]


def _check(component: JSON, place: Place) -> None:
    _CHECKS.get(component["type"], _check_nothing)(component, place)


def _check_nothing(_component: JSON, _place: Place) -> None:
    """A separator, or a kind that has no limits."""


def _check_input(component: JSON, place: Place) -> None:
    place["custom_id"].text(component.get("custom_id"), CUSTOM_ID, least=1)
    place["style"].one_of(component.get("style"), (1, 2))


def _check_text(component: JSON, place: Place) -> None:
    place["content"].text(component.get("content"), COMPONENTS_V2_TEXT, least=1)


def _check_container(component: JSON, place: Place) -> None:
    _check_inner(component, place, CONTAINED)


def _check_label(component: JSON, place: Place) -> None:
    inner = place["component"].object(component.get("component"))
    if place["component"]["type"].one_of(inner.get("type"), LABELLED):
        _check(inner, place["component"])


def _check_media(component: JSON, place: Place) -> None:
    if component["type"] == Component.GALLERY:
        items = place["items"].objects(component.get("items"))
        place["items"].within(items, GALLERY_ITEMS, 1)
        for position, item in enumerate(items):
            _check_link(item.get("media"), place["items"][position]["media"])
    else:
        key = MEDIA[component["type"]]
        _check_link(component.get(key), place[key])


def _check_link(media: Any, place: Place) -> None:
    place["url"].url(place.object(media).get("url"), schemes=MEDIA_SCHEMES)


def _check_inner(component: JSON, place: Place, allowed: Sequence[int]) -> None:
    inner = place["components"].objects(component.get("components"))
    for position, part in enumerate(inner):
        if place["components"][position]["type"].one_of(part.get("type"), allowed):
            _check(part, place["components"][position])


def _check_row(row: JSON, place: Place) -> None:
    inner = place["components"].objects(row.get("components"))
    place["components"].within(inner, BUTTONS_PER_ROW, 1)
    _check_inner(row, place, INTERACTIVE)
    if len(inner) > 1 and any(part.get("type") in (*SELECTS, Component.TEXT_INPUT) for part in inner):
        place["components"][1].refuse(
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width"
        )


def _check_section(section: JSON, place: Place) -> None:
    place["components"].within(place["components"].objects(section.get("components")), SECTION_TEXTS, 1)
    _check_inner(section, place, (Component.TEXT,))
    accessory = section.get("accessory")
    if not isinstance(accessory, dict):
        place["accessory"].required()
    elif place["accessory"]["type"].one_of(accessory.get("type"), (Component.BUTTON, Component.THUMBNAIL)):
        _check(accessory, place["accessory"])


def _check_button(button: JSON, place: Place) -> None:
    if not place["style"].one_of(button.get("style"), STYLES):
        return
    style = button["style"]
    place["label"].text(button.get("label"), BUTTON_LABEL)
    if style == PREMIUM:
        return
    if not button.get("label") and not button.get("emoji"):
        place.refuse("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or emoji is required")
    if style == LINK:
        if button.get("custom_id"):
            place.refuse(
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
            )
        if not button.get("url"):
            place["url"].refuse("BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
        else:
            place["url"].url(button["url"], BUTTON_URL, LINK_SCHEMES)
    elif not button.get("custom_id"):
        place["custom_id"].refuse("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
    else:
        place["custom_id"].text(button["custom_id"], CUSTOM_ID, least=1)


def _check_select(select: JSON, place: Place) -> None:
    place["custom_id"].text(select.get("custom_id"), CUSTOM_ID, least=1)
    place["placeholder"].text(select.get("placeholder"), SELECT_PLACEHOLDER)
    plain = select["type"] == Component.SELECT
    offered = _check_options(select, place["options"]) if plain else SELECT_OPTIONS
    for key in ("min_values", "max_values"):
        if _number(select, key) > offered:
            place[key].refuse("NUMBER_TYPE_MAX", f"int value should be less than or equal to {offered}.")
    if not plain:
        _check_defaults(select, place["default_values"])


def _check_options(select: JSON, place: Place) -> int:
    options = place.objects(select.get("options"))
    place.within(options, SELECT_OPTIONS, 1)
    values: Counter[str] = Counter()
    for position, option in enumerate(options):
        at = place[position]
        at["label"].text(option.get("label"), SELECT_OPTION_LABEL, least=1)
        at["value"].text(option.get("value"), SELECT_OPTION_VALUE, least=1)
        at["description"].text(option.get("description"), SELECT_OPTION_DESCRIPTION)
        values[str(option.get("value"))] += 1
        if values[str(option.get("value"))] > 1:
            at["value"].refuse("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
    return max(len(options), 1)


def _check_defaults(select: JSON, place: Place) -> None:
    defaults = place.objects(select.get("default_values"))
    for position, value in enumerate(defaults):
        place[position]["type"].one_of(value.get("type"), DEFAULTS[select["type"]])
        if not str(value.get("id", "")).isdecimal():
            place[position]["id"].refuse("NUMBER_TYPE_COERCE", f'Value "{value.get("id")}" is not snowflake.')
    if defaults:
        place.within(defaults, _number(select, "max_values"), _number(select, "min_values"))


def _number(select: JSON, key: str) -> int:
    value = select.get(key)
    return value if isinstance(value, int) else 1


_CHECKS: Final[dict[int, Callable[[JSON, Place], None]]] = {
    Component.ROW: _check_row,
    Component.BUTTON: _check_button,
    Component.TEXT_INPUT: _check_input,
    Component.TEXT: _check_text,
    Component.SECTION: _check_section,
    Component.CONTAINER: _check_container,
    Component.LABEL: _check_label,
    **dict.fromkeys(SELECTS, _check_select),
    **dict.fromkeys(MEDIA, _check_media),
}
