"""The systemd unit is one that systemd takes, and is as closed as the documentation says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from support.articles import ROOT

UNIT = ROOT / "deploy/glmbot.service"

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze: apt-get install systemd"
)


def analyzed(*arguments: str) -> str:
    command = ["systemd-analyze", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """All but the command, which is not installed here, is as it should be."""
    unit = tmp_path / "glmbot.service"
    text = UNIT.read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/glmbot/bin/glmbot", "/bin/true"), encoding="utf-8")
    assert analyzed("verify", str(unit)) == ""


def test_the_unit_is_as_closed_as_is_documented() -> None:
    found = re.search(r"exposure level for glmbot.service: ([\d.]+)", analyzed("security", "--offline=true", str(UNIT)))
    assert found is not None
    told = re.search(r"security` gives ([\d.]+)", (ROOT / "docs/operating.md").read_text(encoding="utf-8"))
    assert told is not None
    # Each systemd weighs a little more than the one before.
    assert float(found[1]) <= float(told[1]) + 0.5
