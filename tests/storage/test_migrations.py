"""What was applied to databases that exist is never edited."""

import hashlib
from collections.abc import Sequence

import pytest

from glmbot.storage.migrations import MIGRATIONS, POSTGRES_MIGRATIONS


@pytest.mark.parametrize(
    ("migrations", "applied", "digest"),
    [(MIGRATIONS, 13, "3005266340e3d61f"), (POSTGRES_MIGRATIONS, 19, "f6e33b243ecfcc41")],
    ids=["sqlite", "postgres"],
)
def test_what_was_applied_stays_as_it_was(migrations: Sequence[str], applied: int, digest: str) -> None:
    done = "\n".join(migrations[:applied])
    assert hashlib.sha256(done.encode()).hexdigest().startswith(digest), "add a statement at the end instead"


def test_what_comes_is_added_for_both_kinds_of_database() -> None:
    assert len(MIGRATIONS) - 13 == len(POSTGRES_MIGRATIONS) - 19
