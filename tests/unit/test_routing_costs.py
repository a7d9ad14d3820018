"""Boarding, departures, first and last mile, canal dues, areas, and borders by cost model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from toys import costs, flat, gap, node, rail, small, way

from corridors.model.costs import CostModel, Rate
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Border, BorderCharge, Terminal
from corridors.model.route import Route
from corridors.model.spread import Spread
from corridors.routing.solve import shortest_route


def model(*rates: Rate, areas: dict[str, str] | None = None) -> CostModel:
    """The toy model with some rates more, or others in their place."""
    said = {rate.key for rate in rates}
    kept = [rate for rate in costs().rates if rate.key not in said]
    return CostModel.build("toy", "", [*kept, *rates], areas=areas)


def port(own_hours: Spread | None = None) -> Network:
    """ru-north -- rail -- ru-port == sea == ir-port, and a lorry beside the railway."""
    return small([node("ru-north", 48, 46), node("ru-port", 48, 45), node("ir-port", 50, 37)],
                 [rail("ru-north", "ru-port", 100), way("ru-north", "ru-port", 100),
                  way("ru-port", "ir-port", 500, "sea")],
                 terminals=[Terminal("ru-port", ("rail", "sea"), own_hours),
                            Terminal("ru-port", ("road", "sea"))])


def best(net: Network, origin: str, destination: str, using: CostModel, by: str = "distance",
         modes: set[str] | None = None) -> Route:
    found = shortest_route(net.as_of(), Query(origin, destination, by, modes), using).best
    assert found is not None
    return found


def hours(route: Route, kind: str) -> list[float]:
    return [leg.time_h for leg in route.legs if leg.kind == kind]


WAITS = (Rate("boarding_hours", flat(10), "sea"),
         Rate("departure_interval", Spread(0, 48, 96), "sea"),
         Rate("boarding_hours", flat(6), "rail"), Rate("boarding_fee", flat(70), "sea"),
         Rate("access_hours", flat(5), "rail"), Rate("access_fee", flat(200), "rail"),
         Rate("access_hours", flat(20), "sea"))


def test_a_transfer_holds_the_wait_for_what_is_boarded() -> None:
    out = best(port(), "ru-north", "ir-port", model(*WAITS), modes={"rail", "sea"})
    back = best(port(), "ir-port", "ru-north", model(*WAITS), modes={"rail", "sea"})
    assert hours(out, "transfer") == [24 + 10 + 48 / 2]
    assert hours(back, "transfer") == [24 + 6]
    transfer = next(leg for leg in out.legs if leg.kind == "transfer")
    assert transfer.amounts.time == (6000 + 10_000, 58_000, 48_000 + 10_000 + 48_000)
    assert transfer.cost_usd_per_teu == 120 + 70


def test_a_route_begins_with_the_first_mile_and_departure_and_ends_with_the_last_mile() -> None:
    out = best(port(), "ru-north", "ir-port", model(*WAITS), modes={"rail", "sea"})
    assert [leg.kind for leg in out.legs][::len(out.legs) - 1] == ["access", "access"]
    assert hours(out, "access") == [5 + 6, 20]
    assert [leg.cost_usd_per_teu for leg in out.legs if leg.kind == "access"] == [200, 0]
    assert out.distance_km == 600
    for by in ("distance", "time", "cost", "co2"):
        assert out.total(by).value == sum(leg.amount(by).value for leg in out.legs)


def test_terminal_to_terminal_leaves_the_ends_out() -> None:
    whole = best(port(), "ru-north", "ir-port", model(*WAITS), modes={"rail", "sea"})
    query = Query("ru-north", "ir-port", modes={"rail", "sea"}, terminal_to_terminal=True)
    bare = shortest_route(port().as_of(), query, model(*WAITS)).best
    assert bare is not None
    assert hours(bare, "access") == []
    assert whole.time_h - bare.time_h == 5 + 6 + 20
    assert query.said() == "rail, sea only; terminal to terminal"


def test_the_ends_decide_between_modes() -> None:
    cheap = best(port(), "ru-north", "ru-port", costs(), by="cost")
    dear = best(port(), "ru-north", "ru-port", model(*WAITS), by="cost")
    assert (cheap.modes, dear.modes) == (("rail",), ("road",))


def test_without_rates_for_the_ends_there_are_no_legs_for_them() -> None:
    assert hours(best(port(), "ru-north", "ir-port", costs()), "access") == []


@pytest.mark.parametrize("name", ["heapq", "networkx"])
def test_engines_agree_on_the_ends(name: str) -> None:
    for by in ("distance", "time", "cost", "co2"):
        found = [shortest_route(port().as_of(), Query("ru-north", "ir-port", by),
                                model(*WAITS), engine_name=engine).best
                 for engine in ("heapq", name)]
        assert found[0] == found[1]


def test_own_hours_of_a_terminal_stand_for_the_whole() -> None:
    out = best(port(flat(9)), "ru-north", "ir-port", model(*WAITS), modes={"rail", "sea"})
    assert hours(out, "transfer") == [9]


def test_tariffs_per_teu_are_not_multiplied_by_the_load_and_areas_come_before_countries() -> None:
    per_teu = Rate("tariff", flat(0.5), "sea", unit="USD/TEU-km")
    here = Rate("tariff", flat(2), "sea", unit="USD/TEU-km", area="caspian")
    country = Rate("tariff", flat(1), "sea", unit="USD/TEU-km", country="IR")
    areas = {"ru-port": "caspian", "ir-port": "caspian"}
    for rates, usd in (((), 500 * 0.004 * 10), ((per_teu,), 250), ((per_teu, country), 500),
                       ((per_teu, country, here), 1000)):
        sea = best(port(), "ru-port", "ir-port", model(*rates, areas=areas), modes={"sea"})
        assert sea.cost_usd_per_teu == pytest.approx(usd)


def test_ships_lie_still_and_canals_have_dues() -> None:
    half = Rate("sailing_hours", Spread(6, 12, 24), "sea")
    dues = Rate("passage_fee", flat(60), subject="ru-port-ir-port-sea")
    plain = best(port(), "ru-port", "ir-port", costs(), modes={"sea"})
    slow = best(port(), "ru-port", "ir-port", model(half, dues), modes={"sea"})
    assert slow.time_h == 2 * plain.time_h
    assert slow.cost_usd_per_teu == plain.cost_usd_per_teu + 60


def crossing(charge: BorderCharge | None, *rates: Rate) -> tuple[float, float, bool]:
    net = small([node("ru-a", 48, 42), node("az-b", 48.1, 41.9)], [way("ru-a", "az-b", 20)],
                charges=[charge] if charge else [], borders=[Border("ru-az", "A", "RU", "AZ")])
    leg = next(leg for leg in best(net, "ru-a", "az-b", model(*rates)).legs
               if leg.kind == "border")
    return leg.time_h, leg.cost_usd_per_teu, leg.assumed


MEASURED = BorderCharge("ru-az", "ru-a-az-b-road", True, flat(7), flat(40), assumed=False)
PLANNED = replace(MEASURED, assumed=True)
ENTERED = (Rate("border_hours", flat(4), "road", country="AZ"),
           Rate("border_fee", flat(28), "road", country="AZ"))
NAMED = (Rate("border_hours", flat(3), "road", subject="ru-az"),)


@pytest.mark.parametrize(("charge", "rates", "expected"), [
    (None, (), (10, 100, True)),
    (None, ENTERED, (4, 28, False)),
    (MEASURED, (), (7, 40, False)),
    (MEASURED, ENTERED, (7, 40, False)),
    (PLANNED, (), (7, 40, True)),
    (PLANNED, ENTERED, (4, 28, False)),
    (MEASURED, (*ENTERED, *NAMED), (3, 40, False)),
    (PLANNED, (Rate("border_hours", flat(4), "road", country="RU"),), (7, 40, True)),
])
def test_what_comes_first_at_a_border(charge: BorderCharge | None, rates: tuple[Rate, ...],
                                      expected: tuple[float, float, bool]) -> None:
    assert crossing(charge, *rates) == expected


def test_blocked_routes_are_told_with_doors_as_without() -> None:
    query = Query("ru-north", "ir-gulf", modes={"rail"}, avoid=["country:TM"])
    told = [shortest_route(gap().as_of(), replace(query, terminal_to_terminal=bare),
                           model(*WAITS)).blocked_by for bare in (False, True)]
    assert told[0]
    assert [set(block.link_ids) for block in told[0]] == [set(block.link_ids)
                                                          for block in told[1]]
