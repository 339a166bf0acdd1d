"""What docs/security.md promises: its tests exist, and what it says of the whole code is so."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from glmbot.core.corpus.article_file import CorpusError, parse_article
from support.articles import GIVEN_PATH, ROOT

PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
MODULES = sorted((ROOT / "src/glmbot").rglob("*.py"))


def names_used(path: Path) -> Iterator[str]:
    """Every name, attribute and keyword argument that a module uses."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Name():
                yield node.id
            case ast.Attribute():
                yield node.attr
            case ast.keyword(arg=str(name)):
                yield name
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                yield str(node.module)


def users_of(*names: str) -> set[str]:
    """The rooms that use one of some names."""
    found = (path for path in MODULES if not set(names).isdisjoint(names_used(path)))
    return {path.relative_to(ROOT / "src/glmbot").parts[0] for path in found}


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _, name in NAMED])
def test_every_test_that_the_page_names_exists(path: str, name: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.search(rf"^(?:async )?def {name}\(", text, re.MULTILINE)


def test_every_threat_has_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    assert len(rows) > 25
    assert [row for row in rows if "::test_" not in row] == []


def test_only_health_and_the_local_discord_listen() -> None:
    assert users_of("TCPSite", "UnixSite", "start_server", "create_server") <= {"health", "sim"}


def test_only_our_own_programs_are_started() -> None:
    """Each start has its reason beside it, since bandit asks for one."""
    assert users_of("subprocess", "create_subprocess_exec", "execvp", "Popen") <= {"cli", "sim", "bench"}
    assert users_of("create_subprocess_shell", "shell", "popen") == set()


def test_nothing_that_is_read_can_build_objects_or_run() -> None:
    unsafe = ("marshal", "shelve", "dill", "eval", "exec", "allow_pickle", "unsafe_load", "full_load")
    assert users_of(*unsafe) == set()
    # Sealed turns, whose classes are looked at: tests/bot/test_sharing.py.
    assert [path.name for path in MODULES if "pickle" in names_used(path)] == ["sharing.py"]


@pytest.mark.parametrize("value", ["!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!x y"])
def test_a_tag_in_a_front_matter_builds_nothing(value: str) -> None:
    text = GIVEN_PATH.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    with pytest.raises(CorpusError):
        parse_article(text.replace(title, f"title: {value}").encode(), "2011-12-06-given.md")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/x"])
def test_an_address_of_an_article_is_http_or_none(address: str) -> None:
    text = GIVEN_PATH.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("url: "))
    with pytest.raises(CorpusError):
        parse_article(text.replace(line, f'url: "{address}"').encode(), "2011-12-06-given.md")
