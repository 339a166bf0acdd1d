"""Each kind of reply as a message."""

import dataclasses

import pytest

from glmbot.bot.i18n import say_in
from glmbot.bot.ui.render import Asked, RenderTarget
from glmbot.bot.ui.replies import render
from glmbot.core.answering.acts import LEAD
from glmbot.core.citation import STYLES, cite
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Answer, Fact, Listing, Remark
from glmbot.storage.resources import read_intents
from support.articles import make_article
from support.sendable import ENGLISH

ARTICLE = make_article()
PASSAGE = split_passages(ARTICLE)[0]
ANSWER = Answer(ARTICLE, PASSAGE, (), cite(ARTICLE))
WELCOME = next(one.says for one in read_intents().listed if one.name == "thanks")
FRENCH = dataclasses.replace(ENGLISH, say=say_in("fr"))


@pytest.mark.parametrize(
    ("target", "language", "said"),
    [
        (ENGLISH, "", "You're welcome."),
        (ENGLISH, "es", "De nada."),
        (FRENCH, "", "Je vous en prie."),
        (FRENCH, "es", "De nada."),
    ],
)
def test_a_remark_is_in_the_language_of_the_words_else_in_the_reader_s(
    target: RenderTarget, language: str, said: str
) -> None:
    (message,) = render(Remark("thanks", WELCOME, language), target, Asked())
    assert (message.content, message.rows, message.embeds) == (said, (), ())


@pytest.mark.parametrize("name", ["apa", "bibtex"])
def test_a_citation_is_what_the_command_gives(name: str) -> None:
    style = STYLES[name]
    cited = dataclasses.replace(ANSWER, fact=Fact("citation", style.label))
    (message,) = render(cited, ENGLISH, Asked())
    assert message.content.startswith(f"**{style.label}**")
    assert (message.file is not None) == style.is_for_programs
    assert message.embeds == ()


def test_the_lead_comes_with_the_article_s_card() -> None:
    (message,) = render(dataclasses.replace(ANSWER, fact=Fact("lead", LEAD)), ENGLISH, Asked())
    assert message.content == LEAD
    assert message.embed is not None
    assert {field.name for field in message.embed.fields} >= {"Authors", "Topics"}
    assert "Ferry Safety Act" in str(message.embed.description)


def test_a_listing_is_a_list() -> None:
    (message,) = render(Listing("1 article", (ARTICLE,)), ENGLISH, Asked())
    assert message.embed is not None
    assert (message.embed.title, "Norland" in str(message.embed.description)) == ("1 article", True)
