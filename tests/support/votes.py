"""A person's vote on the answer in a message, as a test wants and reads it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from glmbot.storage.database import Store, Vote


def put_vote(  # noqa: PLR0917 - as Store.toggle_vote takes them
    store: Store, message: int, person: int, passage_id: str, vote: Vote, day: dt.date
) -> None:
    """Vote so that this is a person's vote afterwards; 0 takes it back."""
    before = vote_of(store, message, person)
    if vote != before:
        store.toggle_vote(message, person, passage_id, vote or before, day)


def vote_of(store: Store, message: int, person: int) -> Vote:
    """What is kept."""

    def read(connection: Any, hashed: Callable[[str], str]) -> Vote:
        answer = hashed(str(message))
        voter = hashed(f"{answer}:{person}")
        rows = connection.execute("SELECT vote FROM votes WHERE answer = ? AND voter = ?", (answer, voter)).fetchall()
        return int(rows[0][0]) if rows else 0

    return store.within(read)
