"""Text made inert, and passages quoted: the examples; tests/properties has what holds for any text."""

import pytest

from glmbot.bot.ui.markdown import cut, escape, quote
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Span
from support.articles import make_article

BODY = "Ferries carry *boats*. Skippers lose licences. The Act is of Norland."
(PASSAGE,) = split_passages(make_article(BODY))
SECOND = Span(23, 46)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* _c_ `d` [e](f)", "a \\*b\\* \\_c\\_ \\`d\\` \\[e](f)"),
        ("1. one\n- two\n# three", "1\\. one\n\\- two\n\\# three"),
        ("<@1> @everyone @ada", "\\<@1> \\@everyone @ada"),
        ("https://x.example/a_b_c and a_b", "https://x.example/a_b_c and a\\_b"),
        ("5 * 3 ~ 4 | 2 < 9", "5 \\* 3 ~ 4 | 2 < 9"),
        ("a\u202eb\x00", "a\ufffdb\ufffd"),
    ],
)
def test_only_what_would_be_markup_is_escaped(text: str, shown: str) -> None:
    assert escape(text) == shown


@pytest.mark.parametrize(
    ("limit", "shown"), [(99, "Ferries carry boats"), (19, "Ferries carry boats"), (18, "Ferries carry…"), (5, "Ferr…")]
)
def test_text_is_cut_at_the_end_of_a_word(limit: int, shown: str) -> None:
    assert cut("Ferries carry boats", limit) == shown


def test_a_passage_that_fits_is_quoted_whole_with_its_evidence_bold() -> None:
    assert quote(PASSAGE, [SECOND], 200) == (
        "> Ferries carry \\*boats\\*. **Skippers lose licences.** The Act is of Norland."
    )


@pytest.mark.parametrize(
    ("budget", "shown"),
    [
        (70, "> … **Skippers lose licences.** The Act is of Norland."),
        (40, "> … **Skippers lose licences.** …"),
        (20, "> Skippers lose…"),
    ],
)
def test_a_passage_that_does_not_fit_is_cut_around_its_evidence(budget: int, shown: str) -> None:
    assert quote(PASSAGE, [SECOND], budget) == shown
