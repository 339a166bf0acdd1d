import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_a_tiny_run_measures_everything(run: Run, tmp_path: Path) -> None:
    done = run(
        "bench", "--sizes", "400,200", "--questions", "10", "--wire", "--wire-seconds", "0.2", "--json",
        "--plot", "search.svg",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert [size["passages"] for size in told["sizes"]] == [200, 400]
    for size in told["sizes"]:
        assert {"glmbot", "rank_bm25"} <= size["engines"].keys()
        assert all(one["queries"] and one["p50"] <= one["p99"] for one in size["engines"].values())
        assert all(one["build"] > 0 and one["memory"] > 1e6 for one in size["engines"].values())
        assert sum(size["answer"]["replies"].values()) == 10
        assert size["load"] > 0
        assert size["comparison"]["topics"] == 10
        assert size["answer"]["times_faster_than_rank_bm25"] > 0
    assert all(one["lost"] >= 0 for bot in told["wire"]["latency_ms"].values() for one in bot.values())
    for surface in ("latency_ms", "mention_latency_ms"):
        assert set(told["wire"][surface]["glmbot"]) == set(told["wire"][surface]["echo"]) == {"50", "100", "200"}
    assert set(told["wire"]["beside_ms"]) == {"choices", "button"}
    assert all(one["lost"] == 0 for kinds in told["wire"]["beside_ms"].values() for one in kinds.values())
    assert {one["name"] for one in told["figures"]} >= {
        "glmbot ask, whole process, against importing rank_bm25",
        "command p99 at 100 a second against the echo",
        "the last of a burst of 200",
    }
    picture = ET.parse(tmp_path / "search.svg").getroot()  # noqa: S314 - our own picture
    assert "glmbot" in {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert all(line.startswith("glmbot: ") for line in done.stderr.decode().splitlines())


@pytest.mark.parametrize("sizes", ["many", "", "1000,", "99", "3000000", "-5", "1e3"])
def test_wrong_sizes_are_one_line(run: Run, sizes: str) -> None:
    done = run("bench", "--sizes", sizes)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("glmbot: --sizes")
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_picture_needs_a_folder(run: Run) -> None:
    done = run("bench", "--sizes", "200", "--plot", "missing/search.svg")
    assert done.returncode == 2
    assert "missing" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1
