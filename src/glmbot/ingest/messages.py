"""Pages that a browser saved as a single file (MHTML)."""

import codecs
import email
from typing import Final

from glmbot.ingest.addresses import original
from glmbot.ingest.decoding import Decoded, decode
from glmbot.ingest.refusals import RefusalError

_HEAD_BYTES: Final = 200


def page_of_message(raw: bytes, text: str) -> tuple[Decoded, str | None]:
    """The first page of a saved file, and the address that it was saved from; `text` is the file as it was read.

    Raises:
        RefusalError: there is none.
    """
    # Its parts are in encodings of their own; only a file stored anew in a wide encoding is no message as it stands.
    file = text.encode() if b"\0" in raw[:_HEAD_BYTES] else raw.removeprefix(codecs.BOM_UTF8)
    try:
        message = email.message_from_bytes(file.lstrip())
        for part in message.walk():
            if part.get_content_type() == "text/html" and isinstance(page := part.get_payload(decode=True), bytes):
                address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
                return decode(page, part.get_content_charset()), original(str(address)) if address else None
    except RecursionError:
        raise RefusalError("a saved page with too many parts in parts") from None
    raise RefusalError("a saved page without a page in it")
