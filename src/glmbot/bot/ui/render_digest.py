"""A digest of new articles as a message, ten a page, and why a watch tells nothing (pure)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.i18n import Say
from glmbot.bot.ui.components import Button, custom_id
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import ACCENT, Rendered, RenderTarget, said
from glmbot.bot.ui.render_sources import inert
from glmbot.bot.ui.render_timeline import entry
from glmbot.core.answering.wording import INVENTED_NOTICE
from glmbot.core.model import Article
from glmbot.core.research.digest import grouped
from glmbot.core.research.watching import HOUR, Often, Wanted
from glmbot.core.translatable import gettext_lazy, labelled, ngettext_lazy
from glmbot.storage.digests import Digest
from glmbot.storage.watches import State, Watch

PAGE: Final = 10
PAGE_REF: Final = "(?P<digest>[0-9a-f]{16}):(?P<number>[0-9]{1,6}):[bnf]"
"""What follows the name in the custom_id of a button to a page; the last letter only tells buttons apart."""
END_REF: Final = "(?P<digest>[0-9a-f]{16})"
_GROUP: Final = 80
_SUBJECT: Final = 200
_SUBJECTS: Final = 1000

_SILENT: Final[dict[State, str]] = {
    "forbidden": gettext_lazy("I may not write in {place} any more, so your watch on {subject} is paused. Let me write"
                              " there (View Channel, Send Messages), then press “Try again” below /watches."),
    "refused": gettext_lazy("Discord refused a digest of your watch on {subject}, so it is paused. Press “Try again”"
                            " below /watches."),
    "gone": gettext_lazy("The channel of your watch on {subject} is gone, and so the watch has ended. /watch makes"
                         " another one."),
}  # fmt: skip
REASONS: Final[dict[State, str]] = {
    "forbidden": gettext_lazy("paused: I may not write there"),
    "refused": gettext_lazy("paused: Discord refused a digest"),
    "closed": gettext_lazy("paused: you take no direct messages from me"),
    "sealed": gettext_lazy("paused: the bot’s key has changed; use /watch again"),
    "gone": gettext_lazy("the channel is gone"),
}


def render_digest(digest: Digest, articles: Sequence[Article], page: int, target: RenderTarget, zone: str) -> Rendered:
    """A page of a digest, from 0; `articles` are those of the page that are still there."""
    say, watch = target.say, digest.watch
    count = len(digest.marks)
    new = ngettext_lazy("{count} new article", "{count} new articles", count)
    title = say(labelled(new, inert_subject(watch.wanted, say)))
    footer = say(gettext_lazy("Sent {often} · /watches lists and ends watches", often=often_told(watch.often, zone)))
    if any(one.is_invented for one in articles):
        footer = f"{say(INVENTED_NOTICE)}\n{footer}"
    rows = (_buttons(digest, page, target),)
    if not target.embeds:
        foot = "".join(f"\n-# {escape(line)}" for line in footer.splitlines())
        head = f"**{escape(cut(title, _SUBJECT))}**\n"
        return Rendered(
            head + _groups(watch.wanted, articles, target, limits.CONTENT - len(head) - len(foot)) + foot, rows=rows
        )
    text = _groups(watch.wanted, articles, target, limits.EMBED_DESCRIPTION)
    embed = discord.Embed(title=cut(title, limits.EMBED_TITLE), description=text, colour=ACCENT)
    embed.set_footer(text=footer)

    def plain() -> Rendered:
        return render_digest(digest, articles, page, replace(target, embeds=False), zone)

    return Rendered(embeds=(embed,), rows=rows, plain=plain)


def inert_subject(wanted: Wanted, say: Say) -> str:
    """What is watched, on one line."""
    return " ".join(say(wanted.subject).split())


def often_told(often: Often, zone: str) -> str:
    """How often a watch tells."""
    hour = f"{HOUR:02d}:00"
    if often == "daily":
        return gettext_lazy("every day at {hour} ({zone})", hour=hour, zone=zone)
    if often == "weekly":
        return gettext_lazy("every Monday at {hour} ({zone})", hour=hour, zone=zone)
    return gettext_lazy("at once")


def render_silence(alike: Sequence[Watch], target: RenderTarget) -> Rendered:
    """Why watches on a place tell nothing any more, all for one reason."""
    watch = alike[0]
    subjects = "; ".join(inert(target.say(one.wanted.subject), _SUBJECT) for one in alike)
    told = {"place": f"<#{watch.channel}>", "subject": cut(subjects, _SUBJECTS)}
    return said(gettext_lazy(_SILENT.get(watch.state, _SILENT["refused"]), **told), target)


def _groups(wanted: Wanted, articles: Sequence[Article], target: RenderTarget, limit: int) -> str:
    """The articles of a page under the names of their groups, in at most `limit` characters."""
    if not articles:
        return target.say(gettext_lazy("These articles are not here any more."))
    without = gettext_lazy("Without a jurisdiction") if wanted.jurisdiction is None else gettext_lazy("Other topics")
    groups = [(f"### {inert(name or target.say(without), _GROUP)}", found) for name, found in grouped(wanted, articles)]
    room = (limit - sum(len(head) + 1 for head, _ in groups)) // len(articles) - 2
    return "\n".join("\n".join([head, *(entry(one, room) for one in found)]) for head, found in groups)


def _buttons(digest: Digest, page: int, target: RenderTarget) -> tuple[Button, ...]:
    last = max(0, (len(digest.marks) - 1) // PAGE)
    end = Button(target.say(gettext_lazy("End this watch")), custom_id("watch-end", digest.digest_id))
    if not last:
        return (end,)
    position = target.say(gettext_lazy("Page {number} of {count}", number=page + 1, count=last + 1))
    to = digest.digest_id
    return (
        Button("◀", custom_id("digest", to, max(0, page - 1), "b"), is_disabled=page == 0),
        Button(position, custom_id("digest", to, page, "n"), is_disabled=True),
        Button("▶", custom_id("digest", to, min(last, page + 1), "f"), is_disabled=page == last),
        end,
    )
