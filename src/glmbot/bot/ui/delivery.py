"""Sends what was rendered: no ping but the asker's, a refusal noted and not raised, each message once."""

import asyncio
import io
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Final, TypeVar

import discord

from glmbot.bot.ui.controls import Controls
from glmbot.bot.ui.persistence import persistently
from glmbot.bot.ui.render import Rendered
from glmbot.health.course import sent, stage

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

ASKER_ONLY: Final = discord.AllowedMentions(everyone=False, users=False, roles=False, replied_user=True)
PATIENCE_SECONDS: Final = 1.5
"""After half of what Discord waits for an answer, it is told that one comes."""
ACKNOWLEDGED: Final = 40060
"""Discord's code: the interaction was answered already."""
_DONE: Final = "acknowledged"
_DEFERRED: Final = "deferred"
_FILLED: Final = "filled"
"""Marks in an interaction's extras: that it was acknowledged, only by that an answer comes, and that one has come."""


async def reply_to(message: discord.Message, rendered: Rendered) -> discord.Message | None:
    """Answer a message; None where Discord does not let us, which is noted without any text of the message.

    The nonce lets Discord drop the second of two tries that both arrived. Where embeds may not be sent after all, the
    answer is sent as text: the bot does not hear of all changes of its roles.

    Raises:
        discord.HTTPException, OSError, …: it failed for a minute.
    """
    try:
        with stage("send"):
            answer = await _replied(message, rendered)
            if rendered.embeds and rendered.plain and not answer.embeds:
                await edit_answer(answer, rendered.plain())
    except discord.Forbidden as error:
        _log.info("not allowed to answer in channel %s (%s)", message.channel.id, error.code)
    except discord.NotFound:
        _log.info("the channel %s is gone", message.channel.id)
    else:
        sent(answer.id)
        return answer
    return None


async def _replied(message: discord.Message, rendered: Rendered) -> discord.Message:
    reference = message.to_reference(fail_if_not_exists=False)
    nonce = secrets.randbits(53)

    async def send() -> discord.Message:
        return await message.channel.send(
            reference=reference,
            allowed_mentions=ASKER_ONLY,
            nonce=nonce,
            suppress_embeds=not rendered.embeds,
            **_arguments(rendered),
        )

    try:
        return await persistently(send)
    except discord.Forbidden:
        if not rendered.embeds or rendered.plain is None:
            raise
        return await _replied(message, rendered.plain())


async def post(place: discord.abc.Messageable, rendered: Rendered, *, nonce: str) -> discord.Message:
    """Send a message that answers none, as text where embeds may not be sent; the same nonce is one message.

    Raises:
        discord.HTTPException, OSError, …: Discord refused it, or failed for a minute.
    """

    async def send() -> discord.Message:
        return await place.send(nonce=nonce, suppress_embeds=not rendered.embeds, **_arguments(rendered))

    try:
        posted = await persistently(send)
    except discord.Forbidden:
        if not rendered.embeds or rendered.plain is None:
            raise
        return await post(place, rendered.plain(), nonce=nonce)
    if rendered.embeds and rendered.plain and not posted.embeds:
        await edit_answer(posted, rendered.plain())
    return posted


async def respond(
    interaction: discord.Interaction[Any], rendered: Rendered, *, ephemeral: bool
) -> discord.InteractionMessage | discord.WebhookMessage | None:
    """Answer an interaction, first or as a follow-up; gives the message where Discord names it."""
    with stage("send"):
        answer = await _respond(interaction, rendered, ephemeral=ephemeral)
    sent(None if answer is None else answer.id)
    return answer


async def _respond(
    interaction: discord.Interaction[Any], rendered: Rendered, *, ephemeral: bool
) -> discord.InteractionMessage | discord.WebhookMessage | None:
    if not _is_done(interaction):
        answered = await acknowledge(
            interaction, lambda: interaction.response.send_message(ephemeral=ephemeral, **_arguments(rendered))
        )
        if answered is None:
            with suppress(discord.NotFound):  # it was answered by no message, or by one that is gone
                return await persistently(interaction.original_response)
            return None
        return answered.resource if isinstance(answered.resource, discord.InteractionMessage) else None
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message and not _is_filled(
        interaction
    ):
        # The message that says "thinking": filling it twice leaves one message, where a follow-up would be two.
        interaction.extras[_FILLED] = True
        return await persistently(lambda: interaction.edit_original_response(**_replacing(rendered)))
    sent = await persistently(lambda: interaction.followup.send(ephemeral=ephemeral, wait=True, **_arguments(rendered)))
    interaction.extras[_FILLED] = True
    return sent


