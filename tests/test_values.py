"""Our dataclasses keep the promises of the standard ones that are used here."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from dataclasses import KW_ONLY
from pathlib import Path
from typing import Any

import pytest

from deskbreak import values

ROOT = Path(__file__).resolve().parent.parent
BOTH = pytest.mark.parametrize("kit", [values, dataclasses], ids=["ours", "standard"])


def _point(kit: Any, *, frozen: bool, slots: bool) -> Any:
    class Point:
        x: int
        y: float = 2.0
        names: list[str] = kit.field(default_factory=list)
        seen: float | None = kit.field(default=None, metadata={"moves": True})

        def double(self) -> int:
            return self.x * 2

    return kit.dataclass(frozen=frozen, slots=slots)(Point)


def _child(kit: Any, parent: Any) -> Any:
    class Child(parent):  # type: ignore[misc]
        z: str = ""

    return kit.dataclass(frozen=True, slots=True)(Child)


@BOTH
@pytest.mark.parametrize("frozen", [True, False])
@pytest.mark.parametrize("slots", [True, False])
def test_values_are_made_compared_and_shown(kit: Any, frozen: bool, slots: bool):
    point = _point(kit, frozen=frozen, slots=slots)
    for one in (point(1), point(1, 2.0), point(x=1, names=[]), point(1, 2.0, [], None)):
        assert (one.x, one.y, one.names, one.seen) == (1, 2.0, [], None)
        assert one == point(1) and one != point(2) and one != (1, 2.0, [], None)
        assert one.double() == 2
    assert point(1).names is not point(1).names
    assert repr(point(1)).endswith("Point(x=1, y=2.0, names=[], seen=None)")
    assert hasattr(point(1), "__dict__") is not slots
    assert point.__match_args__ == ("x", "y", "names", "seen")


@BOTH
@pytest.mark.parametrize("wrong", [((), {}), ((1, 2, 3, 4, 5), {}), ((1,), {"x": 1}), ((1,), {"w": 1})])
def test_values_that_do_not_fit_are_refused(kit: Any, wrong: tuple[Any, Any]):
    point = _point(kit, frozen=True, slots=True)
    for _ in range(2):  # the first call is another one
        with pytest.raises(TypeError):
            point(*wrong[0], **wrong[1])


@BOTH
@pytest.mark.parametrize("slots", [True, False])
def test_a_frozen_value_stays_as_it_is_and_has_a_hash(kit: Any, slots: bool):
    one = _point(kit, frozen=True, slots=slots)(1, names=())
    with pytest.raises(AttributeError):
        one.x = 2
    with pytest.raises(AttributeError):
        del one.x
    assert one.x == 1
    assert hash(one) == hash(kit.replace(one, y=2.0)) != hash(kit.replace(one, y=3.0))


@BOTH
def test_a_value_that_may_change_has_no_hash(kit: Any):
    one = _point(kit, frozen=False, slots=True)(1)
    one.x = 5
    assert one.x == 5
    with pytest.raises(TypeError):
        hash(one)


@BOTH
def test_values_are_replaced_and_their_fields_told(kit: Any):
    point = _point(kit, frozen=True, slots=True)
    one = kit.replace(point(1), y=7.0)
    assert one == point(1, 7.0) and kit.is_dataclass(one)
    assert [field.name for field in kit.fields(one)] == ["x", "y", "names", "seen"]
    assert [dict(field.metadata) for field in kit.fields(point)][-2:] == [{}, {"moves": True}]
    with pytest.raises(TypeError):
        kit.replace(one, w=1)


def test_a_value_gives_its_fields_by_name():
    names: list[str] = []
    one = _point(values, frozen=True, slots=True)(1, names=names)
    assert values.as_dict(one) == {"x": 1, "y": 2.0, "names": names, "seen": None}


@BOTH
def test_a_value_may_inherit(kit: Any):
    parent = _point(kit, frozen=True, slots=True)
    child = _child(kit, parent)
    one = child(1, z="so")
    assert (one.x, one.y, one.z) == (1, 2.0, "so")
    assert one != parent(1) and one.double() == 2
    match one:
        case child(x, _, _, _, z):
            assert (x, z) == (1, "so")
    assert not hasattr(one, "__dict__")


def _ticket(kit: Any, *, kw_only: bool = False) -> Any:
    class Ticket:
        number: int
        _: KW_ONLY
        name: str
        price: float = 1.0
        memo: dict[str, int] = kit.field(default_factory=dict, init=False, repr=False, compare=False)

    return kit.dataclass(frozen=True, slots=True, kw_only=kw_only)(Ticket)


@BOTH
def test_what_comes_after_kw_only_is_given_by_name(kit: Any):
    ticket = _ticket(kit)
    assert (ticket(1, name="a").price, ticket(1, name="a", price=2.0).price) == (1.0, 2.0)
    for wrong in ((1, "a"), (1, "a", 2.0)):
        with pytest.raises(TypeError):
            ticket(*wrong)
    with pytest.raises(TypeError):
        _ticket(kit, kw_only=True)(1, name="a")
    assert ticket.__match_args__ == ("number",)
    assert [one.name for one in kit.fields(ticket(1, name="a"))] == ["number", "name", "price", "memo"]


@BOTH
def test_a_memo_is_a_value_s_own_and_makes_no_other_value_of_it(kit: Any):
    ticket = _ticket(kit)
    one, other = ticket(1, name="a"), ticket(1, name="a")
    one.memo["seen"] = 1
    assert one == other and hash(one) == hash(other) and other.memo == {}
    assert "memo" not in repr(one)
    assert kit.replace(one, number=1).memo == {}
    with pytest.raises(TypeError):
        ticket(1, name="a", memo={})


def test_they_cost_no_heavy_import():
    code = "import sys, deskbreak.values; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert not {"dataclasses", "inspect", "ast"} & set(done.stdout.split()), done.stderr
