"""The four indicators of CAREC, worked out by hand on small networks."""

from __future__ import annotations

import pytest
import toys

import corridors as co
from corridors.errors import QueryError
from corridors.model.records import Border, GaugeChange, Terminal
from corridors.model.spread import Spread
from corridors.reports.asked_findings import finding_of
from corridors.reports.facilitation_text import (
    facilitation_finding,
    facilitation_json,
    facilitation_text,
)

RAIL = frozenset({"rail"})


def east() -> co.Answer:
    """1,200 + 400 km of 1520 mm, a border of 24 (12-48) h and USD 50, a change of gauge of 24
    (12-72) h and USD 60, and 1,900 km of 1435 mm; rail runs 50 (25-75) km/h at 0.02 (0.01-0.04)
    USD per tonne and km, with 10 t in a TEU."""
    return co.shortest_route(toys.gap().as_of(), co.Query("ru-north", "ir-gulf", modes=RAIL))


def test_a_border_holds_the_change_of_gauge_at_its_station() -> None:
    found = co.trade_facilitation(east()).routes[0]
    crossing = found.crossings[-1]
    assert (crossing.border_id, crossing.from_id, crossing.to_id) == (
        "tm-ir-border", "tm-east", "ir-border")
    assert crossing.hours == Spread(12 + 12, 24 + 24, 48 + 72)
    assert crossing.usd_per_teu.value == 50 + 60


def test_the_indicators_by_hand() -> None:
    answer = east()
    found = co.trade_facilitation(answer).routes[0]
    # RU-TM has no row: the default of 20 (0-40) h and USD 100.
    assert [crossing.hours.value for crossing in found.crossings] == [20, 48]
    assert found.border_hours == Spread(12, 34, 80)
    assert found.border_usd_per_teu.value == (100 + 110) / 2
    moving = 3500 / 50
    speeds = found.kmh_without_delay
    assert (speeds.low, speeds.value, speeds.high) == pytest.approx((25, 50, 75), rel=1e-4)
    assert found.kmh_with_delay.value == pytest.approx(3500 / (moving + 20 + 48))
    assert found.kmh_with_delay.low == pytest.approx(3500 / (3500 / 25 + 40 + 120))
    assert found.kmh_with_delay.high == pytest.approx(3500 / (3500 / 75 + 0 + 24), rel=1e-4)
    whole = 3500 * 10 * 0.02 + 100 + 110
    assert found.usd_per_teu_500_km.value == pytest.approx(whole / 3500 * 500)


def test_the_ends_of_a_route_are_no_part_of_it() -> None:
    today = co.load().as_of("2026-11-01")
    query = co.Query("Moscow", "Bandar Abbas", by="time", modes=RAIL)
    whole, bare = (co.trade_facilitation(co.shortest_route(today, asked)).routes[0]
                   for asked in (query, co.Query("Moscow", "Bandar Abbas", by="time", modes=RAIL,
                                                 terminal_to_terminal=True)))
    assert whole.route.time_h > bare.route.time_h
    assert whole.kmh_with_delay.value == pytest.approx(bare.kmh_with_delay.value)
    assert whole.usd_per_teu_500_km.value == pytest.approx(bare.usd_per_teu_500_km.value)


def test_the_transfer_at_a_port_is_its_border_where_the_ship_is_cleared_there() -> None:
    nodes = [toys.node("ir-anzali", 49, 37), toys.node("sea-caspian", 50, 40),
             toys.node("ru-olya", 47, 45), toys.node("ru-moscow", 37, 55)]
    links = [toys.way("ir-anzali", "sea-caspian", 400, "sea"),
             toys.way("sea-caspian", "ru-olya", 500, "sea"),
             toys.rail("ru-olya", "ru-moscow", 1500)]
    today = toys.small(nodes, links, terminals=[Terminal("ru-olya", ("rail", "sea"))]).as_of()
    found = co.trade_facilitation(co.shortest_route(today, co.Query("ir-anzali", "ru-moscow")))
    crossing, = found.routes[0].crossings
    assert crossing.hours == Spread(6, 24, 48)
    assert crossing.usd_per_teu.value == 120


