"""Keeps src/glmbot/resources/locale: collects the bot's own words, and compiles their translations (needs Babel).

    python tools/translations.py           bring the .po files up to date, compile the .mo files
    python tools/translations.py --check   change nothing; exit 1 where something is missing or out of date

Words come from gettext_lazy and ngettext_lazy in the code, from the descriptions of the commands, and from what the
intents say.
"""

import argparse
import asyncio
import datetime as dt
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from discord import AppCommandType, app_commands

from glmbot.bot.context import BotContext
from glmbot.bot.run import build_bot
from glmbot.config import Settings
from glmbot.core.corpus.article_file import Corpus
from glmbot.storage.database import Store
from glmbot.storage.load import build_answerer
from glmbot.storage.resources import read_intents

SOURCE: Final = Path(__file__).parents[1] / "src" / "glmbot"
LOCALE: Final = SOURCE / "resources" / "locale"
LANGUAGES: Final = ("es", "fr")
DOUBLE_SIGNS: Final = re.compile(r" (?=[:;?!»])|(?<=«) ")
"""The blanks of French at which no line may break."""
KEYWORDS: Final = {"gettext_lazy": None, "ngettext_lazy": (1, 2)}


def collect() -> Catalog:
    """All words of the bot, sorted, without the places where they stand."""
    found: dict[str, str | tuple[str, ...]] = {}
    for _, _, message, _, _ in extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS):
        found[message if isinstance(message, str) else message[0]] = message
    found |= {text: text for text in (*descriptions(), *(str(intent.says) for intent in read_intents().listed))}
    catalog = Catalog(project="glmbot", fuzzy=False, header_comment="# The bot's own words.")
    for key in sorted(found):
        catalog.add(found[key])
    return catalog


def descriptions() -> list[str]:
    """Descriptions of commands, groups and options, and names of menu commands, as Discord shows them."""
    return asyncio.run(_descriptions())


async def _descriptions() -> list[str]:
    bot = build_bot(BotContext(build_answerer(Corpus(())), Store(None)), Settings(_env_file=None))
    async with bot:
        await bot.add_cogs()
        return described(bot.tree)


def described(tree: app_commands.CommandTree) -> list[str]:
    """The descriptions of a tree's commands, those in groups too, of its groups and options; its menus' names."""
    found: list[str] = []
    for command in tree.walk_commands():
        found.append(command.description)
        if isinstance(command, app_commands.Command):
            found += (str(one.description) for one in command.parameters)
    menus = (kind for kind in AppCommandType if kind is not AppCommandType.chat_input)
    return [*found, *(command.name for kind in menus for command in tree.get_commands(type=kind))]


def read(language: str) -> Catalog:
    """The translations of a language."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return pofile.read_po(stream, locale=language)


def po_path(language: str) -> Path:
    """Where a language's translations stand."""
    return LOCALE / language / "LC_MESSAGES" / "glmbot.po"


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def faults(language: str, words: Catalog) -> list[str]:
    """What is missing or out of date in a language."""
    catalog = read(language)
    found = [f"{language}: not translated: {one.id!r}" for one in words if one.id and not _string(catalog, one.id)]
    path = po_path(language).with_suffix(".mo")
    if not path.exists() or path.read_bytes() != compiled(catalog):
        found.append(f"{language}: {path.name} is out of date")
    return found


def _sign(catalog: Catalog, language: str) -> None:
    """The head of a file, without dates that would change each time."""
    catalog.header_comment = f"# The bot's own words: {Locale.parse(language).english_name}."
    catalog.fuzzy = False
    catalog.project, catalog.version = "glmbot", "1"
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = "glmbot"
    catalog.creation_date = catalog.revision_date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def _space(catalog: Catalog) -> None:
    """Put no-break spaces where French has blanks beside double signs."""
    for message in catalog:
        if isinstance(message.string, str):
            message.string = DOUBLE_SIGNS.sub("\u00a0", message.string) if message.id else message.string
        else:
            message.string = tuple(DOUBLE_SIGNS.sub("\u00a0", one) for one in message.string or ())


def _string(catalog: Catalog, message: str | Sequence[str]) -> bool:
    entry = catalog.get(message if isinstance(message, str) else message[0])
    found = entry.string if entry else None
    return all([found] if isinstance(found, str) else found or [""])


def main() -> None:
    """Collect and compile, or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true")
    words = collect()
    if parser.parse_args().check:
        found = [fault for language in LANGUAGES for fault in faults(language, words)]
        print("\n".join(found) or "all words are translated")
        sys.exit(bool(found))
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(words, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        if language == "fr":
            _space(catalog)
        _sign(catalog, language)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            pofile.write_po(stream, catalog, width=110, sort_output=True, include_lineno=False, omit_header=False)
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        missing = len([one for one in words if one.id and not _string(catalog, one.id)])
        print(f"{path.relative_to(SOURCE)}: {len(words)} messages, {missing} not translated")


if __name__ == "__main__":
    main()
