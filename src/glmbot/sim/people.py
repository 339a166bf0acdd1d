"""What people do: write, edit, react, use commands, press and choose. Only what Discord's own client lets them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from glmbot.sim.choosing import check_chosen
from glmbot.sim.commands import ATTACHMENT, faults_of_use, leaf
from glmbot.sim.errors import JSON, SimError
from glmbot.sim.interaction_payloads import command_part, context_of, selected, target_of
from glmbot.sim.interactions import Interaction, InteractionKind
from glmbot.sim.kinds import ChannelKind, Permission
from glmbot.sim.messages import REPLY_TYPE, Draft
from glmbot.sim.service import Service
from glmbot.sim.shapes import LINK, SELECTS, Component, Upload, attachment_payload, walk
from glmbot.sim.world import Channel, Message, User

LONGEST: Final = 4000
"""What a person with Nitro may write."""


@dataclass
class People:
    """Acts of people, each checked against what they may see and do (SimError)."""

    service: Service

    def say(
        self,
        user: User,
        channel: Channel,
        content: str,
        *,
        reply_to: Message | None = None,
        mention_reply: bool = True,
        files: Sequence[Upload] = (),
    ) -> Message:
        """Write a message; `@Name` of someone known becomes a mention."""
        self.check_presence(user, channel)
        content = self._sendable(content, empty=bool(files))
        draft = Draft(content=content, reference=reply_to, pings_reply=mention_reply)
        draft.type = REPLY_TYPE if reply_to else 0
        draft.message_id = self.service.world.ids.next()
        draft.attachments = [self._attached(channel, draft.message_id, upload) for upload in files]
        message = self.service.messages.create(channel, user, draft)
        if self.service.faults.gone_question:
            self.service.faults.gone_question = False
            self.service.messages.delete(message)
        return message

    def edit(self, user: User, message: Message, content: str) -> None:
        """Change the text of one's own message."""
        if message.author_id != user.id or message.deleted:
            raise SimError(f"{user.name} can only edit an own message")
        content = self._sendable(content, empty=bool(message.body["attachments"]))
        self.service.messages.rewrite(message, content)

    def delete(self, user: User, message: Message) -> None:
        """Delete one's own message, or any as a moderator."""
        if message.author_id != user.id and Permission.MANAGE_MESSAGES not in user.permissions:
            raise SimError(f"{user.name} can only delete an own message")
        self.service.messages.delete(message)

    def run(
        self,
        user: User,
        channel: Channel,
        command: JSON,
        options: Sequence[JSON] = (),
        *,
        target_id: str | None = None,
        nonce: str | None = None,
    ) -> Interaction:
        """Use a command, with options as Discord nests them."""
        self.check_presence(user, channel)
        self._check_command(user, channel, command)
        definitions, given = leaf(command, options)
        if faults := list(faults_of_use(definitions, given)):
            raise SimError(f"/{command['name']}: " + "; ".join(faults))
        target = target_of(self.service.world, command, target_id)
        attachments = self._uploads(channel, given)
        part = command_part(self.service.world, command, options, attachments, target)
        via = f"slash /{command['name']}" if command["type"] == 1 else f"menu {command['name']}"
        return self.service.interactions.start(InteractionKind.COMMAND, user, channel, part, via=via, nonce=nonce)

    def autocomplete(
        self, user: User, channel: Channel, command: JSON, options: Sequence[JSON], *, nonce: str | None = None
    ) -> Interaction:
        """Ask for the choices of the option that is `focused`."""
        self.check_presence(user, channel)
        definitions, given = leaf(command, options)
        focused = next((option for option in given if option.get("focused")), None)
        definition = next((d for d in definitions if focused and d["name"] == focused["name"]), None)
        if definition is None or not definition.get("autocomplete"):
            raise SimError(f"/{command['name']} offers no choices there")
        part = command_part(self.service.world, command, options, {}, None)
        via = f"autocomplete /{command['name']}"
        return self.service.interactions.start(InteractionKind.AUTOCOMPLETE, user, channel, part, via=via, nonce=nonce)

    def press(
        self,
        user: User,
        message: Message,
        custom_id: str,
        values: Sequence[str] | None = None,
        *,
        nonce: str | None = None,
    ) -> Interaction:
        """Press the button of a message, or choose `values` in its select."""
        channel = self.service.world.channels[message.channel_id]
        self.check_presence(user, channel)
        if message.visible_to not in (None, user.id) or message.deleted:
            raise SimError(f"{user.name} does not see that message")
        component = next(
            (part for part in walk(message.body["components"]) if part.get("custom_id") == custom_id), None
        )
        if component is None or component.get("disabled"):
            raise SimError(f"there is nothing to press by the id {custom_id!r}")
        part: JSON = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
        via = "button"
        if component["type"] in SELECTS:
            part["values"] = list(values or [])
            check_chosen(self.service.world, channel, component, part["values"])
            if resolved := selected(self.service.world, component["type"], part["values"]):
                part["resolved"] = resolved
            via = "select"
        return self.service.interactions.start(
            InteractionKind.COMPONENT, user, channel, part, via=via, source=message, nonce=nonce
        )

    def submit(self, user: User, channel: Channel, custom_id: str, values: Mapping[str, Any]) -> Interaction:
        """Send the modal of that id, which the bot opened for this user before."""
        opener = self._modal(user, custom_id)
        if opener is None or opener.modal is None:
            raise SimError(f"no modal {custom_id!r} is open for {user.name}")
        components = [_filled(component, values) for component in opener.modal["components"]]
        part: JSON = {"custom_id": custom_id, "components": [part for part in components if part]}
        return self.service.interactions.start(
            InteractionKind.MODAL, user, channel, part, via="modal", source=opener.source, opened_by=opener
        )

    def mentioned(self, text: str) -> str:
        """Text with `@Name` of those who are known turned into mentions."""
        world = self.service.world
        names = {user.name.casefold(): user.id for user in world.users.values() if not user.webhook}
        names["bot"] = world.bot.id
        pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        return re.sub(rf"(?<![\w<])@({pattern})\b", lambda m: f"<@{names[m[1].casefold()]}>", text, flags=re.IGNORECASE)

    def check_presence(self, user: User, channel: Channel) -> None:
        """Raise if a person is not in a channel (SimError)."""
        private = channel.kind in (ChannelKind.DM, ChannelKind.GROUP)
        if private and user.id not in channel.recipients:
            raise SimError(f"{user.name} is not in {channel.name}")
        if channel.kind is ChannelKind.FORUM:
            raise SimError("a forum holds posts, not messages")

    def _sendable(self, content: str, *, empty: bool) -> str:
        content = self.mentioned(content.strip())
        if not content and not empty:
            raise SimError("an empty message can't be sent")
        if len(content) > LONGEST:
            raise SimError(f"a message has at most {LONGEST} characters")
        return content

    def _check_command(self, user: User, channel: Channel, command: JSON) -> None:
        name, context = f"/{command['name']}", context_of(channel)
        contexts = command.get("contexts")
        needed = command.get("default_member_permissions")
        if contexts is not None and context not in contexts:
            raise SimError(f"{name} can't be used here")
        if channel.foreign and 1 not in command["integration_types"]:
            raise SimError(f"{name} can't be used where the bot is not installed")
        if channel.kind is ChannelKind.DM and (not command.get("dm_permission", True) or command.get("guild_id")):
            raise SimError(f"{name} can't be used in a direct message")
        if channel.guild_id and needed is not None and int(needed) & ~int(user.permissions):
            raise SimError(f"{user.name} may not use {name}")

    def _modal(self, user: User, custom_id: str) -> Interaction | None:
        opened = self.service.interactions.opened_for(user)
        return next((one for one in reversed(opened) if one.modal and one.modal["custom_id"] == custom_id), None)

    def _attached(self, channel: Channel, message_id: str, upload: Upload) -> JSON:
        key = f"{channel.id}/{message_id}/{upload.filename}"
        self.service.files[key] = upload.content
        url = f"{self.service.base}/attachments/{key}"
        return attachment_payload(self.service.world.ids.next(), upload, url, ephemeral=False, description=None)

    def _uploads(self, channel: Channel, given: Sequence[JSON]) -> JSON:
        attachments: JSON = {}
        for option in given:
            if option["type"] == ATTACHMENT and isinstance(option["value"], Upload):
                attached = self._attached(channel, self.service.world.ids.next(), option["value"])
                option["value"] = attached["id"]
                attachments[attached["id"]] = attached
        return attachments


