"""What Prometheus is given: the names, labels and units that `deploy/` and `docs/operating.md` build on."""

from collections.abc import Mapping
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from glmbot.health.events import Acknowledged, Answered, Connected, Event, Refused, Requested

_SHORT: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_LONG: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 15.0, 60.0)
"""Discord waits three seconds for the first sign of an answer: the bounds are finest below."""

CONNECTIONS: Final = ("ready", "resumed", "lost")


class Metrics:
    """The measurements of one process, in a registry of their own."""

    def __init__(self) -> None:
        """Begin at nothing; what happens to connections stands at 0 from the start, so that rates see the first."""
        # When each counter began: twice the lines, and nobody asks.
        disable_created_metrics()  # type: ignore[no-untyped-call] # the package names no type here
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._questions = Counter(
            "glmbot_questions", "Questions that were answered.", ("surface", "kind"), registry=registry
        )
        self._seconds = Histogram(
            "glmbot_question_seconds", "From a question to its answer.", ("surface",), buckets=_LONG, registry=registry
        )
        self._stages = Histogram(
            "glmbot_stage_seconds", "The stages of questions.", ("stage",), buckets=_SHORT, registry=registry
        )
        self._ages = Histogram(
            "glmbot_acknowledgement_age_seconds",
            "How old an interaction or message was, by Discord's clock, when it had the first sign of an answer.",
            ("what",),
            buckets=_LONG,
            registry=registry,
        )
        self._refusals = Counter(
            "glmbot_refusals", "Questions refused: their person or server had asked too much.", registry=registry
        )
        self._connections = Counter(
            "glmbot_connections", "What happened to the connection to Discord's gateway.", ("how",), registry=registry
        )
        self._requests = Histogram(
            "glmbot_rest_seconds", "Requests to Discord's REST API.", ("what",), buckets=_LONG, registry=registry
        )
        self._errors = Counter(
            "glmbot_rest_errors", "Requests that Discord refused, or did not answer.", ("status",), registry=registry
        )
        self._lag = Histogram(
            "glmbot_loop_lag_seconds", "How late the event loop was.", buckets=_SHORT, registry=registry
        )
        self._build = Info("glmbot_build", "The versions that run.", registry=registry)
        self._ready = Gauge("glmbot_ready", "1 where the bot is connected and answers.", registry=registry)
        self._latency = Gauge(
            "glmbot_gateway_latency_seconds", "How late Discord answers heartbeats.", registry=registry
        )
        self._servers = Gauge("glmbot_servers", "Servers that the bot is in.", registry=registry)
        self._tasks = Gauge("glmbot_tasks", "Tasks of the event loop.", registry=registry)
        self._articles = Gauge("glmbot_corpus_articles", "Articles that are answered from.", registry=registry)
        self._passages = Gauge("glmbot_corpus_passages", "Their passages.", registry=registry)
        self._corpus = Info("glmbot_corpus", "What tells these articles from others.", registry=registry)
        self._votes = Gauge("glmbot_votes", "Votes that are kept.", ("vote",), registry=registry)
        for how in CONNECTIONS:
            self._connections.labels(how)

    def observe(self, event: Event) -> None:
        """Count what the bot tells."""
        match event:
            case Answered():
                self._questions.labels(event.surface, event.kind).inc()
                self._seconds.labels(event.surface).observe(event.seconds)
                for name, seconds in event.stages.items():
                    self._stages.labels(name).observe(seconds)
            case Refused():
                self._refusals.inc()
            case Acknowledged():
                self._ages.labels(event.what).observe(event.age)
            case Connected():
                self._connections.labels(event.how).inc()
            case Requested():
                self._requests.labels(event.what).observe(event.seconds)
                if event.status is None or event.status >= 400:  # noqa: PLR2004 - HTTP's errors begin there
                    self._errors.labels("none" if event.status is None else str(event.status)).inc()

    def lag(self, seconds: float) -> None:
        """Note how late the event loop was."""
        self._lag.observe(seconds)

    def versions(self, versions: Mapping[str, str]) -> None:
        """Tell the versions that run."""
        self._build.info(dict(versions))

    def state(self, *, ready: bool, latency: float, servers: int, tasks: int) -> None:
        """Tell how the bot stands with Discord, and how many tasks it has; `latency` in seconds."""
        self._tasks.set(tasks)
        self._ready.set(ready)
        self._latency.set(latency)
        self._servers.set(servers)

    def corpus(self, articles: int, passages: int, fingerprint: str) -> None:
        """Tell what is answered from."""
        self._articles.set(articles)
        self._passages.set(passages)
        self._corpus.info({"hash": fingerprint})

    def votes(self, up: int, down: int) -> None:
        """Tell the votes that are kept."""
        self._votes.labels("up").set(up)
        self._votes.labels("down").set(down)

    def text(self) -> bytes:
        """All of it as Prometheus reads it."""
        return generate_latest(self.registry)
