"""The bot's own sentences in the language of who wrote to it."""

from dataclasses import replace

from glmbot.core.model import Remark, Reply
from glmbot.core.translatable import translate


def spoken(reply: Reply) -> Reply:
    """The reply; a remark in the language of the words that it answers, where they are not English."""
    if not isinstance(reply, Remark) or not reply.language:
        return reply
    from glmbot.storage.resources import read_translations

    return replace(reply, text=translate(reply.text, read_translations(reply.language)))
