"""Sealing: what stands in a shared database so that only who holds the bot's token can read or make it."""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr

_NONCE_BYTES: Final = 12


class Seal:
    """Encrypts and authenticates (AES-256-GCM) under a key that is made of a secret (HKDF-SHA256)."""

    def __init__(self, secret: SecretStr) -> None:
        """Take the secret that all processes have, and the database has not."""
        key = HKDF(SHA256(), 32, salt=None, info=b"glmbot turns 1").derive(secret.get_secret_value().encode())
        self._cipher = AESGCM(key)

    def sealed(self, content: bytes, place: str) -> bytes:
        """Some content, for one place only."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, place.encode())

    def opened(self, sealed: bytes, place: str) -> bytes | None:
        """What was sealed for a place; None where it was not sealed for it by this secret."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError):
            return None
