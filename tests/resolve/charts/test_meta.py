"""Meta-analysis against a published worked example and known values.

The 13 trials of BCG vaccine are those of Colditz GA et al., JAMA 1994, 271: 698-702, as the data set
`dat.bcg` of the R package metafor has them; the results are those that metafor's own tests compare
with Stata's `metan` (test_misc_metan_vs_rma.uni_with_dat.bcg.r).
"""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.resolve.charts.meta import (
    Effect,
    analyse,
    chi_square_tail,
    from_interval,
    mean_difference,
    odds_ratio,
    risk_difference,
    risk_ratio,
    standardised_mean_difference,
)

BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
    (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip
"""Tuberculosis yes and no among the vaccinated, then among the controls."""
GROUPS = [(a, a + b, c, c + d) for a, b, c, d in BCG]


def test_the_trials_of_bcg_vaccine_are_complete() -> None:
    assert sum(map(sum, BCG)) == 357_347


def test_risk_ratios_of_bcg_vaccine() -> None:
    found = analyse([risk_ratio(*group) for group in GROUPS])
    assert found.fixed.value == pytest.approx(-0.4303, abs=5e-5)
    assert found.fixed.interval == pytest.approx((-0.5097, -0.3509), abs=5e-5)
    assert math.exp(found.fixed.value) == pytest.approx(0.6503, abs=5e-5)
    assert found.q == pytest.approx(152.2330, abs=5e-5)
    assert found.df == 12
    assert found.random.value == pytest.approx(-0.7141, abs=5e-5)
    assert found.random.interval == pytest.approx((-1.0644, -0.3638), abs=5e-5)
    assert found.tau2 == pytest.approx(0.3088, abs=5e-5)
    assert found.i2 == pytest.approx(92.12, abs=5e-3)


def test_weights_sum_to_a_hundred_percent() -> None:
    found = analyse([odds_ratio(*group) for group in GROUPS])
    assert sum(found.fixed.weights) == pytest.approx(100)
    assert sum(found.random.weights) == pytest.approx(100)


def test_an_empty_cell_gets_a_half() -> None:
    assert odds_ratio(0, 10, 5, 10).value == pytest.approx(math.log(0.5 * 5.5 / (10.5 * 5.5)))
    assert risk_difference(0, 10, 5, 10).value == pytest.approx(-0.5)


def test_differences_of_means() -> None:
    one = mean_difference(10, 2, 50, 8, 3, 40)
    assert one == pytest.approx((2, 4 / 50 + 9 / 40))
    g = standardised_mean_difference(10, 2, 50, 8, 2, 50)
    assert g.value == pytest.approx(1 - 3 / (4 * 100 - 9))


def test_an_interval_gives_back_its_variance() -> None:
    assert from_interval(-1.96, 1.96, 0.0).variance == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    ("value", "df", "tail"),
    # The 95th and 99th percentiles of χ², as every statistical table has them.
    [
        (3.841, 1, 0.05),
        (5.991, 2, 0.05),
        (7.815, 3, 0.05),
        (9.488, 4, 0.05),
        (21.026, 12, 0.05),
        (26.217, 12, 0.01),
    ],
)
def test_the_tail_of_chi_square(value: float, df: int, tail: float) -> None:
    assert chi_square_tail(value, df) == pytest.approx(tail, abs=2e-5)


_EFFECTS = st.builds(Effect, st.floats(-5, 5), st.floats(0.001, 10))


@given(st.lists(_EFFECTS, min_size=1, max_size=20))
def test_pooled_effects_lie_among_the_studies(effects: list[Effect]) -> None:
    found = analyse(effects)
    low, high = min(effect.value for effect in effects), max(effect.value for effect in effects)
    for estimate in (found.fixed, found.random):
        assert low - 1e-9 <= estimate.value <= high + 1e-9
    assert 0 <= found.p <= 1
    assert 0 <= found.i2 <= 100
    assert found.random.error >= found.fixed.error - 1e-12
