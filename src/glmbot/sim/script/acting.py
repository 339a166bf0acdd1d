"""What the people of a script do."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from glmbot.sim.errors import SimError
from glmbot.sim.interactions import Interaction
from glmbot.sim.people import component_named
from glmbot.sim.script.language import Step, command_parts, quoted_list
from glmbot.sim.script.showing import plain
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import SELECTS, visible_text, walk
from glmbot.sim.world import Channel, Message, User

FIRST_PLACE: Final = "#questions"


@dataclass
class Cast:
    """Where everyone is, who acted last, and the last interaction."""

    discord: LocalDiscord
    places: dict[str, Channel] = field(default_factory=dict)
    actor: User | None = None
    interaction: Interaction | None = None

    def enter(self, step: Step) -> tuple[User, Channel]:
        """Who acts, and where: where the line says, else where that person was before."""
        user = self.discord.who(step.part("who"))
        if step.part("place") or user.id not in self.places:
            self.places[user.id] = self.discord.where(step.part("place") or FIRST_PLACE, user)
        self.actor = user
        return user, self.places[user.id]

    @property
    def place(self) -> Channel:
        """Where the last act was."""
        actor = self.actor or self.discord.who("Ada")
        return self.places.get(actor.id) or self.discord.where(FIRST_PLACE, actor)

    def seen(self, user: User, channel: Channel, fits: Callable[[Message], bool], what: str) -> Message:
        """The last message in a channel that a user sees and that fits (SimError)."""
        there = reversed(self.discord.world.messages[channel.id].values())
        for message in there:
            if not message.deleted and message.visible_to in (None, user.id) and fits(message):
                return message
        raise SimError(f"{user.name} sees no {what} in {channel.name}")

    def named(self, user: User, channel: Channel, fragment: str, author: User | None = None) -> Message:
        """The last message with a fragment of text, or by an author."""

        def fits(message: Message) -> bool:
            return (author is None or message.author_id == author.id) and (
                plain(fragment) in plain(visible_text(message.body))
            )

        return self.seen(user, channel, fits, f"message with {fragment!r}" if fragment else "such message")

    def holding(self, user: User, channel: Channel, what: str, fragment: str, *, selects: bool = False) -> Message:
        """The last message with a button or select of that name."""

        def fits(message: Message) -> bool:
            if fragment and plain(fragment) not in plain(visible_text(message.body)):
                return False
            try:
                component_named(message, what, selects=selects)
            except SimError:
                return False
            return True

        return self.seen(user, channel, fits, f"{what!r}")


async def _says(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    await cast.discord.say(user, channel, _words(step))


async def _replies(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    author = None if step.part("to") else cast.discord.world.bot
    target = cast.named(user, channel, step.part("to"), author)
    pings = not step.part("silently")
    await cast.discord.say(user, channel, _words(step), reply_to=target, mention_reply=pings)


async def _edits(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    await cast.discord.edit(cast.named(user, channel, step.part("on"), user), _words(step))


async def _deletes(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    author = None if step.part("on") else user
    cast.discord.people.delete(user, cast.named(user, channel, step.part("on"), author))


async def _reacts(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    author = None if step.part("on") else cast.discord.world.bot
    await cast.discord.react(user, cast.named(user, channel, step.part("on"), author), step.part("emoji"))


async def _runs(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    name, options = command_parts(step.part("command"))
    await cast.discord.commands()
    cast.interaction = await cast.discord.run(user, channel, name, options)


async def _types(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    name, options = command_parts(step.part("command"))
    if not options:
        raise SimError("an option must be typed for choices to be offered")
    await cast.discord.commands()
    focused = list(options)[-1]
    try:
        await cast.discord.autocomplete(user, channel, name, focused, options)
    except SimError as error:
        if "did not respond" not in str(error):
            raise


async def _presses(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    what = step.part("what")
    message = cast.holding(user, channel, what, step.part("on"))
    cast.interaction = await cast.discord.press(user, message, what)


async def _chooses(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    select, values = step.part("select"), quoted_list(step.parts["what"])
    if not select:
        fits: Callable[[Message], bool] = lambda m: any(p["type"] in SELECTS for p in walk(m.body["components"]))  # noqa: E731 - short
        message = cast.seen(user, channel, fits, "select")
        parts = walk(message.body["components"])
        select = next(str(part["custom_id"]) for part in parts if part["type"] in SELECTS)
    else:
        message = cast.holding(user, channel, select, step.part("on"), selects=True)
    cast.interaction = await cast.discord.choose(user, message, select, values)


async def _fills(cast: Cast, step: Step) -> None:
    if cast.interaction is None:
        raise SimError("no modal is open")
    _, fields = command_parts(step.part("fields"))
    cast.interaction = await cast.discord.submit(cast.interaction, fields)


async def _uses(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    on = step.part("on")
    target: Message | User
    if re.fullmatch(r"@\w+", on):
        target = cast.discord.who(on[1:])
    else:
        target = cast.named(user, channel, on, None if on else cast.discord.world.bot)
    await cast.discord.commands()
    cast.interaction = await cast.discord.run(user, channel, step.part("what"), target=target)


async def _opens_thread(cast: Cast, step: Step) -> None:
    user, channel = cast.enter(step)
    start = cast.named(user, channel, step.part("on")) if step.part("on") else None
    cast.places[user.id] = cast.discord.service.messages.open_thread(channel, step.part("what"), user, start)


async def _speaks(cast: Cast, step: Step) -> None:
    await cast.discord.speak(step.part("who"), step.part("locale"))


async def _goes(cast: Cast, step: Step) -> None:
    cast.enter(step)


def _words(step: Step) -> str:
    return "\n".join([step.part("words").strip(), *step.block]).strip()


ACTS: Final[dict[str, Callable[[Cast, Step], Awaitable[None]]]] = {
    "says": _says,
    "replies": _replies,
    "edits": _edits,
    "deletes": _deletes,
    "reacts": _reacts,
    "runs": _runs,
    "types": _types,
    "presses": _presses,
    "chooses": _chooses,
    "fills": _fills,
    "uses": _uses,
    "opens-thread": _opens_thread,
    "speaks": _speaks,
    "goes": _goes,
}
