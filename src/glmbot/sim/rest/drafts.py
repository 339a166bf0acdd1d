"""From a checked request body to a message: files stored, embeds and components in their shown form."""

from collections.abc import Sequence

from glmbot.sim.errors import INVALID_FORM, JSON, UNKNOWN_MESSAGE, DiscordError, FormError
from glmbot.sim.kinds import ChannelKind, MessageFlag, Permission
from glmbot.sim.messages import REPLY_TYPE, Draft
from glmbot.sim.service import Service
from glmbot.sim.shapes import Upload, attachment_payload, shown_components, shown_embed
from glmbot.sim.world import Channel, Message

KEPT_FLAGS = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2


def drafted(
    service: Service, channel: Channel, body: JSON, files: Sequence[Upload], *, ephemeral: bool = False
) -> Draft:
    """A new message as the body asks for it."""
    message_id = service.world.ids.next()
    attachments = stored(service, channel.id, message_id, files, body, ephemeral=ephemeral)
    flags = (body.get("flags") or 0) & KEPT_FLAGS | (MessageFlag.EPHEMERAL if ephemeral else 0)
    draft = Draft(message_id=message_id, flags=int(flags), attachments=attachments)
    draft.content = (body.get("content") or "").strip()
    draft.allowed_mentions = body.get("allowed_mentions")
    draft.embeds, draft.components = _parts(service, channel, body, attachments)
    return draft


def changes(service: Service, message: Message, body: JSON, files: Sequence[Upload]) -> JSON:
    """What an edit changes in a message's body: only what it names."""
    channel = service.world.channels[message.channel_id]
    kept = message.body["attachments"]
    if body.get("attachments") is not None:
        named = {str(entry.get("id")) for entry in body["attachments"]}
        kept = [attachment for attachment in kept if attachment["id"] in named]
    ephemeral = message.visible_to is not None
    attachments = [*kept, *stored(service, channel.id, message.id, files, body, ephemeral=ephemeral)]
    embeds, components = _parts(service, channel, body, attachments)
    changed: JSON = {}
    if "content" in body:
        changed["content"] = (body["content"] or "").strip()
    if "embeds" in body:
        changed["embeds"] = embeds
    if "components" in body:
        changed["components"] = components
    if files or "attachments" in body:
        changed["attachments"] = attachments
    if body.get("flags") is not None:
        fixed = message.body["flags"] & ~int(KEPT_FLAGS & ~MessageFlag.COMPONENTS_V2)
        changed["flags"] = fixed | body["flags"] & int(KEPT_FLAGS)
    return changed


def referenced(service: Service, channel: Channel, body: JSON, draft: Draft) -> None:
    """Make a draft the reply that the body says it is (DiscordError 50035 where the message is gone)."""
    reference = body.get("message_reference")
    if not reference:
        return
    mentions = body.get("allowed_mentions")
    draft.pings_reply = mentions is None or bool(mentions.get("replied_user"))
    try:
        found = service.world.message(channel.id, str(reference.get("message_id")))
    except DiscordError as error:
        if error.reason is not UNKNOWN_MESSAGE or reference.get("fail_if_not_exists", True):
            wrong = FormError(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            raise DiscordError(INVALID_FORM, [wrong]) from None
        draft.gone_reference = True
        return
    draft.reference, draft.type = found, REPLY_TYPE


def stored(
    service: Service, channel_id: str, message_id: str, files: Sequence[Upload], body: JSON, *, ephemeral: bool
) -> list[JSON]:
    """Keep the files of a message where its attachments' links point."""
    told = {str(entry.get("id")): entry.get("description") for entry in body.get("attachments") or []}
    attachments = []
    for number, upload in enumerate(files):
        key = f"{channel_id}/{message_id}/{upload.filename}"
        service.files[key] = upload.content
        attachments.append(
            attachment_payload(
                service.world.ids.next(),
                upload,
                f"{service.base}/attachments/{key}",
                ephemeral=ephemeral,
                description=told.get(str(number)),
            )
        )
    return attachments


def _parts(
    service: Service, channel: Channel, body: JSON, attachments: Sequence[JSON]
) -> tuple[list[JSON], list[JSON]]:
    files = {f"attachment://{attachment['filename']}": attachment["url"] for attachment in attachments}
    embeds = [shown_embed(embed, files) for embed in body.get("embeds") or []]
    if channel.kind is not ChannelKind.DM and Permission.EMBED_LINKS in service.gateway.denied:
        embeds = []
    return embeds, shown_components(body.get("components") or [], files)
