"""Answers to interactions: the callback, the original response, follow-ups."""

from collections.abc import Callable
from typing import Final

from glmbot.sim.checks.messages import check_callback, check_message
from glmbot.sim.errors import JSON, TOO_MANY_FOLLOWUPS, UNKNOWN_MESSAGE, DiscordError
from glmbot.sim.interaction_payloads import GUILD_INSTALL, metadata
from glmbot.sim.interactions import Interaction, InteractionKind
from glmbot.sim.kinds import MessageFlag
from glmbot.sim.messages import Draft, public
from glmbot.sim.rest.calls import Answer, Call, Routes
from glmbot.sim.rest.drafts import changes, drafted
from glmbot.sim.service import Service
from glmbot.sim.world import Message

routes = Routes()
TOKEN = "/webhooks/{webhook_id}/{webhook_token}"  # noqa: S105 - a path, no secret # nosec B105
ORIGINAL = TOKEN + "/messages/@original"
FOLLOWUP = TOKEN + "/messages/{message_id}"
REPLY, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
FOLLOWUPS_OF_USER_INSTALL: Final = 5
COMMAND_MESSAGE, MENU_MESSAGE = 20, 23

ALLOWED: Final = {
    InteractionKind.COMMAND: (REPLY, DEFER, MODAL),
    InteractionKind.COMPONENT: (REPLY, DEFER, DEFER_UPDATE, UPDATE, MODAL),
    InteractionKind.AUTOCOMPLETE: (CHOICES,),
    InteractionKind.MODAL: (REPLY, DEFER, DEFER_UPDATE, UPDATE),
}


@routes("POST", "/interactions/{interaction_id}/{interaction_token}/callback", open_=True)
async def callback(call: Call) -> Answer:
    """The acknowledgement of an interaction, with what is shown at once."""
    service = call.service
    interaction = service.interactions.answered(call.path["interaction_id"], call.path["interaction_token"])
    kind = call.form.get("type")
    before = interaction.source.body if kind == UPDATE and interaction.source else None
    allowed = ALLOWED[interaction.kind]
    if interaction.kind is InteractionKind.MODAL and interaction.source is None:
        allowed = (REPLY, DEFER)
    check_callback(call.form, call.place, allowed, call.files, before)
    service.interactions.acknowledge(interaction, int(call.form["type"]))
    _CARRY_OUT[int(call.form["type"])](call, interaction, call.form.get("data") or {})
    service.feed.changed()
    if call.query.get("with_response") in ("1", "true", "True"):
        return Answer(200, _callback_response(interaction, int(call.form["type"])))
    return Answer(204)


@routes("GET", FOLLOWUP, open_=True)
@routes("GET", ORIGINAL, open_=True)
async def response(call: Call) -> Answer:
    """A message of the response: the original one, or a follow-up."""
    return Answer(200, public(_message(call).body))


@routes("PATCH", FOLLOWUP, open_=True)
@routes("PATCH", ORIGINAL, open_=True)
async def edit_response(call: Call) -> Answer:
    """A message of the response, edited: this also ends "thinking…"."""
    return _edited(call, _message(call))


@routes("DELETE", FOLLOWUP, open_=True)
@routes("DELETE", ORIGINAL, open_=True)
async def delete_response(call: Call) -> Answer:
    """A message of the response, deleted."""
    call.service.messages.delete(_message(call))
    return Answer(204)


@routes("POST", TOKEN, open_=True)
async def follow_up(call: Call) -> Answer:
    """A further message; the first after "thinking…" takes its place."""
    service = call.service
    interaction = service.interactions.by_token(call.path["webhook_token"])
    loading = interaction.original if interaction.original and interaction.original.loading else None
    if loading is not None and not loading.deleted:
        return _edited(call, loading)
    user_install = GUILD_INSTALL not in interaction.payload["authorizing_integration_owners"]
    if user_install and len(interaction.followups) >= FOLLOWUPS_OF_USER_INSTALL:
        raise DiscordError(TOO_MANY_FOLLOWUPS)
    check_message(call.form, call.place, call.files)
    message = _shown(call, interaction, call.form)
    interaction.followups.append(message)
    service.feed.changed()
    return Answer(200, public(message.body))


def _reply(call: Call, interaction: Interaction, content: JSON) -> None:
    interaction.original = _shown(call, interaction, content)


