"""Addresses of loc.gov: where a request may go, and one form for each article."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from glmbot.core.model import GlmbotError
from glmbot.ingest.loc_gov import routes
from glmbot.ingest.loc_gov.errors import AnswerError

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class AddressError(GlmbotError):
    """A base or feed address that can't be used."""


@dataclass(frozen=True)
class Site:
    """The one server that is asked: loc.gov, or the server at another base that stands in for it."""

    base: str = routes.BASE

    @property
    def host(self) -> str:
        """The host that is asked."""
        return urlsplit(self.base).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine."""
        return self.host in LOOPBACK

    def locate(self, address: str, beside: str | None = None) -> str:
        """Where to ask for an address, which may be relative to the one `beside`.

        Raises:
            AnswerError: it leads to another host, or where robots may not go.
        """
        parts = _split(address.strip(), beside or f"{self.base}/")
        if not self._holds(parts):
            raise AnswerError(f"leads to {(parts.hostname or parts.scheme)[:80]!r}, which is not loc.gov; not followed")
        path = parts.path or "/"
        plain = unquote(path)
        if plain.startswith(routes.FORBIDDEN) or "//" in plain or "/." in plain:
            raise AnswerError(f"leads to {plain[:80]!r}, where robots may not go; not followed")
        own = urlsplit(self.base)
        netloc = parts.netloc.partition(":")[0] if is_loc(self.host) else own.netloc
        return urlunsplit((own.scheme, netloc, path, parts.query, ""))

    def _holds(self, parts: SplitResult) -> bool:
        if parts.scheme not in {"http", "https"} or "@" in parts.netloc:
            return False
        if is_loc(parts.hostname or ""):
            return parts.port in {None, 80, 443}
        return parts.netloc == urlsplit(self.base).netloc


def read_site(base: str) -> Site:
    """The site at a base address.

    Raises:
        AddressError: the address can't be a base.
    """
    try:
        parts = urlsplit(base.strip().rstrip("/"))
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise AddressError(f"--base {base!r} is no web address; write https://HOST") from None
    scheme_fits = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    if not scheme_fits or not host or "@" in parts.netloc or parts.path or parts.query or parts.fragment:
        raise AddressError(f"--base {base!r} can't be used; write https://HOST, or http://127.0.0.1:PORT for a test")
    return Site(f"{parts.scheme}://{parts.netloc.lower()}")


def is_loc(host: str) -> bool:
    """Whether a host is the Library of Congress's."""
    return host == routes.DOMAIN or host.endswith(f".{routes.DOMAIN}")


def canonical(address: str, site: Site) -> str | None:
    """The one form of an article's address; None for what is no article of the collection."""
    try:
        match = routes.ITEM.fullmatch(urlsplit(site.locate(address)).path)
    except AnswerError:
        return None
    return match and f"{routes.BASE}{match[0].rstrip('/').lower()}/"


def with_parameters(address: str, **parameters: str) -> str:
    """An address with parameters set, each once."""
    parts = _split(address)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in parameters]
    return urlunsplit(parts._replace(query=urlencode([*query, *parameters.items()], safe=",/:|")))


def as_json(address: str) -> str:
    """The address at which loc.gov answers with JSON."""
    name, value = routes.JSON
    return with_parameters(address, **{name: value})


def _split(address: str, beside: str = "") -> SplitResult:
    try:
        parts = urlsplit(urljoin(beside, address))
        _ = parts.port, parts.geturl().encode()  # both fail on what no server could be asked
    except ValueError:
        raise AnswerError(f"{address[:80]!r} is no web address") from None
    return parts
