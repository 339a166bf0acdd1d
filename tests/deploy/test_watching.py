"""The dashboard and the alerts ask for metrics that the bot has, and Prometheus takes the files."""

import re
import subprocess

import pytest

from glmbot.health.events import Acknowledged, Answered, Refused, Requested
from glmbot.health.metrics import Metrics
from support.deployed import ALERTS, PROMETHEUS, needs_prometheus, queries, rules

NAME = re.compile(r"\b(?:glmbot|process)_[a-z_]+")


def sample_names() -> set[str]:
    """The names of all samples that the bot gives."""
    metrics = Metrics()
    for event in (Answered("ask", "none", 1, {"rank": 1}), Refused(), Acknowledged("x", 1), Requested("x", 500, 1)):
        metrics.observe(event)
    metrics.corpus(1, 2, "0")
    metrics.versions({"version": "1"})
    metrics.votes(1, 2)
    return {sample.name for family in metrics.registry.collect() for sample in family.samples}


@pytest.mark.parametrize(("title", "expression"), [*queries(), *rules()])
def test_every_metric_that_is_asked_for_is_one_of_the_bots(title: str, expression: str) -> None:
    asked = set(NAME.findall(expression))
    assert asked or 'up{job="glmbot"}' in expression, title
    assert asked <= sample_names(), title


def test_every_metric_of_the_bot_is_shown() -> None:
    shown = " ".join(expression for _, expression in queries())
    families = {family.name for family in Metrics().registry.collect() if family.name.startswith("glmbot")}
    assert {name for name in families if name not in shown} == {"glmbot_corpus_passages"}


def test_every_alert_says_what_to_do() -> None:
    for group in ALERTS["groups"]:
        for rule in group["rules"]:
            assert set(rule["annotations"]) == {"summary", "remedy"}
            assert rule["labels"]["severity"] in {"page", "warn"}


@needs_prometheus
@pytest.mark.parametrize(
    "arguments",
    [("check", "config", "prometheus.yml"), ("check", "rules", "alerts.yml"), ("test", "rules", "alerts.test.yml")],
    ids=" ".join,
)
def test_prometheus_takes_the_files(arguments: tuple[str, ...]) -> None:
    command = ["promtool", *arguments]
    done = subprocess.run(command, cwd=PROMETHEUS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_alert_is_tested() -> None:
    tested = (PROMETHEUS / "alerts.test.yml").read_text(encoding="utf-8")
    for name, _ in rules():
        assert tested.count(name) == 2, f"{name}: once silent, once firing"