def _defer(call: Call, interaction: Interaction, content: JSON) -> None:
    ephemeral = (content.get("flags") or 0) & MessageFlag.EPHEMERAL
    draft = Draft(flags=int(MessageFlag.LOADING | ephemeral))
    interaction.original = _put(call.service, interaction, draft)


def _defer_update(_call: Call, interaction: Interaction, _content: JSON) -> None:
    interaction.original = interaction.source


def _update(call: Call, interaction: Interaction, content: JSON) -> None:
    interaction.original = interaction.source
    if interaction.source is not None:
        call.service.messages.update(interaction.source, changes(call.service, interaction.source, content, call.files))


def _offer(call: Call, interaction: Interaction, content: JSON) -> None:
    interaction.choices = content["choices"]
    call.service.feed.publish({"op": "choices", "nonce": interaction.nonce, "choices": content["choices"]})


def _open_modal(call: Call, interaction: Interaction, content: JSON) -> None:
    interaction.modal = content
    shown = {key: content[key] for key in ("custom_id", "title", "components")}
    call.service.feed.publish({"op": "modal", "nonce": interaction.nonce, **shown})


_CARRY_OUT: Final[dict[int, Callable[[Call, Interaction, JSON], None]]] = {
    REPLY: _reply,
    DEFER: _defer,
    DEFER_UPDATE: _defer_update,
    UPDATE: _update,
    CHOICES: _offer,
    MODAL: _open_modal,
}


def _shown(call: Call, interaction: Interaction, content: JSON) -> Message:
    ephemeral = bool((content.get("flags") or 0) & MessageFlag.EPHEMERAL)
    draft = drafted(call.service, interaction.channel, content, call.files, ephemeral=ephemeral)
    return _put(call.service, interaction, draft)


def _put(service: Service, interaction: Interaction, draft: Draft) -> Message:
    world = service.world
    first = interaction.original is None
    if first and interaction.kind is InteractionKind.COMMAND:
        chat = interaction.payload["data"]["type"] == 1
        draft.type = COMMAND_MESSAGE if chat else MENU_MESSAGE
    if interaction.source is not None and not (draft.flags & MessageFlag.EPHEMERAL) and not interaction.source.deleted:
        draft.reference, draft.pings_reply = interaction.source, False
    source_id = interaction.source.id if interaction.source else None
    opener = interaction.opened_by
    opened = metadata(opener.payload, opener.source.id if opener.source else None, None) if opener else None
    told = metadata(interaction.payload, source_id, opened)
    draft.extra |= {"application_id": world.application_id, "webhook_id": world.application_id}
    draft.extra["interaction_metadata"] = told
    visible_to = interaction.user.id if draft.flags & MessageFlag.EPHEMERAL else None
    measured = (interaction.ack_ms, interaction.requests)
    return service.messages.create(
        interaction.channel, world.bot, draft, visible_to=visible_to, via=interaction.via, measured=measured
    )


def _edited(call: Call, message: Message) -> Answer:
    service = call.service
    check_message(call.form, call.place, call.files, {**message.body})
    changed = changes(service, message, call.form, call.files)
    was_loading, flags = message.loading, int(changed["flags"] if "flags" in changed else message.body["flags"])
    changed["flags"] = flags & ~int(MessageFlag.LOADING)
    message.requests = service.interactions.by_token(call.path["webhook_token"]).requests
    service.messages.update(message, changed, edited=not was_loading)
    return Answer(200, public(message.body))


def _message(call: Call) -> Message:
    """The message that the path names: by its id, or without one the original."""
    interaction = call.service.interactions.by_token(call.path["webhook_token"])
    wanted = call.path.get("message_id")
    known = [interaction.original, *(interaction.followups if wanted else [])]
    for message in known:
        if message is not None and not message.deleted and wanted in (None, message.id):
            return message
    raise DiscordError(UNKNOWN_MESSAGE)


def _callback_response(interaction: Interaction, kind: int) -> JSON:
    told: JSON = {"id": interaction.id, "type": int(interaction.kind)}
    response: JSON = {"interaction": told}
    if interaction.original is not None:
        told["response_message_id"] = interaction.original.id
        told["response_message_loading"] = interaction.original.loading
        told["response_message_ephemeral"] = interaction.original.visible_to is not None
        if kind in (REPLY, UPDATE):
            response["resource"] = {"type": kind, "message": public(interaction.original.body)}
    return response
