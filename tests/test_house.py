"""The law of the house: which room may import which, and who may open files (docs/architecture.md)."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
MODULES = sorted((SRC / "glmbot").rglob("*.py"))

CORE_ORDER = (
    "article",
    "model",
    "translatable",
    "text",
    "languages",
    "corpus",
    "sources",
    "citation",
    "index",
    "quotations",
    "query",
    "ranking",
    "intents",
    "answering",
    "research",
    "objects",
)
"""The rooms of the core, lowest first: a room imports none that stands after it."""

MAY_IMPORT: dict[str, set[str]] = {
    "core": set[str](),
    "limits": set[str](),
    "config": {"core"},
    "storage": {"core", "config"},
    "ingest": {"core", "storage"},
    "evaluation": {"core", "storage"},
    "health": {"core", "storage", "config"},
    "bot": {"core", "storage", "limits", "config", "health"},
    "sim": {"limits"},
    "bench": {"core", "storage"},
    "mcp": {"core"},
    "cli": {"core", "storage", "ingest", "evaluation", "health", "bot", "sim", "bench", "mcp", "limits", "config"},
    "__main__": {"cli"},
}
"""What each room of the house may import beside itself and the version."""

OUTSIDE_CORE = set("aiohttp asyncio io os pathlib.Path random socket sqlite3 subprocess tempfile time".split())
OPENS_FILES = {"storage", "ingest", "cli", "sim", "bench"}
FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkstemp", "NamedTemporaryFile", "memmap"}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def room_of(name: str) -> str:
    return name.split(".")[1] if "." in name else "__init__"


def core_room_of(name: str) -> str:
    return name.split(".")[2]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    return tuple(_imports(tree_of(path)))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> list[str]:
    return [one for one in imports_of(path) if one.startswith("glmbot.")]


def packages_of(path: Path) -> set[str]:
    return {one.split(".")[0] for one in imports_of(path)}


def in_room(*rooms: str) -> list[Path]:
    return [path for path in MODULES if room_of(name_of(path)) in rooms]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_what_the_law_allows(path: Path) -> None:
    room = room_of(name_of(path))
    allowed = {room, "__version__", "__init__", *MAY_IMPORT.get(room, ())}
    broken = [one for one in own_imports(path) if room_of(one) not in allowed]
    assert not broken, f"{name_of(path)} imports {broken}: {room} may import {sorted(MAY_IMPORT.get(room, ()))}"


@pytest.mark.parametrize("path", [one for one in in_room("core") if name_of(one) != "glmbot.core"], ids=name_of)
def test_a_room_of_the_core_imports_no_higher_one(path: Path) -> None:
    room = core_room_of(name_of(path))
    lower = CORE_ORDER[: CORE_ORDER.index(room) + 1]
    broken = [one for one in own_imports(path) if room_of(one) == "core" and core_room_of(one) not in lower]
    assert not broken, f"{name_of(path)} imports {broken}: {room} may import {lower}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_packages_stay_in_their_rooms(path: Path) -> None:
    room, used = room_of(name_of(path)), {*packages_of(path), *imports_of(path)}
    if room == "core":
        assert not used & OUTSIDE_CORE, f"{name_of(path)} imports {used & OUTSIDE_CORE}: the core has no I/O, no clock"
    if room != "bot":
        assert "discord" not in used, f"{name_of(path)} imports discord: only bot does"
    else:
        assert "numpy" not in used, f"{name_of(path)} imports numpy: arrays end at the index"


@pytest.mark.parametrize("path", [one for one in MODULES if room_of(name_of(one)) not in OPENS_FILES], ids=name_of)
def test_only_some_rooms_open_files(path: Path) -> None:
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    names = {node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "") for node in calls}
    broken = names & FILE_CALLS
    assert not broken, f"{name_of(path)} calls {broken}: only {sorted(OPENS_FILES)} open files"


def test_only_the_index_imports_rank_bm25() -> None:
    users = [name_of(path) for path in MODULES if "rank_bm25" in packages_of(path)]
    assert users == ["glmbot.core.index.bm25"]


def test_no_import_cycle() -> None:
    names = {name_of(path) for path in MODULES}
    graph = {name_of(path): _targets(path, names) - {name_of(path)} for path in MODULES}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"imports in a circle: {' -> '.join(error.args[1])}")


def _targets(path: Path, names: set[str]) -> set[str]:
    return {name for one in imports_of(path) for name in (one, one.rpartition(".")[0]) if name in names}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
