"""What the page asks for, one act a frame."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from glmbot.sim.errors import JSON, SimError
from glmbot.sim.stage import Stage
from glmbot.sim.world import Channel, Message, User

Act: TypeAlias = Callable[[Stage, JSON], Awaitable[None]]


def _user(discord: Stage, frame: JSON) -> User:
    user = discord.world.user(str(frame["as"]))
    if user.bot:
        raise SimError("the page speaks for people only")
    return user


def _channel(discord: Stage, frame: JSON) -> Channel:
    return discord.world.channel(str(frame["channel_id"]))


def _message(discord: Stage, frame: JSON, key: str = "message_id") -> Message:
    return discord.world.message(str(frame["channel_id"]), str(frame[key]))


def _command(discord: Stage, frame: JSON) -> JSON:
    wanted = str(frame["command_id"])
    for command in discord.service.commands.everywhere():
        if command["id"] == wanted:
            return command
    raise SimError("the bot no longer has that command")


async def _say(discord: Stage, frame: JSON) -> None:
    reply_to = _message(discord, frame, "reply_to") if frame.get("reply_to") else None
    user, channel = _user(discord, frame), _channel(discord, frame)
    pings = frame.get("mention_reply", True)
    discord.people.say(user, channel, str(frame["content"]), reply_to=reply_to, mention_reply=bool(pings))


async def _edit(discord: Stage, frame: JSON) -> None:
    discord.people.edit(_user(discord, frame), _message(discord, frame), str(frame["content"]))


async def _delete(discord: Stage, frame: JSON) -> None:
    discord.people.delete(_user(discord, frame), _message(discord, frame))


async def _react(discord: Stage, frame: JSON) -> None:
    discord.service.messages.react(_message(discord, frame), _user(discord, frame), str(frame["emoji"]))


async def _unreact(discord: Stage, frame: JSON) -> None:
    discord.service.messages.unreact(_message(discord, frame), _user(discord, frame), str(frame["emoji"]))


async def _run(discord: Stage, frame: JSON) -> None:
    discord.people.run(
        _user(discord, frame),
        _channel(discord, frame),
        _command(discord, frame),
        frame.get("options") or [],
        target_id=frame.get("target_id"),
        nonce=frame.get("nonce"),
    )


async def _autocomplete(discord: Stage, frame: JSON) -> None:
    user, channel, command = _user(discord, frame), _channel(discord, frame), _command(discord, frame)
    discord.people.autocomplete(user, channel, command, frame["options"], nonce=frame.get("nonce"))


async def _press(discord: Stage, frame: JSON) -> None:
    user, message = _user(discord, frame), _message(discord, frame)
    custom_id, values = str(frame["custom_id"]), frame.get("values")
    discord.people.press(user, message, custom_id, values, nonce=frame.get("nonce"))


async def _submit(discord: Stage, frame: JSON) -> None:
    user, channel = _user(discord, frame), _channel(discord, frame)
    discord.people.submit(user, channel, str(frame["custom_id"]), frame.get("values") or {})


async def _thread(discord: Stage, frame: JSON) -> None:
    start = _message(discord, frame) if frame.get("message_id") else None
    user, channel = _user(discord, frame), _channel(discord, frame)
    discord.service.messages.open_thread(channel, str(frame["name"]), user, start)


async def _language(discord: Stage, frame: JSON) -> None:
    await discord.speak(_user(discord, frame), str(frame["locale"]))


async def _fault(discord: Stage, frame: JSON) -> None:
    discord.fault(str(frame["name"]), frame.get("value"))


async def _process(discord: Stage, frame: JSON) -> None:
    if discord.child is None:
        raise SimError("the bot was not started by this server")
    acts = {"start": discord.child.start, "stop": discord.child.stop, "restart": discord.child.restart}
    await acts[frame["do"]]()


ACTS: Final[dict[str, Act]] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "unreact": _unreact,
    "command": _run,
    "autocomplete": _autocomplete,
    "press": _press,
    "submit": _submit,
    "thread": _thread,
    "language": _language,
    "fault": _fault,
    "process": _process,
}
