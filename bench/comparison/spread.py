"""Repeated measurements of one thing."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    low: float
    median: float
    high: float

    @staticmethod
    def of(values):
        return Spread(min(values), statistics.median(values), max(values))

    def __str__(self):
        return f"{number(self.median)} [{number(self.low)}..{number(self.high)}]"


def number(value):
    """Three significant digits, or all digits before the point."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
