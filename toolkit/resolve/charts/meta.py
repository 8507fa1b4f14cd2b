"""Meta-analysis by inverse variance: fixed effect, and random effects after DerSimonian and Laird.

Formulas: Cochrane Handbook for Systematic Reviews of Interventions, chapter 10 (Deeks, Higgins,
Altman); DerSimonian R, Laird N, Control Clin Trials 1986, 7: 177-188; I² after Higgins JPT,
Thompson SG, Stat Med 2002, 21: 1539-1558; Hedges' g as in Hedges LV, J Educ Stat 1981, 6: 107-128.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

Z95 = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""


class Effect(NamedTuple):
    """An effect on the scale on which it is pooled (ratios as logarithms), and its variance."""

    value: float
    variance: float


class Estimate(NamedTuple):
    """A pooled effect, its standard error, and the weight of each study in percent."""

    value: float
    error: float
    weights: tuple[float, ...]

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % confidence interval."""
        return self.value - Z95 * self.error, self.value + Z95 * self.error


class Analysis(NamedTuple):
    """Both models, and how much the studies differ: Q, its degrees of freedom and p, I² (%), τ²."""

    fixed: Estimate
    random: Estimate
    q: float
    df: int
    p: float
    i2: float
    tau2: float


def analyse(effects: Sequence[Effect]) -> Analysis:
    """Pool the effects of at least one study."""
    weights = [1 / effect.variance for effect in effects]
    fixed = _pooled(effects, weights)
    q = sum(w * (effect.value - fixed.value) ** 2 for effect, w in zip(effects, weights, strict=True))
    df = len(effects) - 1
    total = sum(weights)
    scale = total - sum(weight**2 for weight in weights) / total
    tau2 = max(0.0, (q - df) / scale) if df else 0.0
    random = _pooled(effects, [1 / (effect.variance + tau2) for effect in effects])
    i2 = max(0.0, (q - df) / q * 100) if q > 0 else 0.0
    return Analysis(fixed, random, q, df, chi_square_tail(q, df), i2, tau2)


def odds_ratio(events: int, total: int, events2: int, total2: int) -> Effect:
    """Log odds ratio; 0.5 is added to every cell if one is empty."""
    a, b, c, d = _cells(events, total, events2, total2)
    return Effect(math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d)


def risk_ratio(events: int, total: int, events2: int, total2: int) -> Effect:
    """Log risk ratio; 0.5 is added to every cell if one is empty."""
    a, b, c, d = _cells(events, total, events2, total2)
    return Effect(math.log(a / (a + b) / (c / (c + d))), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))


def risk_difference(events: int, total: int, events2: int, total2: int) -> Effect:
    """Difference of two risks; its variance is that after 0.5 was added to empty cells."""
    one, two = events / total, events2 / total2
    a, b, c, d = _cells(events, total, events2, total2)
    return Effect(one - two, a * b / (a + b) ** 3 + c * d / (c + d) ** 3)


def mean_difference(mean: float, sd: float, n: int, mean2: float, sd2: float, n2: int) -> Effect:
    return Effect(mean - mean2, sd**2 / n + sd2**2 / n2)


def standardised_mean_difference(mean: float, sd: float, n: int, mean2: float, sd2: float, n2: int) -> Effect:
    """Hedges' adjusted g with its large-sample variance."""
    total = n + n2
    pooled = math.sqrt(((n - 1) * sd**2 + (n2 - 1) * sd2**2) / (total - 2))
    g = (mean - mean2) / pooled * (1 - 3 / (4 * total - 9))
    return Effect(g, total / (n * n2) + g**2 / (2 * (total - 3.94)))


def from_interval(low: float, high: float, value: float) -> Effect:
    """An effect given with its 95 % interval, on the scale on which it is pooled."""
    return Effect(value, ((high - low) / (2 * Z95)) ** 2)


def chi_square_tail(value: float, df: int) -> float:
    """The probability of a larger χ² with `df` degrees of freedom (Abramowitz and Stegun, 26.4.4 and 5)."""
    if df <= 0 or value <= 0:
        return 1.0
    half = value / 2
    if df % 2:
        tail, term, start = math.erfc(math.sqrt(half)), math.sqrt(half / math.pi) * 2 * math.exp(-half), 3
    else:
        tail, term, start = math.exp(-half), half * math.exp(-half), 4
    # From the tail for 1 or 2 degrees of freedom upward, two at a time.
    for step in range(start, df + 1, 2):
        tail += term
        term *= half / (step / 2)
    return min(1.0, tail)


def _pooled(effects: Sequence[Effect], weights: Sequence[float]) -> Estimate:
    total = sum(weights)
    value = sum(weight * effect.value for effect, weight in zip(effects, weights, strict=True)) / total
    return Estimate(value, math.sqrt(1 / total), tuple(100 * weight / total for weight in weights))


def _cells(events: int, total: int, events2: int, total2: int) -> tuple[float, float, float, float]:
    cells = (events, total - events, events2, total2 - events2)
    added = 0.5 if 0 in cells else 0.0
    a, b, c, d = (cell + added for cell in cells)
    return a, b, c, d
