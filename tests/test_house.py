"""The law of the house: which room may import which (docs/architecture.md)."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
MODULES = sorted((SRC / "glmbot").rglob("*.py"))

PORCH = {
    "intake_files",
    "intake_store",
    "limits",
    "store",
    "conversation",
    "config",
    "library",
    "saved",
    "shelf",
    "terminal",
    "__init__",
    "__main__",
}
ALLOWED: dict[str, set[str]] = {
    "core": {"core"},
    "bot": {"bot", "core", "limits", "store", "conversation", "config", "__init__"},
    "sim": {"sim", "limits"},
    "limits": set[str](),
    "store": {"core"},
    "config": {"core"},
    "conversation": {"core"},
    "library": {"core", "vocabulary", "saved", "shelf"},
    "saved": set[str](),
    "shelf": {"core"},
    "fetching": {"fetching", "core", "__init__"},
    "bench": {"bench", "core", "library", "saved", "shelf", "vocabulary"},
    "vocabulary": {"core", "saved"},
    "terminal": {"core"},
    "intake": {"intake", "core"},
    "intake_files": {"intake", "core", "library"},
    "intake_store": {"intake", "intake_files", "core", "library", "saved"},
    "evaluating": {"core", "library"},
    "__init__": set[str](),
    "__main__": {"cli"},
}
OUTSIDE_CORE = {
    "aiohttp",
    "asyncio",
    "discord",
    "os",
    "pathlib.Path",
    "socket",
    "sqlite3",
    "subprocess",
    "time",
    "random",
}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def room_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@cache
def imports_of(path: Path) -> frozenset[str]:
    return frozenset(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_what_the_law_allows(path: Path) -> None:
    room = room_of(name_of(path))
    if room == "cli":
        return
    used = {room_of(name) for name in imports_of(path) if name.startswith("glmbot.")}
    used = {one if one in ALLOWED or one in {"cli", "core", "bot", "sim"} else "__init__" for one in used}
    assert used <= ALLOWED[room], f"{name_of(path)} reaches {used - ALLOWED[room]}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_bot_imports_discord(path: Path) -> None:
    if room_of(name_of(path)) != "bot":
        assert not any(name.split(".")[0] == "discord" for name in imports_of(path))


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(name_of(path)) == "core"], ids=name_of)
def test_the_core_has_no_input_output_or_clock(path: Path) -> None:
    names = imports_of(path)
    assert not {name for name in names if name in OUTSIDE_CORE or name.split(".")[0] in OUTSIDE_CORE}


def test_only_the_index_imports_rank_bm25() -> None:
    users = [name_of(path) for path in MODULES if any(name.startswith("rank_bm25") for name in imports_of(path))]
    assert users == ["glmbot.core.index"]


def test_no_import_cycle() -> None:
    names = {name_of(path) for path in MODULES}
    graph = {name_of(path): _targets(path, names) - {name_of(path)} for path in MODULES}
    list(TopologicalSorter(graph).static_order())


def _targets(path: Path, names: set[str]) -> set[str]:
    targets = set()
    for name in imports_of(path):
        if name in names:
            targets.add(name)
        elif name.rpartition(".")[0] in names:
            targets.add(name.rpartition(".")[0])
    return targets


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
