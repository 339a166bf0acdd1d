"""`glmbot doctor` without a token: all is examined that needs none."""

import json
import subprocess
from collections.abc import Callable

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_each_finding_is_one_line_and_a_missing_token_must_be_set(run: Run) -> None:
    result = run("doctor", "--offline")
    assert (result.returncode, result.stderr) == (1, b"")
    lines = result.stdout.decode().splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["ok", "versions"], ["ok", "settings"], ["ok", "corpus"], ["ok", "index"], ["ok", "reader"],
        ["ok", "database"], ["ok", "disk"], ["must", "token"], ["skipped", "Discord"],
    ]  # fmt: skip
    assert "put DISCORD_TOKEN=… into .env" in lines[7]


def test_the_report_is_one_object(run: Run) -> None:
    result = run("doctor", "--offline", "--json", DISCORD_TOKEN="abc")
    report = json.loads(result.stdout)
    assert (result.returncode, report["ok"]) == (0, True)
    assert {tuple(one) for one in report["findings"]} == {("name", "state", "what", "remedy")}


def test_settings_that_can_not_be_used_are_named_and_the_rest_is_not_examined(run: Run) -> None:
    result = run("doctor", "--offline", GLMBOT_LOG_LEVEL="loud", GLMBOT_KEEP_VOTES_DAYS="0")
    lines = result.stdout.decode().splitlines()
    assert result.returncode == 1
    assert [line.split()[0] for line in lines] == ["ok", "must", "must", "skipped"]
    assert "GLMBOT_LOG_LEVEL: 'LOUD' can't be used" in lines[2] + lines[1]
