"""Whether a person may use here what takes work over the articles: the channel, and how often."""

from glmbot.bot.context import Interaction, context_of, reply_privately
from glmbot.bot.mentions import channel_refusal
from glmbot.core.translatable import ngettext_lazy
from glmbot.health.events import Refused


async def is_refused(interaction: Interaction) -> bool:
    """Whether the channel is closed to the bot, or its person or guild has asked too much; they are told so."""
    context = context_of(interaction)
    if closed := channel_refusal(context.guild_settings(interaction.guild_id), interaction.channel):
        await reply_privately(interaction, closed)
        return True
    if wait := await context.refuse(interaction.user.id, interaction.guild_id):
        context.tell(Refused())
        await reply_privately(interaction, too_many(wait))
        return True
    return False


def too_many(wait: float) -> str:
    """What who has asked too much is told; `wait` are seconds."""
    return ngettext_lazy(
        "Too much at once. Try again in {count} second.",
        "Too much at once. Try again in {count} seconds.",
        max(1, round(wait + 0.5)),
    )
