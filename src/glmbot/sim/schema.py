"""Discord's published OpenAPI description as a judge of requests and of this server's own answers."""

import datetime as dt
import functools
import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from glmbot.sim.errors import JSON, FormError, SimError

ROOT: Final = "urn:discord"


class Schema:
    """Validates bodies by route; built from the file once, validators as they are needed.

    Three adaptations, without which valid bodies are rejected: `oneOf` is read as `anyOf` (a nonce is both of its
    alternatives), ids may be integers, as libraries send them, and the codes of form errors are words, as Discord
    sends and documents them.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._described: JSON = _adapted(json.loads(path.read_text(encoding="utf-8")))
            form_error = self._described["components"]["schemas"]["InnerErrors"]["properties"]["_errors"]["items"]
        except (OSError, ValueError, KeyError) as error:
            raise SimError(f"{path} can't be read as Discord's OpenAPI description: {error}") from None
        form_error.clear()
        form_error |= {"type": "object", "properties": {"code": {"type": "string"}}, "required": ["code", "message"]}
        try:
            self._jsonschema = importlib.import_module("jsonschema")
        except ImportError:
            raise SimError(f"to validate by {path}, install jsonschema") from None
        referencing = importlib.import_module("referencing")
        specification = importlib.import_module("referencing.jsonschema").DRAFT202012
        self._registry = referencing.Registry().with_resource(ROOT, specification.create_resource(self._described))
        self._validator = functools.lru_cache(maxsize=None)(self._build)

    def request_errors(self, method: str, template: str, body: Any) -> list[FormError]:
        """What is wrong with a request body; nothing where the description has no such route or body."""
        operation = self._operation(method, template)
        if "application/json" not in operation.get("requestBody", {}).get("content", {}):
            return []
        return self._errors(_pointer(template, method, "requestBody", "content", "application/json", "schema"), body)

    def response_errors(self, method: str, template: str, status: int, body: Any) -> list[FormError]:
        """What is wrong with an answer of this server, an undescribed status included."""
        responses = self._operation(method, template).get("responses", {})
        if not responses:
            return []
        key = str(status) if str(status) in responses else f"{status // 100}XX"
        if key not in responses:
            return [FormError(("status",), "undescribed", f"{status} is no answer to {method} {template}")]
        if "$ref" in responses[key]:
            return self._errors(f"{ROOT}#/components/schemas/ErrorResponse", body)
        if "application/json" not in responses[key].get("content", {}):
            return []
        return self._errors(_pointer(template, method, "responses", key, "content", "application/json", "schema"), body)

    def _operation(self, method: str, template: str) -> JSON:
        found: JSON = self._described["paths"].get(template, {}).get(method.lower(), {})
        return found

    def _build(self, pointer: str) -> Any:
        checker = self._jsonschema.FormatChecker(formats=())
        checker.checks("uri")(_is_uri)
        checker.checks("date-time", raises=ValueError)(_is_moment)
        return self._jsonschema.Draft202012Validator({"$ref": pointer}, registry=self._registry, format_checker=checker)

    def _errors(self, pointer: str, body: Any) -> list[FormError]:
        found = self._validator(pointer).iter_errors(body)
        errors = (self._deepest(error) for error in found)
        return [FormError(tuple(error.absolute_path), str(error.validator), _short(error.message)) for error in errors]

    def _deepest(self, error: Any) -> Any:
        """The error inside an alternative that got furthest into the body: the one a reader wants."""
        while error.context:
            error = max(error.context, key=lambda inner: (len(inner.absolute_path), inner.validator != "const"))
        return error


@functools.cache
def schema_of(path: Path) -> Schema:
    """The schema of a file, read once (SimError)."""
    return Schema(path)


def _adapted(node: Any) -> Any:
    if isinstance(node, Mapping):
        adapted = {("anyOf" if key == "oneOf" else key): _adapted(value) for key, value in node.items()}
        if node.get("format") == "snowflake":
            adapted["type"] = ["string", "integer"]
        return adapted
    return [_adapted(item) for item in node] if isinstance(node, list) else node


def _pointer(template: str, method: str, *steps: str) -> str:
    escaped = (step.replace("~", "~0").replace("/", "~1") for step in ("paths", template, method.lower(), *steps))
    return f"{ROOT}#/" + "/".join(quote(step, safe="~") for step in escaped)


def _short(message: str) -> str:
    return message if len(message) <= 200 else message[:199] + "…"  # noqa: PLR2004 - it is to be read on a line


def _is_uri(value: Any) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


def _is_moment(value: Any) -> bool:
    return not isinstance(value, str) or dt.datetime.fromisoformat(value) is not None
