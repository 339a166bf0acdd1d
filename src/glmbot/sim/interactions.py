"""Interactions in progress: three seconds to acknowledge, fifteen minutes of follow-ups."""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, TypeVar

from glmbot.limits import ACKNOWLEDGE_SECONDS, INTERACTION_TOKEN_SECONDS
from glmbot.sim.errors import (
    ALREADY_ACKNOWLEDGED,
    INVALID_TOKEN,
    JSON,
    UNKNOWN_INTERACTION,
    UNKNOWN_WEBHOOK,
    DiscordError,
    SimError,
)
from glmbot.sim.feed import Feed
from glmbot.sim.interaction_payloads import envelope
from glmbot.sim.kinds import MessageFlag
from glmbot.sim.messages import Draft, Messages, public
from glmbot.sim.world import Channel, Message, User

T = TypeVar("T")
NO_RESPONSE: Final = "The application did not respond"


class InteractionKind(IntEnum):
    """Discord's interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(eq=False)
class Interaction:
    """One use of a command, component or modal, and what came of it.

    `original` is the message of the response, `choices` the answer to an autocomplete, `modal` what was opened.
    `acknowledged` is the type of the callback. `began` is on the clock of `time.perf_counter`. `struck` are the faults
    that the bot's requests towards it met.
    """

    id: str
    token: str
    kind: InteractionKind
    user: User
    channel: Channel
    via: str
    feed: Feed = field(repr=False)
    payload: JSON = field(default_factory=dict, repr=False)
    source: Message | None = None
    nonce: str | None = None
    began: float = field(default_factory=time.perf_counter)
    acknowledged: int | None = None
    ack_ms: float | None = None
    failed: bool = False
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    choices: list[JSON] | None = None
    modal: JSON | None = None
    opened_by: "Interaction | None" = field(default=None, repr=False)
    requests: int = 0
    struck: list[str] = field(default_factory=list)
    timer: asyncio.TimerHandle | None = field(default=None, repr=False)

    async def response(self, within: float = 5.0) -> Message:
        """The message that answers, once it no longer says "thinking…" (SimError if none comes)."""
        return await self._until(
            lambda: self.original if self.original and not self.original.loading else None, within, "an answer"
        )

    async def acknowledgement(self, within: float = 5.0) -> int:
        """The type of the callback, once it has come (SimError if none does)."""
        return await self._until(lambda: self.acknowledged, within, "an acknowledgement")

    async def offered(self, within: float = 5.0) -> list[JSON]:
        """The choices of an autocomplete (SimError if none come)."""
        return await self._until(lambda: self.choices, within, "choices")

    async def opened(self, within: float = 5.0) -> JSON:
        """The modal that was opened (SimError if none is)."""
        return await self._until(lambda: self.modal, within, "a modal")

    async def followup(self, number: int = 0, within: float = 5.0) -> Message:
        """The follow-up of that number, from 0 (SimError if it does not come)."""
        return await self._until(
            lambda: self.followups[number] if len(self.followups) > number else None, within, "a follow-up"
        )

    async def _until(self, look: Callable[[], T | None], within: float, what: str) -> T:
        def found_or_failed() -> T | None:
            if self.failed:
                raise SimError(f"{self.via}: {NO_RESPONSE}")
            return look()

        return await self.feed.until(found_or_failed, within=within, what=f"{self.via}, waiting for {what}")


class Interactions:
    """All interactions of this run, by id and by token."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._by_token: dict[str, Interaction] = {}
        self.deadline = ACKNOWLEDGE_SECONDS

    def start(
        self,
        kind: InteractionKind,
        user: User,
        channel: Channel,
        part: JSON,
        *,
        via: str,
        source: Message | None = None,
        nonce: str | None = None,
        opened_by: Interaction | None = None,
    ) -> Interaction:
        """Tell the bot of an interaction and start the three seconds."""
        world, gateway = self._messages.world, self._messages.gateway
        interaction = Interaction(
            world.ids.next(), secrets.token_urlsafe(24), kind, user, channel, via, self._messages.feed,
            source=source, nonce=nonce, opened_by=opened_by,
        )  # fmt: skip
        payload = {"id": interaction.id, "token": interaction.token, "type": int(kind), "data": part}
        payload |= envelope(world, user, channel, gateway.denied if channel.guild_id else type(gateway.denied)(0))
        if source is not None:
            payload["message"] = public(source.body)
        interaction.payload = payload
        self._by_token[interaction.token] = interaction
        clock = asyncio.get_running_loop()
        interaction.timer = clock.call_later(self.deadline, self._expire, interaction)
        gateway.dispatch("INTERACTION_CREATE", payload)
        return interaction

    def answered(self, interaction_id: str, token: str) -> Interaction:
        """The interaction that a callback acknowledges (DiscordError 10062 if too late, 40060 if done before)."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id:
            raise DiscordError(UNKNOWN_INTERACTION)
        if interaction.acknowledged is not None:
            raise DiscordError(ALREADY_ACKNOWLEDGED)
        if interaction.failed:
            raise DiscordError(UNKNOWN_INTERACTION)
        return interaction

    def acknowledge(self, interaction: Interaction, callback: int) -> None:
        """Note the acknowledgement and stop the clock."""
        interaction.acknowledged = callback
        interaction.ack_ms = round((time.perf_counter() - interaction.began) * 1000, 1)
        if interaction.timer is not None:
            interaction.timer.cancel()
        self._messages.feed.changed()

    def by_token(self, token: str) -> Interaction:
        """The acknowledged interaction of a token that still holds (DiscordError 50027, 10015)."""
        interaction = self._by_token.get(token)
        if interaction is None or time.perf_counter() - interaction.began > INTERACTION_TOKEN_SECONDS:
            raise DiscordError(INVALID_TOKEN)
        if interaction.acknowledged is None:
            raise DiscordError(UNKNOWN_WEBHOOK)
        return interaction

    def count_request(self, token: str) -> None:
        """Count a request of the bot towards an interaction."""
        if token in self._by_token:
            self._by_token[token].requests += 1

    def note_fault(self, token: str, fault: str) -> None:
        """Note a fault that a request of the bot towards an interaction met."""
        if token in self._by_token:
            self._by_token[token].struck.append(fault)

    def opened_for(self, user: User) -> list[Interaction]:
        """The interactions of a user that opened a modal, oldest first."""
        return [one for one in self._by_token.values() if one.user is user and one.modal is not None]

    def channel_of(self, token: str) -> str | None:
        """Where an interaction took place."""
        return self._by_token[token].channel.id if token in self._by_token else None

    def close(self) -> None:
        """Stop all clocks."""
        for interaction in self._by_token.values():
            if interaction.timer is not None:
                interaction.timer.cancel()

    def _expire(self, interaction: Interaction) -> None:
        interaction.failed = True
        feed, world = self._messages.feed, self._messages.world
        if interaction.kind is InteractionKind.AUTOCOMPLETE:
            feed.publish({"op": "choices", "nonce": interaction.nonce, "choices": [], "failed": True})
        elif interaction.kind is InteractionKind.COMPONENT:
            text = f"This interaction failed: {NO_RESPONSE}"
            feed.publish({"op": "error", "nonce": interaction.nonce, "text": text})
        else:
            draft = Draft(content=NO_RESPONSE, flags=int(MessageFlag.EPHEMERAL), extra={"_failed": True})
            self._messages.create(
                interaction.channel, world.bot, draft, visible_to=interaction.user.id, via=interaction.via
            )
        feed.changed()