def component_named(message: Message, name: str, *, selects: bool = False) -> JSON:
    """The button of a message by label or custom id, or its select by placeholder or custom id (SimError)."""
    kinds = SELECTS if selects else (Component.BUTTON,)
    there = [part for part in walk(message.body["components"]) if part["type"] in kinds]
    for part in there:
        emoji = (part.get("emoji") or {}).get("name")
        if name in (part.get("custom_id"), part.get("label"), part.get("placeholder"), emoji):
            if part.get("style") == LINK:
                raise SimError(f"{name!r} is a link to {part['url']}")
            if part.get("disabled"):
                raise SimError(f"{name!r} is disabled")
            return part
    labels = [str(part.get("label") or part.get("placeholder") or part.get("custom_id")) for part in there]
    raise SimError(f"there is no {name!r} to press; there are {', '.join(labels) or 'none'}")


def _filled(component: JSON, values: Mapping[str, Any]) -> JSON | None:
    if component["type"] == Component.ROW:
        return {"type": 1, "id": 1, "components": [_filled(inner, values) for inner in component["components"]]}
    if component["type"] == Component.LABEL:
        return {"type": 18, "id": 1, "component": _filled(component["component"], values)}
    if "custom_id" not in component:
        return None
    filled: JSON = {"type": component["type"], "id": 1, "custom_id": component["custom_id"]}
    value = values.get(component["custom_id"], component.get("value", ""))
    if component["type"] == Component.TEXT_INPUT:
        return filled | {"value": str(value)}
    return filled | {"values": list(value) if not isinstance(value, str) else [value]}