def test_a_station_between_two_borders_counts_once() -> None:
    nodes = [toys.node("ru-a", 60, 52), toys.node("kz-b", 62, 50), toys.node("cn-c", 64, 48)]
    links = [toys.rail("ru-a", "kz-b", 100), toys.rail("kz-b", "cn-c", 100, (1435,))]
    borders = [Border("ru-kz", "A-B", "RU", "KZ"), Border("kz-cn", "B-C", "KZ", "CN")]
    charges = [charge for border, link in zip(("ru-kz", "kz-cn"), links, strict=True)
               for charge in toys.both_ways(border, link)]
    today = toys.small(nodes, links, borders=borders, charges=charges,
                       gauge_changes=[GaugeChange("kz-b", (1520, 1435))]).as_of()
    found = co.trade_facilitation(co.shortest_route(today, co.Query("ru-a", "cn-c", modes=RAIL)))
    assert [crossing.hours.value for crossing in found.routes[0].crossings] == [48, 24]


def test_without_a_border_or_a_way_there_is_no_indicator() -> None:
    today = toys.gap().as_of()
    home = co.trade_facilitation(co.shortest_route(today, co.Query("ir-rasht", "ir-gulf",
                                                                   modes=RAIL))).routes[0]
    assert (home.border_hours, home.border_usd_per_teu) == (None, None)
    assert home.kmh_with_delay.value == home.kmh_without_delay.value == 50
    itself = co.trade_facilitation(co.shortest_route(today, co.Query("ir-gulf", "ir-gulf"))
                                   ).routes[0]
    assert (itself.kmh_with_delay, itself.usd_per_teu_500_km) == (None, None)
    assert "a way of 0 km" in facilitation_text(co.trade_facilitation(itself.answer))


def test_a_scenario_has_a_row_for_each_case_with_a_route() -> None:
    effects = co.effects_of(co.load_scenario("rasht-astara"), co.load())
    found = co.trade_facilitation(effects)
    assert [one.name for one in found] == ["Today", "Rasht–Astara open"]
    assert len(found) == 2
    finding = finding_of(found)
    assert finding == facilitation_finding(found)
    indicators, ranges, borders = finding.tables
    assert [row[0] for row in indicators.rows] == ["Today", "Rasht–Astara open"]
    assert [len(row) for row in (*indicators.rows, *ranges.rows)] == [7] * 4
    assert {row[0] for row in borders.rows} >= {"Samur–Yalama", "Sarakhs–Serahs"}
    assert "4 borders of" in finding.messages[0]
    told = facilitation_json(found)["routes"][1]
    assert len(told["borders"]) == len(found.routes[1].crossings)
    assert told["tfi4_kmh_with_delay"]["low"] < told["tfi4_kmh_with_delay"]["value"]
    compared = co.trade_facilitation(effects.comparison(effects.variants[0], 0))
    assert [one.name for one in compared] == ["Base", "Variant"]
    assert "Rasht–Astara open" in found._repr_html_()
    assert repr(found) == "<TradeFacilitation Saint Petersburg - Bandar Abbas: 2 routes>"


def test_what_has_no_indicators_is_refused() -> None:
    today = toys.gap().as_of()
    nothing = co.shortest_route(today, co.Query("ru-north", "ir-gulf", modes=RAIL,
                                                avoid={"country:TM"}))
    with pytest.raises(QueryError, match="no route to work indicators out for"):
        co.trade_facilitation(nothing)
    with pytest.raises(QueryError, match="an answer, a comparison or a scenario"):
        co.trade_facilitation("Moscow")
    with pytest.raises(QueryError, match="no query number 99"):
        co.trade_facilitation(co.effects_of(co.load_scenario("rasht-astara"), co.load()), 99)
