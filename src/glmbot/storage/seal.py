"""Sealing: what stands in a database so that only who holds the operator's key can read or make it."""

import os
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr

_NONCE_BYTES: Final = 12


class Seal:
    """Encrypts and authenticates (AES-256-GCM) under keys that are made of secrets (HKDF-SHA256)."""

    def __init__(self, secrets: Sequence[SecretStr], purpose: str) -> None:
        """Take the secrets, the one that seals first; the others open what they sealed before.

        What is sealed for one purpose can't be opened for another.
        """
        self._ciphers = [AESGCM(_key(secret, purpose)) for secret in secrets]

    def sealed(self, content: bytes, place: str) -> bytes:
        """Some content, for one place only."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._ciphers[0].encrypt(nonce, content, place.encode())

    def opened(self, sealed: bytes, place: str) -> bytes | None:
        """What was sealed for a place; None where none of the secrets sealed it for this place."""
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
            except (InvalidTag, ValueError):
                continue
        return None


def _key(secret: SecretStr, purpose: str) -> bytes:
    hkdf = HKDF(SHA256(), 32, salt=None, info=f"glmbot {purpose} 1".encode())
    return hkdf.derive(secret.get_secret_value().encode())
