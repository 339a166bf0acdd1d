"""Being the users of the local Discord: everything a test, a script or the page can let them do and read."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from glmbot.sim import languages
from glmbot.sim.choosing import values_named
from glmbot.sim.commands import leaf, nested_options, typed
from glmbot.sim.errors import JSON, SimError
from glmbot.sim.feed import Refused
from glmbot.sim.interactions import Interaction
from glmbot.sim.people import People, component_named
from glmbot.sim.process import Child
from glmbot.sim.service import Service
from glmbot.sim.shapes import Upload
from glmbot.sim.world import Channel, Message, User, World

T = TypeVar("T")


class Stage:
    """People and channels are named by name or id: "Ada", "#questions", "DM".

    Everything a person can't do raises SimError; what the bot gets wrong stands in `refusals`, and in `violations`
    where a schema is given. `child` is the bot's process where this server runs it.
    """

    def __init__(self, service: Service, *, title: str, status: str, examples: Sequence[str] = ()) -> None:
        self.service = service
        self.title, self.status, self.examples = title, status, [*examples]
        self.people = People(service)
        self.child: Child | None = None

    @property
    def world(self) -> World:
        """Who and what is there."""
        return self.service.world

    @property
    def refusals(self) -> list[Refused]:
        """What was refused as Discord would."""
        return self.service.feed.refusals

    @property
    def violations(self) -> list[str]:
        """What broke Discord's published schema, in either direction, or failed in this server."""
        return self.service.feed.violations

    def who(self, name: str | User) -> User:
        """A user by name or id."""
        return name if isinstance(name, User) else self.world.user(name)

    def where(self, place: str | Channel, user: User) -> Channel:
        """A channel by name or id; `DM` is the user's own with the bot."""
        return place if isinstance(place, Channel) else self.world.place(place, user)

    async def say(
        self,
        who: str | User,
        place: str | Channel,
        text: str,
        *,
        reply_to: Message | None = None,
        mention_reply: bool = True,
        files: Sequence[Upload] = (),
    ) -> Message:
        """Write a message."""
        user = self.who(who)
        return self.people.say(
            user, self.where(place, user), text, reply_to=reply_to, mention_reply=mention_reply, files=files
        )

    async def edit(self, message: Message, text: str) -> None:
        """Change a person's message, as its author."""
        self.people.edit(self.world.user(message.author_id), message, text)

    async def delete(self, message: Message) -> None:
        """Delete a message, as its author."""
        self.service.messages.delete(message)

    async def react(self, who: str | User, message: Message, emoji: str) -> None:
        """Add a reaction."""
        self.service.messages.react(message, self.who(who), emoji)

    async def run(
        self,
        who: str | User,
        place: str | Channel,
        command: str,
        given: Mapping[str, Any] | None = None,
        *,
        target: Message | User | None = None,
        **options: Any,
    ) -> Interaction:
        """Use a command: `run("Ada", "#questions", "ask", question="…")`; a subcommand by `"group sub"`.

        With a `target`, the menu command of that name is used on it.
        """
        user = self.who(who)
        kind = 1 if target is None else 2 if isinstance(target, User) else 3
        name, *words = command.removeprefix("/").split(" ") if kind == 1 else [command]
        found = self.service.commands.named(name, kind)
        nested = self.options(found, words, {**(given or {}), **options})
        target_id = target.id if target is not None else None
        return self.people.run(user, self.where(place, user), found, nested, target_id=target_id)

    async def autocomplete(
        self,
        who: str | User,
        place: str | Channel,
        command: str,
        focused: str,
        given: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> list[JSON]:
        """The choices that the bot offers for one option, given what stands in all of them so far."""
        user = self.who(who)
        name, *words = command.removeprefix("/").split(" ")
        found = self.service.commands.named(name)
        nested = self.options(found, words, {focused: "", **(given or {}), **options}, focused=focused)
        return await self.people.autocomplete(user, self.where(place, user), found, nested).offered()

    def options(
        self, command: JSON, words: Sequence[str], values: Mapping[str, Any], focused: str | None = None
    ) -> list[JSON]:
        """Options as Discord sends them, from plain values; people and channels by name (SimError)."""
        definitions, _ = leaf(command, nested_options(command, words, []))
        options = []
        for name, value in values.items():
            if name == focused:
                kind = next((d["type"] for d in definitions if d["name"] == name), 3)
                options.append({"name": name, "type": kind, "value": value, "focused": True})
            else:
                options.append(typed(definitions, name, self._named(value)))
        return nested_options(command, words, options)

    def _named(self, value: Any) -> Any:
        if isinstance(value, (User, Channel)):
            return value.id
        if isinstance(value, str) and value.startswith("#"):
            return self.world.place(value, self.world.bot).id
        return self.world.user(value[1:]).id if isinstance(value, str) and value.startswith("@") else value

    async def press(self, who: str | User, message: Message, button: str) -> Interaction:
        """Press a button, by label or custom id."""
        return self.people.press(self.who(who), message, component_named(message, button)["custom_id"])

    async def choose(self, who: str | User, message: Message, select: str, values: Sequence[str]) -> Interaction:
        """Choose in a select, by placeholder or custom id; the values by label, name or value."""
        part = component_named(message, select, selects=True)
        chosen = values_named(self.world, part, values)
        return self.people.press(self.who(who), message, part["custom_id"], chosen)

    async def submit(self, opener: Interaction, values: Mapping[str, Any]) -> Interaction:
        """Send the modal that an interaction opened, its fields by custom id."""
        modal = await opener.opened()
        return self.people.submit(opener.user, opener.channel, modal["custom_id"], values)

    async def speak(self, who: str | User, locale: str) -> None:
        """Set a person's language, by Discord's name for it."""
        languages.speak(self.service, self.who(who), locale)

    async def guild_speaks(self, locale: str) -> None:
        """Set the guild's language, by Discord's name for it."""
        languages.guild_speaks(self.service, locale)

    async def reply(self, question: Message, within: float = 5.0) -> Message:
        """The bot's first message after a question in its channel, once complete (SimError if none comes)."""
        return (await self.replies(question, 1, within))[0]

    async def replies(self, question: Message, count: int, within: float = 5.0) -> list[Message]:
        """The bot's first messages after a question in its channel (SimError if too few come)."""

        def look() -> list[Message] | None:
            there = list(self.world.messages[question.channel_id].values())
            after = there[there.index(question) + 1 :]
            mine = [m for m in after if m.author_id == self.world.bot.id and not m.visible_to and not m.loading]
            return mine[:count] if len(mine) >= count else None

        what = f"waiting for {count} repl{'y' if count == 1 else 'ies'}"
        return await self.service.feed.until(look, within=within, what=what)

    async def until(self, look: Callable[[], T | None], within: float = 5.0, what: str = "waiting") -> T:
        """The first thing that `look` finds, now or after anything has happened (SimError if nothing does)."""
        return await self.service.feed.until(look, within=within, what=what)

    async def silence(self, seconds: float) -> None:
        """Wait, and raise SimError if the bot says anything meanwhile."""
        before = {message.id for message in self.world.everything()}
        await asyncio.sleep(seconds)
        new = [m for m in self.world.everything() if m.id not in before and m.author_id == self.world.bot.id]
        if new:
            raise SimError(f"the bot said: {new[0].content or new[0].embeds}")

    def fault(self, name: str, value: str | float | None = None, *, on: str = "") -> None:
        """Cause a fault by its name (see `faults.TABLE`); `on` narrows it to routes that contain this."""
        self.service.faults.cause(name, None if value is None else str(value), on)
