"""Messages as lines of text: what a transcript prints and what `|` lines are compared with."""

from collections.abc import Iterator, Sequence

from glmbot.sim.errors import JSON
from glmbot.sim.shapes import LINK, SELECTS, Component

MARKS = ("**", "__", "~~", "||")


def shown(body: JSON) -> list[str]:
    """A message as its reader sees it, Markdown left as it is, components in brackets."""
    lines = str(body["content"]).splitlines()
    for embed in body["embeds"]:
        lines += _embed(embed)
    lines += [f"(file {attachment['filename']})" for attachment in body["attachments"]]
    lines += list(_components(body["components"]))
    return [line.rstrip() for line in lines] or ["(nothing)"]


def plain(text: str) -> str:
    """Text to look for words in: without marks of Markdown, white space as one space."""
    for mark in MARKS:
        text = text.replace(mark, "")
    lines = (line.removeprefix(">").strip() for line in text.splitlines())
    return " ".join(" ".join(lines).split())


def _embed(embed: JSON) -> Iterator[str]:
    if embed.get("author"):
        yield embed["author"]["name"]
    if embed.get("title"):
        yield embed["title"]
    yield from embed.get("description", "").splitlines()
    for entry in embed.get("fields", []):
        yield entry["name"]
        yield from entry["value"].splitlines()
    yield from (embed.get("footer") or {}).get("text", "").splitlines()


def _components(components: Sequence[JSON]) -> Iterator[str]:
    for component in components:
        if component["type"] == Component.ROW:
            yield " ".join(f"[{label(part)}]" for part in component["components"])
        elif component["type"] == Component.TEXT:
            yield from component["content"].splitlines()
        elif "components" in component:
            yield from _components(component["components"])
            if component.get("accessory", {}).get("type") == Component.BUTTON:
                yield f"[{label(component['accessory'])}]"


def label(component: JSON) -> str:
    """What stands on a button or select."""
    emoji = (component.get("emoji") or {}).get("name")
    words = component.get("label") or component.get("placeholder") or ""
    text = " ".join(part for part in (emoji, words) if part) or str(component.get("custom_id"))
    if component["type"] in SELECTS:
        return f"{text} ▾"
    return f"{text} ↗" if component.get("style") == LINK else text
