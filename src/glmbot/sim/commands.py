"""The commands that the bot has registered, and a person's use of one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from glmbot.sim.errors import DAILY_COMMANDS, JSON, UNKNOWN_COMMAND, DiscordError, SimError
from glmbot.sim.snowflakes import Snowflakes

CHAT, USER, MESSAGE = 1, 2, 3
SUB, GROUP, STRING, INTEGER, BOOLEAN, USERS, CHANNELS, ROLES, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)
CREATES_PER_DAY: Final = 200

_KEPT: Final = (
    "name", "description", "options", "nsfw", "contexts", "integration_types", "name_localizations",
    "description_localizations",
)  # fmt: skip


class Commands:
    """Registered commands by scope: None for global, else a guild's id."""

    def __init__(self, ids: Snowflakes, application_id: str) -> None:
        self._ids = ids
        self._application_id = application_id
        self._scopes: dict[str | None, dict[str, JSON]] = {}
        self._creates = 0

    def listing(self, scope: str | None) -> list[JSON]:
        """The commands of a scope."""
        return list(self._scopes.get(scope, {}).values())

    def get(self, scope: str | None, command_id: str) -> JSON:
        """One command of a scope (DiscordError 10063)."""
        try:
            return self._scopes[scope][command_id]
        except KeyError:
            raise DiscordError(UNKNOWN_COMMAND) from None

    def everywhere(self) -> list[JSON]:
        """All commands, a guild's own before the global of the same name."""
        scopes = sorted(self._scopes, key=lambda scope: scope is None)
        return [command for scope in scopes for command in self.listing(scope)]

    def overwrite(self, scope: str | None, wanted: Sequence[JSON]) -> list[JSON]:
        """Make these the commands of a scope; one that existed keeps its id."""
        before = {(command["type"], command["name"]): command for command in self.listing(scope)}
        made = [self._made(scope, command, before.get(_key(command))) for command in wanted]
        self._scopes[scope] = {command["id"]: command for command in made}
        return made

    def upsert(self, scope: str | None, wanted: JSON) -> tuple[JSON, bool]:
        """Add a command or replace the one of its name; and whether it is new."""
        before = next((command for command in self.listing(scope) if _key(command) == _key(wanted)), None)
        command = self._made(scope, wanted, before)
        self._scopes.setdefault(scope, {})[command["id"]] = command
        return command, before is None

    def edit(self, scope: str | None, command_id: str, changes: JSON) -> JSON:
        """Change a command."""
        before = self.get(scope, command_id)
        self._scopes[scope][command_id] = self._made(scope, {**before, **changes}, before)
        return self._scopes[scope][command_id]

    def delete(self, scope: str | None, command_id: str) -> None:
        """Remove a command."""
        self.get(scope, command_id)
        del self._scopes[scope][command_id]

    def named(self, name: str, kind: int = CHAT) -> JSON:
        """The command of that name, in any language (SimError that names those there are)."""
        there = [command for command in self.everywhere() if command["type"] == kind]
        for command in there:
            if name.casefold() in map(str.casefold, _names(command)):
                return command
        names = ", ".join(command["name"] for command in there) or "none"
        raise SimError(f"the bot has no command {name!r}; it has {names}")

    def _made(self, scope: str | None, wanted: JSON, before: JSON | None) -> JSON:
        if before is None:
            self._creates += 1
            if self._creates > CREATES_PER_DAY:
                raise DiscordError(DAILY_COMMANDS)
        permissions = wanted.get("default_member_permissions")
        command: JSON = {"id": before["id"] if before else self._ids.next(), "application_id": self._application_id}
        command |= {"version": self._ids.next(), "type": wanted.get("type") or CHAT, "description": "", "nsfw": False}
        command |= {"default_member_permissions": None if permissions is None else str(permissions)}
        command |= {"name_localizations": None, "description_localizations": None, "contexts": None}
        command |= {"integration_types": [0], "dm_permission": wanted.get("dm_permission") is not False}
        command |= {key: wanted[key] for key in _KEPT if wanted.get(key) is not None}
        if scope:
            command["guild_id"] = scope
        return command


def _key(command: Mapping[str, Any]) -> tuple[int, str]:
    return command.get("type") or CHAT, command["name"]


def _names(thing: JSON) -> list[str]:
    return [thing["name"], *(thing.get("name_localizations") or {}).values()]


def leaf(command: JSON, options: Sequence[JSON]) -> tuple[list[JSON], list[JSON]]:
    """The definitions and the given options of the (sub)command that is used (SimError for an unknown subcommand)."""
    defined, given = command.get("options", []), list(options)
    while any(definition["type"] in (SUB, GROUP) for definition in defined):
        chosen = next((d for d in defined if given and d["name"] == given[0]["name"]), None)
        if chosen is None:
            raise SimError(f"/{command['name']} needs one of {', '.join(d['name'] for d in defined)}")
        defined, given = chosen.get("options", []), given[0].get("options", [])
    return defined, given


def nested_options(command: JSON, words: Sequence[str], values: Sequence[JSON]) -> list[JSON]:
    """Options as Discord nests them under the subcommands that `words` name."""
    defined, way = command.get("options", []), []
    for word in words:
        found = next((d for d in defined if d["name"] == word and d["type"] in (SUB, GROUP)), None)
        if found is None:
            raise SimError(f"/{command['name']} has no subcommand {word!r}")
        way.append(found)
        defined = found.get("options", [])
    options = list(values)
    for step in reversed(way):
        options = [{"name": step["name"], "type": step["type"], "options": options}]
    return options


def typed(definitions: Sequence[JSON], name: str, value: Any) -> JSON:
    """An option with its type, its value read from text where it is text (SimError)."""
    definition = next((d for d in definitions if d["name"] == name), None)
    if definition is None:
        raise SimError(f"there is no option {name!r}; there are {', '.join(d['name'] for d in definitions) or 'none'}")
    kind = definition["type"]
    try:
        if kind == INTEGER:
            value = int(value)
        elif kind == NUMBER:
            value = float(value)
        elif kind == BOOLEAN and isinstance(value, str):
            value = {"true": True, "yes": True, "false": False, "no": False}[value.casefold()]
    except (ValueError, KeyError):
        raise SimError(f"option {name} can't be {value!r}") from None
    chosen = next((c["value"] for c in definition.get("choices") or [] if value in _names(c)), value)
    return {"name": name, "type": kind, "value": chosen}


def faults_of_use(definitions: Sequence[JSON], given: Sequence[JSON]) -> Iterator[str]:
    """What Discord's own client would not let a person send."""
    by_name = {option["name"]: option for option in given}
    known = {definition["name"] for definition in definitions}
    yield from (f"there is no option {name!r}" for name in by_name if name not in known)
    for definition in definitions:
        name = definition["name"]
        if name in by_name:
            yield from (f"option {name}: {fault}" for fault in _value_faults(definition, by_name[name]["value"]))
        elif definition.get("required"):
            yield f"option {name} is required"


def _value_faults(definition: JSON, value: Any) -> Iterator[str]:
    choices = definition.get("choices") or []
    if choices and not definition.get("autocomplete") and value not in [choice["value"] for choice in choices]:
        yield f"{value!r} is none of its choices"
    size = len(value) if isinstance(value, str) else value
    low = definition.get("min_length", definition.get("min_value"))
    high = definition.get("max_length", definition.get("max_value"))
    if low is not None and size < low:
        yield f"less than {low}"
    if high is not None and size > high:
        yield f"more than {high}"
