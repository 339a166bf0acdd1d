"""Sentences for people, in English, that can be put into another language: they keep their template and values."""

from collections.abc import Sequence
from typing import Any, Protocol, Self


class Translations(Protocol):
    """The translations of one language; those of `gettext` are such."""

    def gettext(self, message: str, /) -> str:
        """The translation of a message, or the message."""

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The translation of a message that depends on a number."""


class English:
    """The translations that leaves everything as it is."""

    def gettext(self, message: str, /) -> str:
        """The message."""
        return message

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The message in its singular or plural."""
        return singular if n == 1 else plural


ENGLISH = English()


class Translatable(str):
    """An English sentence, made of a template and values; as a string it is the sentence itself."""

    __slots__ = ("number", "plural", "template", "values")
    template: str
    plural: str | None
    number: int
    values: dict[str, Any]

    @classmethod
    def of(cls, template: str, plural: str | None, number: int, values: dict[str, Any]) -> Self:
        """The sentence of a template (with a plural, where a count decides) and its values."""
        made = cls(_put(template, plural, number, values, ENGLISH))
        made.template, made.plural, made.number, made.values = template, plural, number, values
        return made

    def into(self, translations: Translations) -> str:
        """The sentence in a language; values that are sentences are put into it as well."""
        return _put(self.template, self.plural, self.number, self.values, translations)


def gettext_lazy(template: str, /, **values: Any) -> Translatable:
    """A sentence; values stand in braces in the template."""
    return Translatable.of(template, None, 1, values)


def ngettext_lazy(singular: str, plural: str, count: int, /, **values: Any) -> Translatable:
    """A sentence that depends on a number, which is its value `count`."""
    return Translatable.of(singular, plural, count, {"count": count, **values})


def lazy_join(separator: str, parts: Sequence[str]) -> Translatable:
    """Sentences and other texts one after the other."""
    names = [f"part{place}" for place in range(len(parts))]
    template = separator.join(f"{{{name}}}" for name in names)
    return Translatable.of(template, None, 1, dict(zip(names, parts, strict=True)))


def quoted(text: str) -> Translatable:
    """A text between the quotation marks of a language."""
    return gettext_lazy("“{text}”", text=text)


def labelled(name: str, value: str | int) -> Translatable:
    """A value after its name, with a language's blank before the colon: `Length: 2 paragraphs`."""
    return gettext_lazy("{name}: {value}", name=name, value=value)


def either(words: Sequence[str]) -> str:
    """Words as alternatives: `a`, `a or b`, `a, b or c`."""
    if len(words) < 2:  # noqa: PLR2004 - one needs no conjunction
        return lazy_join("", words)
    return gettext_lazy("{words} or {last}", words=lazy_join(", ", words[:-1]), last=words[-1])


def translate(text: str, translations: Translations) -> str:
    """A text in a language; one that is no sentence of ours (a title, a quotation) stays as it is."""
    return text.into(translations) if isinstance(text, Translatable) else text


def _put(template: str, plural: str | None, number: int, values: dict[str, Any], translations: Translations) -> str:
    if not template:
        return ""  # gettext keeps its own header under the empty message
    found = translations.gettext(template) if plural is None else translations.ngettext(template, plural, number)
    return found.format_map({name: _value(value, translations) for name, value in values.items()}) if values else found


def _value(value: Any, translations: Translations) -> Any:
    return translate(value, translations) if isinstance(value, str) else value
