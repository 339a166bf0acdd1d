"""The tests mirror the bot's modules, so that a reader finds what is true of each."""

from pathlib import Path

import pytest

from glmbot.bot import __path__ as folders

BOT = Path(folders[0])
MODULES = [path.relative_to(BOT) for path in sorted(BOT.rglob("*.py")) if path.name != "__init__.py"]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_has_a_test_file_of_its_own(module: Path) -> None:
    assert (Path(__file__).parent / module.with_name(f"test_{module.name}")).exists()
