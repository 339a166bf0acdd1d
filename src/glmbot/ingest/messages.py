"""Pages that a browser saved as a single file (MHTML)."""

import email

from glmbot.ingest.addresses import original
from glmbot.ingest.decoding import Decoded, decode
from glmbot.ingest.refusals import RefusalError


def page_of_message(text: str) -> tuple[Decoded, str | None]:
    """The first page of a saved file, and the address that it was saved from.

    Raises:
        RefusalError: there is none.
    """
    try:
        message = email.message_from_string(text)
        for part in message.walk():
            if part.get_content_type() == "text/html" and isinstance(raw := part.get_payload(decode=True), bytes):
                address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
                return decode(raw, part.get_content_charset()), original(str(address)) if address else None
    except RecursionError:
        raise RefusalError("a saved page with too many parts in parts") from None
    raise RefusalError("a saved page without a page in it")
