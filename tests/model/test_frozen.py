"""`frozen` makes what `dataclass(frozen=True, slots=True)` makes."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from toolkit.model.frozen import frozen, mutable


@frozen
class Point:
    """A place with a label that does not count."""

    x: int
    y: int = 0
    notes: list[str] = field(default_factory=list)
    label: str = field(default="", compare=False, repr=False)


@frozen
class Marked(Point):
    mark: str = "a"


@dataclass(frozen=True, slots=True)
class Model:
    """The same by the standard library."""

    x: int
    y: int = 0
    notes: list[str] = field(default_factory=list)
    label: str = field(default="", compare=False, repr=False)


def test_it_is_made_and_shown_as_a_dataclass_is() -> None:
    assert repr(Point(1, y=2)) == repr(Model(1, y=2)).replace("Model", "Point")
    assert [one.name for one in fields(Point)] == [one.name for one in fields(Model)]
    assert Point.__match_args__ == Model.__match_args__
    assert not hasattr(Point(1), "__dict__")


def test_what_is_left_out_takes_its_default() -> None:
    one, other = Point(1), Point(1)
    assert (one.y, one.notes, one.label) == (0, [], "")
    assert one.notes is not other.notes


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((1, 2, [], "", 5), {}), ((1,), {"z": 1}), ((1,), {"x": 1})]
)
def test_wrong_arguments_are_refused_in_the_same_words(
    values: tuple[int, ...], named: dict[str, int]
) -> None:
    with pytest.raises(TypeError) as ours:
        Point(*values, **named)  # type: ignore[arg-type]
    with pytest.raises(TypeError) as standard:
        Model(*values, **named)  # type: ignore[arg-type]
    assert str(ours.value) == str(standard.value).replace("Model", "Point")


def test_it_compares_by_its_fields_within_its_class() -> None:
    assert Point(1, 2, label="a") == Point(1, 2, label="b")
    assert Point(1, 2) != Point(1, 3)
    assert Point(1) != Marked(1)
    assert hash(Marked(1, notes=())) == hash(Marked(1, notes=(), label="b"))  # type: ignore[arg-type]


def test_it_cannot_be_changed() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x  # type: ignore[misc]
    assert replace(point, x=2) == Point(2)
    assert point == Point(1)


def test_a_subclass_has_the_fields_of_its_base_first() -> None:
    assert Marked(1, 2, ["n"], "l", "b").mark == "b"
    assert Marked(1) == Marked(1, 0, [], "", "a")


def test_it_goes_to_another_process_and_back() -> None:
    point = Marked(1, 2, ["note"], label="b")
    for made in (pickle.loads(pickle.dumps(point)), copy.deepcopy(point), copy.copy(point)):  # noqa: S301
        assert made == point
        assert made.label == "b"


def test_methods_of_the_class_itself_stay() -> None:
    @frozen
    class Own:
        x: int

        def __repr__(self) -> str:
            return "own"

        def __hash__(self) -> int:
            return 7

    assert repr(Own(1)) == "own"
    assert hash(Own(1)) == 7
    assert Own(1) == Own(1)


def test_a_mutable_class_is_a_dataclass_that_can_be_changed() -> None:
    @mutable
    class Counter:
        name: str
        found: list[str] = field(default_factory=list)
        total: list[int] = field(init=False, default_factory=list)
        seen: set[str] = field(init=False)

        def __post_init__(self) -> None:
            self.seen = set(self.found)

    first, second = Counter("a", ["b"]), Counter(name="a")
    first.total.append(1)
    assert (first.found, first.total, first.seen) == (["b"], [1], {"b"})
    assert (second.found, second.total, second.seen) == ([], [], set())
    assert first != Counter("a", ["b"])
    with pytest.raises(AttributeError):
        first.other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match=r"__init__\(\) takes from 2 to 3 positional arguments"):
        Counter("a", [], 5)  # type: ignore[call-arg]
