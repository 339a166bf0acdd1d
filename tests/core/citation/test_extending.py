"""The recipe of docs/extending.md for a citation style, followed."""

from glmbot.core.citation import STYLES, Style, cite
from support.articles import make_article, recipe


def test_a_style_is_one_entry_and_cites_at_once() -> None:
    made = recipe("A citation style")["PLAIN"]
    assert isinstance(made, Style)
    article = make_article()
    assert cite(article, made, paragraphs=(2,)).startswith(
        "Ines Fabel: Norland: Ferry Safety Act Adopted (3 March 2014)"
    )
    assert cite(article, made, paragraphs=(2,)).endswith(", paragraph 2.")
    assert made.name not in STYLES
