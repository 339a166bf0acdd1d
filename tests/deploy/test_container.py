"""The container's files: what the image is built from is there, and docker reads the compose files."""

import os
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from support.articles import ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
IGNORED = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
COPIED = [name for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]]


def is_sent(name: str) -> bool:
    """Whether a name at the top is sent to the builder: of several patterns, the last that fits counts."""
    sent = True
    for pattern in IGNORED:
        if fnmatch(name, pattern.removeprefix("!")):
            sent = pattern.startswith("!")
    return sent


@pytest.mark.parametrize("name", COPIED)
def test_what_the_image_is_built_from_is_there_and_is_sent(name: str) -> None:
    assert (ROOT / name).exists()
    assert is_sent(name)


@pytest.mark.parametrize("name", [".git", ".env", "tests", "training", "docs"])
def test_nothing_else_is_sent(name: str) -> None:
    assert not is_sent(name)


@pytest.mark.skipif(shutil.which("docker") is None, reason="docker is not here; its client reads compose files alone")
@pytest.mark.parametrize("name", ["compose.yaml", "milvus/compose.yaml"])
def test_docker_reads_the_compose_files(name: str, tmp_path: Path) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    wanted = dict.fromkeys(re.findall(r"\$\{([A-Z_]+):\?", text), "x")
    # The client reads them as stacks, which have no name in the file, and their limits elsewhere.
    file = tmp_path / "deploy" / "compose.yaml"
    file.parent.mkdir()
    (tmp_path / ".env").write_text("DISCORD_TOKEN=x\n", encoding="utf-8")
    file.write_text(re.sub(r"^(?: +mem_limit| +pids_limit|name):.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    command = ["docker", "stack", "config", "--compose-file", str(file)]
    done = subprocess.run(
        command, env={"PATH": os.environ["PATH"], **wanted}, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    for variable in wanted:
        left = {**wanted}
        del left[variable]
        env = {"PATH": os.environ["PATH"], **left}
        refused = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
        assert variable in refused.stderr