async def defer(interaction: discord.Interaction[Any], *, private: bool, thinking: bool = True) -> None:
    """Tell Discord that an answer comes; without `thinking` nothing is shown meanwhile."""
    await acknowledge(interaction, lambda: interaction.response.defer(ephemeral=private, thinking=thinking))
    interaction.extras[_DEFERRED] = True


async def acknowledge(interaction: discord.Interaction[Any], callback: Callable[[], Awaitable[_T]]) -> _T | None:
    """Send the first answer to an interaction; None where an earlier try arrived though it was answered by an error."""
    try:
        return await persistently(callback)
    except discord.HTTPException as error:
        if error.code != ACKNOWLEDGED:
            raise
        interaction.extras[_DONE] = True
        return None


def is_answered(interaction: discord.Interaction[Any]) -> bool:
    """Whether a person has got an answer; that one comes is none."""
    return _is_done(interaction) and (_DEFERRED not in interaction.extras or _is_filled(interaction))


def _is_done(interaction: discord.Interaction[Any]) -> bool:
    return interaction.response.is_done() or _DONE in interaction.extras


def _is_filled(interaction: discord.Interaction[Any]) -> bool:
    return _FILLED in interaction.extras


async def in_time(
    interaction: discord.Interaction[Any], work: Coroutine[Any, Any, _T], *, private: bool, thinking: bool = True
) -> _T:
    """What some work gives; where that takes long, Discord is told in time that an answer comes.

    Without `thinking` the answer is a change of the message whose button was pressed, and nothing is shown meanwhile.
    """
    task = asyncio.create_task(work)
    done, _ = await asyncio.wait((task,), timeout=PATIENCE_SECONDS)
    if not done:
        try:
            await defer(interaction, private=private, thinking=thinking)
        except BaseException:
            task.cancel()
            raise
    return await task


async def replace_shown(interaction: discord.Interaction[Any], rendered: Rendered) -> None:
    """Change the message whose button was pressed."""
    if _is_done(interaction):
        await persistently(lambda: interaction.edit_original_response(**_replacing(rendered)))
        interaction.extras[_FILLED] = True
    else:
        await acknowledge(interaction, lambda: interaction.response.edit_message(**_replacing(rendered)))


async def edit_answer(message: discord.Message | discord.PartialMessage, rendered: Rendered) -> None:
    """Change an answer that was sent before."""
    with stage("send"):
        await persistently(lambda: message.edit(allowed_mentions=ASKER_ONLY, **_replacing(rendered)))
    sent(message.id)


async def delete_answer(message: discord.PartialMessage) -> None:
    """Delete an answer that was sent before; one that is gone already is none."""
    with suppress(discord.NotFound):
        await persistently(message.delete)


def _arguments(rendered: Rendered) -> dict[str, Any]:
    arguments: dict[str, Any] = {"content": rendered.content or None}
    if rendered.rows:
        arguments["view"] = Controls(rendered.rows)
    if rendered.embeds:
        arguments["embeds"] = list(rendered.embeds)
    if rendered.file is not None:
        arguments["file"] = _file(*rendered.file, rendered.alt)
    return {key: value for key, value in arguments.items() if value is not None}


def _replacing(rendered: Rendered) -> dict[str, Any]:
    """All parts of a message, so that nothing of the one before stays but a file that is to be kept."""
    parts: dict[str, Any] = {
        "content": rendered.content or None,
        "embeds": list(rendered.embeds),
        "view": Controls(rendered.rows) if rendered.rows else None,
    }
    if not rendered.keeps_file:
        parts["attachments"] = [_file(*rendered.file, rendered.alt)] if rendered.file is not None else []
    return parts


def _file(name: str, content: str | bytes, alt: str) -> discord.File:
    raw = content.encode("utf-8") if isinstance(content, str) else content
    return discord.File(io.BytesIO(raw), filename=name, description=alt or None)
