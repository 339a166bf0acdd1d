"""What `deploy/` holds for Prometheus and Grafana, as tests look at it."""

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from support.articles import ROOT

DEPLOY = ROOT / "deploy"
PROMETHEUS = DEPLOY / "prometheus"
DASHBOARD: dict[str, Any] = json.loads((DEPLOY / "grafana/dashboard.json").read_text(encoding="utf-8"))
ALERTS: dict[str, Any] = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text(encoding="utf-8"))

needs_prometheus = pytest.mark.skipif(
    shutil.which("prometheus") is None or shutil.which("promtool") is None,
    reason="needs prometheus and promtool: apt-get install prometheus",
)


def queries() -> Iterator[tuple[str, str]]:
    """The expressions of the dashboard, by the titles of their panels."""
    for panel in DASHBOARD["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


def rules() -> Iterator[tuple[str, str]]:
    """The expressions of the alerts, by their names."""
    for group in ALERTS["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]
