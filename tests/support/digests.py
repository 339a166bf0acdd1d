"""Articles that watches wait for, and the digests that tell of them."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from glmbot.core.corpus.article_file import format_article
from glmbot.core.model import Article
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.sim.world import Message
from support.articles import make_article


def ferry(number: int, place: str = "Norland") -> Article:
    return make_article(
        f"(Mar. 3, 2014) The lamp of ferry {number} is green. It burns all night.\n\nNobody may put it out.",
        title=f"{place}: Ferry Act {number}", topics=["Ferries"], jurisdictions=[place],
    )  # fmt: skip


def write(folder: Path, article: Article) -> None:
    """Put an article into a folder, whole at once."""
    path = folder / f".{article.article_id}.part"
    path.write_text(format_article(article), encoding="utf-8")
    path.rename(folder / f"{article.article_id}.md")


def digests_of(local: LocalDiscord) -> list[Message]:
    """All digests, whoever got them."""
    bot = local.world.bot.id
    found = [one for one in local.world.everything() if one.author_id == bot and not one.visible_to]
    return [one for one in found if "watch-end" in str(one.body["components"])]


def acts(messages: Sequence[Message]) -> Counter[tuple[str, int]]:
    """How often each act was told in each channel."""
    return Counter(
        (one.channel_id, int(number))
        for one in messages
        for number in re.findall(r"Ferry Act (\d+)", visible_text(one.body))
    )
