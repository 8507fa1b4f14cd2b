"""The expression language: what it computes, what it refuses, which records it names. Synthetic records."""

from __future__ import annotations

import contextlib
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.resolve.expressions import check_expression, compile_expression, evaluate
from toolkit.resolve.filters import MISSING, ExpressionError, RecordView, display

TRIALS = [
    RecordView("trials:a", {"participants": Decimal(1), "phase": "I", "size": MISSING, "id": "a"}),
    RecordView(
        "trials:b", {"participants": Decimal(30), "phase": MISSING, "size": Decimal("2.50"), "id": "b"}
    ),
    RecordView("trials:c", {"participants": Decimal(10), "phase": "II", "size": Decimal(3), "id": "c"}),
]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("trials | count", "3"),
        ('trials | sum("participants")', "41"),
        ('trials | where("participants > 5") | count', "2"),
        ('trials | where("size > 2.4 and phase is none") | count', "1"),
        ('trials | where("phase in [\'I\', \'II\']") | values("id") | join("、")', "a、c"),
        ('trials | mean("participants") | round(1)', "13.7"),
        ('trials | median("participants")', "10"),
        ("(trials | where(\"phase == 'I'\") | count) | percent(trials | count, 1)", "33.3%"),
        ("trials | where(\"phase == 'I'\") | percent(trials, 1)", "33.3%"),
        ("trials[1].participants", "30"),
        ("0.1 + 0.2", "0.3"),
        ('trials | max("size")', "3"),
        ('"a" + "b"', "ab"),
        ("\"“a”\" + '”'", "“a””"),
        ("trials | unique | count", "3"),
        ("1 if trials | count > 2 else 0", "1"),
        ('not ("x" in "xyz") or 2 not in [1, 3]', "true"),
    ],
)
def test_computes(expression: str, text: str) -> None:
    assert display(evaluate(expression, {"trials": TRIALS}).value) == text


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("trals | count", "'trals' is neither a record set nor a field"),
        ("trials | cuont", "there is no filter 'cuont'; did you mean 'count'?"),
        ("trials | zzzz", "there is no filter 'zzzz'; there are count"),
        ("trials | max(“participants”)", "use straight quotes"),
        ("trials ｜ count", "the sign ｜ is full-width; write |"),
        ("trials | where(\"phase = 'I'\") | count", "use =="),
        ("1 = 1", "use =="),
        ('trials | sum("dose")', "there is no field 'dose'"),
        ('trials | sum("phase")', "'I' is not a number"),
        ("trials.__class__", "there is no field '__class__'"),
        ('"".__class__.__mro__', "there is no field '__class__'"),
        ("range(10)", "calls are not possible"),
        ("2 ** 99999999", "powers"),
        ('"a" * 1000000000', "'a' is not a number"),
        ("1 / 0", "division by zero"),
        ("trials[9]", "there is no item 9"),
        ("trials[0].size", "the value is missing"),
        ("trials |", "breaks off"),
        ('trials | where("participants > 99") | first', "the list is empty"),
        ("1 in 5", "needs a list or a text"),
        ('trials | sum("participants", 1, 2)', "wrong number of arguments"),
        ("(" * 400 + "1" + ")" * 400, "nested too deeply"),
        ("1 }} {{ 2", "unexpected"),
        ("x" * 2000, "longer than"),
    ],
)
def test_refuses_with_a_reason(expression: str, words: str) -> None:
    with pytest.raises(ExpressionError, match=r".*") as caught:
        display(evaluate(expression, {"trials": TRIALS}).value)
    assert words in str(caught.value)


def test_names_the_records_it_used() -> None:
    assert evaluate("trials | count", {"trials": TRIALS}).records == ("trials:a", "trials:b", "trials:c")
    assert evaluate('trials | where("participants > 5") | count', {"trials": TRIALS}).records == (
        "trials:b",
        "trials:c",
    )
    assert evaluate("trials[0].phase", {"trials": TRIALS}).records == ("trials:a",)


def test_a_missing_field_matches_no_condition() -> None:
    test = compile_expression("size > 1 or size < 1")
    assert not test({"size": MISSING})
    assert test({"size": Decimal(2)})


@given(st.text(max_size=60))
def test_any_text_ends_in_a_value_or_a_reason(text: str) -> None:
    with contextlib.suppress(ExpressionError):
        evaluate(text, {"trials": TRIALS})


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ('phase == "X" and zork > 3', "'zork' is neither a record set nor a field"),
        ('phase == "X" and phaze', "did you mean 'phase'?"),
        ('phase == "X" and phase ** 9', "powers"),
        ('phase == "X" and (phase | cuont)', "did you mean 'count'?"),
        ('phase == "X" and range(9)', "calls are not possible"),
    ],
)
def test_a_mistake_is_met_though_no_record_comes_to_it(expression: str, words: str) -> None:
    with pytest.raises(ExpressionError, match=re.escape(words)):
        check_expression(expression, ("phase", "participants"))
    check_expression('phase == "X" or (participants | round) > 3', ("phase", "participants"))
