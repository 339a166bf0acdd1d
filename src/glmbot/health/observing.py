"""Who observes a bot, as its settings say: the metrics, the log, nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from glmbot.config import Settings
from glmbot.core.answering.answerer import Answerer
from glmbot.health.events import Event, Observer
from glmbot.health.log import log_question
from glmbot.health.metrics import Metrics


@dataclass(frozen=True)
class Observing:
    """The observers of one process; `metrics` where its health is served."""

    observers: tuple[Observer, ...] = ()
    metrics: Metrics | None = None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The observers that the settings ask for."""
        metrics = None if settings.health_address is None else Metrics()
        logs: tuple[Observer, ...] = (log_question,) if settings.log_format == "json" else ()
        return cls((*logs, metrics.observe) if metrics is not None else logs, metrics)

    @property
    def timed(self) -> Callable[[Answerer], Answerer]:
        """What has an answerer note the times of its parts, where anybody wants them."""
        from glmbot.health.timed import timed  # noqa: PLC0415 - not needed where nobody observes

        return timed if self.observers else lambda answerer: answerer

    def tell(self, event: Event) -> None:
        """Tell all observers."""
        for observe in self.observers:
            observe(event)
