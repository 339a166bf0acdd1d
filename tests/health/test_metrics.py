"""The names that dashboards and alerts build on: a rename here breaks what operators have."""

from glmbot.health.events import Acknowledged, Answered, Connected, Refused, Requested
from glmbot.health.metrics import Metrics

NAMES = {
    "glmbot_acknowledgement_age_seconds": "histogram",
    "glmbot_build": "info",
    "glmbot_connections": "counter",
    "glmbot_corpus": "info",
    "glmbot_corpus_articles": "gauge",
    "glmbot_corpus_passages": "gauge",
    "glmbot_gateway_latency_seconds": "gauge",
    "glmbot_loop_lag_seconds": "histogram",
    "glmbot_question_seconds": "histogram",
    "glmbot_questions": "counter",
    "glmbot_ready": "gauge",
    "glmbot_refusals": "counter",
    "glmbot_rest_errors": "counter",
    "glmbot_rest_seconds": "histogram",
    "glmbot_servers": "gauge",
    "glmbot_stage_seconds": "histogram",
    "glmbot_tasks": "gauge",
    "glmbot_votes": "gauge",
}


def test_the_metrics_are_those_and_no_others() -> None:
    families = {family.name: family.type for family in Metrics().registry.collect()}
    assert {name: kind for name, kind in families.items() if not name.startswith("process_")} == NAMES


def test_every_event_is_counted() -> None:
    metrics = Metrics()
    value = metrics.registry.get_sample_value
    metrics.observe(Answered("mention", "none", 0.2, {"answer": 0.1}))
    metrics.observe(Refused())
    metrics.observe(Acknowledged("component", 0.3))
    metrics.observe(Connected("lost"))
    metrics.observe(Requested("callback", 204, 0.01))
    metrics.observe(Requested("message", 503, 0.02))
    metrics.observe(Requested("message", None, 0.02))
    assert value("glmbot_questions_total", {"surface": "mention", "kind": "none"}) == 1
    assert value("glmbot_question_seconds_sum", {"surface": "mention"}) == 0.2
    assert value("glmbot_stage_seconds_sum", {"stage": "answer"}) == 0.1
    assert value("glmbot_refusals_total") == 1
    assert value("glmbot_acknowledgement_age_seconds_count", {"what": "component"}) == 1
    assert value("glmbot_connections_total", {"how": "lost"}) == 1
    assert value("glmbot_connections_total", {"how": "resumed"}) == 0
    assert value("glmbot_rest_errors_total", {"status": "503"}) == 1
    assert value("glmbot_rest_errors_total", {"status": "none"}) == 1
    assert value("glmbot_rest_errors_total", {"status": "204"}) is None
