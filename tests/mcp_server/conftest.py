from collections.abc import Iterator
from pathlib import Path

import pytest

from support.mcp_client import Session, connected


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A client of `glmbot mcp` over the invented articles of the package."""
    with connected(tmp_path_factory.mktemp("client"), "--corpus", "demo") as session:
        yield session


@pytest.fixture
def evaluation() -> Path:
    """The folder of the evaluation's questions and articles."""
    return Path(__file__).parents[1] / "evaluation"
