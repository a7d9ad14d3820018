"""The cost models that ship: they fit the network, hold together, and stand beside COMCEC."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import corridors as co
from corridors.model.modes import MODES

ROOT = Path(__file__).parents[2]
MODELS = ("cpmm", "default")


@cache
def comcec() -> ModuleType:
    spec = importlib.util.spec_from_file_location("comcec", ROOT / "tools" / "comcec.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["comcec"] = module
    spec.loader.exec_module(module)
    return module


@cache
def rows(model: str) -> dict[str, object]:
    return {row.variant: row for row in comcec().rows(model)}


@pytest.mark.parametrize("name", MODELS)
def test_areas_links_and_crossings_exist(name: str) -> None:
    network, model = co.load(), co.load_cost_model(name)
    assert set(model.areas) <= set(network.nodes.index)
    things = set(network.links.index) | {border.border_id for border in network.borders}
    assert {rate.subject for rate in model.rates if rate.subject} <= things


@pytest.mark.parametrize("name", MODELS)
def test_no_route_gains_by_going_out_and_back_by_lorry_at_its_end(name: str) -> None:
    """The last mile takes no more than a change to a lorry and the last mile of the lorry."""
    model = co.load_cost_model(name)
    places = {("", "")} | {(rate.area, rate.country) for rate in model.rates}

    def value(kind: str, mode: str, place: tuple[str, str], second: str = "") -> float:
        first, last = sorted((mode, second)) if second else (mode, "")
        found = model.find(kind, first, last, place)
        return found.spread.value if found else 0.0

    for mode in set(MODES) - {"road"}:
        for place in places:
            for what in ("hours", "fee"):
                by_lorry = value(f"transfer_{what}", mode, place, "road") \
                    + value(f"access_{what}", "road", place) \
                    + value(f"boarding_{what}", "road", place)
                assert value(f"access_{what}", mode, place) <= by_lorry, (mode, place, what)


@pytest.mark.parametrize("name", MODELS)
def test_the_order_of_comcec_is_shown(name: str) -> None:
    """INSTC is not the cheapest way, and its Caspian branch the dearest."""
    usd = {variant: row.our_usd[1] for variant, row in rows(name).items()}
    assert min(usd, key=usd.__getitem__) == "traditional"
    assert max(usd, key=usd.__getitem__) == "instc-2"
    days = {variant: row.our_days[1] for variant, row in rows(name).items()}
    assert days["sea-and-rail"] < days["instc-2"]


@pytest.mark.parametrize("name", MODELS)
def test_published_figures_lie_in_our_ranges(name: str) -> None:
    for variant, row in rows(name).items():
        assert row.our_usd[0] <= row.usd <= row.our_usd[2], variant
        assert row.our_days[0] <= row.days <= row.our_days[2], variant
        assert row.our_days[1] > row.days / 2, "days must not come out at half of what is published"


def test_the_method_holds_the_table() -> None:
    """Made again by: python tools/comcec.py --write."""
    page = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    assert comcec().with_table(page) == page


def test_the_monitoring_shortens_borders_that_were_planned() -> None:
    query = co.Query("Moscow", "Bandar Abbas", by="time", modes={"road"})
    day = co.load().as_of()
    default, cpmm = (co.shortest_route(day, query, co.load_cost_model(name)).best
                     for name in ("default", "cpmm"))
    assert default is not None
    assert cpmm is not None
    assert 7 * 24 < cpmm.time_h < default.time_h
