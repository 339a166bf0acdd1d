import numpy as np
import pytest

from glmbot.core.index.arrays import flatten, unflatten
from support.articles import make_article
from support.words import indexed

ARRAYS = indexed(make_article(), make_article("A wolf was shot.", title="Sudmark: Hunters Fined", date="2016-07-08"))


def test_arrays_come_back_from_their_flat_form() -> None:
    flat = flatten(ARRAYS)
    again = flatten(unflatten(flat))
    assert again.keys() == flat.keys()
    assert all(np.array_equal(again[name], array) and again[name].dtype == array.dtype for name, array in flat.items())


def test_flat_arrays_are_named_by_where_they_stand() -> None:
    names = flatten(ARRAYS).keys()
    assert {"forms.strings.data", "postings.k1", "titles.starts", "sources.by_term.members", "tokens"} <= names


def test_a_missing_array_is_named() -> None:
    flat = flatten(ARRAYS)
    del flat["articles.dates"]
    with pytest.raises(KeyError, match="articles.dates"):
        unflatten(flat)
