"""What is sealed opens for who has the key, for its place and its purpose."""

import pytest
from pydantic import SecretStr

from glmbot.storage.seal import Seal

OLD, NEW = SecretStr("o" * 32), SecretStr("n" * 32)


@pytest.mark.parametrize(
    ("keys", "purpose", "place", "expected"),
    [
        ((OLD,), "lists", "here", b"content"),
        ((NEW, OLD), "lists", "here", b"content"),
        ((NEW,), "lists", "here", None),
        ((OLD,), "turns", "here", None),
        ((OLD,), "lists", "there", None),
    ],
)
def test_opens_with_its_key_for_its_purpose_and_place(
    keys: tuple[SecretStr, ...], purpose: str, place: str, expected: bytes | None
) -> None:
    sealed = Seal((OLD,), "lists").sealed(b"content", "here")
    assert Seal(keys, purpose).opened(sealed, place) == expected


def test_the_first_key_seals() -> None:
    sealed = Seal((NEW, OLD), "lists").sealed(b"content", "here")
    assert Seal((NEW,), "lists").opened(sealed, "here") == b"content"


@pytest.mark.parametrize("damage", ["cut at the start", "cut at the end", "changed", "gone"])
def test_what_was_changed_is_not_opened(damage: str) -> None:
    seal = Seal((OLD,), "lists")
    sealed = seal.sealed(b"content", "here")
    left = {"cut at the start": sealed[5:], "cut at the end": sealed[:-1], "gone": b""}.get(damage, b"\0" + sealed[1:])
    assert seal.opened(left if left != sealed else b"\1" + sealed[1:], "here") is None
