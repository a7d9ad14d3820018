"""The figures corridors stands for, on the shipped data; what moves one is in the changelog."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

import corridors as co

SIX = ("az-horadiz-az-mincivan-rail", "az-mincivan-az-aghband-rail", "az-aghband-am-nrnadzor-rail",
       "am-nrnadzor-am-meghri-rail", "am-meghri-am-agarak-rail-rail",
       "am-agarak-rail-az-ordubad-rail")
RAIL = {"rail"}


@cache
def today() -> co.Snapshot:
    return co.load().as_of()


def opened(*links: str) -> co.Snapshot:
    return today().apply([co.Change(tuple(f"link:{link}" for link in links), "open")])


def route(snapshot: co.Snapshot, query: co.Query) -> co.Route:
    best = co.shortest_route(snapshot, query).best
    assert best is not None, query
    return best


def breaks(found: co.Route) -> list[str]:
    return [leg.from_id for leg in found.legs if leg.kind == "gauge_break"]


@pytest.mark.parametrize(("origin", "km", "km_open"), [
    ("Saint Petersburg", 6232, 5173), ("Helsinki", None, None)])
def test_from_the_baltic_to_the_gulf_by_rail(origin: str, km: float | None,
                                             km_open: float | None) -> None:
    query = co.Query(origin, "Bandar Abbas", modes=RAIL)
    before, after = route(today(), query), route(opened("ir-astara-ir-rasht-rail"), query)
    # By Uzbekistan and Sarakhs, since Bukhara-Misken opened; by Incheh Borun it is 1.5 % longer.
    assert breaks(before) == ["ir-sarakhs"]
    assert breaks(after) == ["ir-astara"]
    assert {"KZ", "TM"} <= set(before.countries)
    assert "AZ" in after.countries
    if km is not None:
        assert before.distance_km == pytest.approx(km, rel=0.03)
        assert after.distance_km == pytest.approx(km_open, rel=0.03)


def test_without_uzbekistan_the_eastern_branch_changes_gauge_at_incheh_borun() -> None:
    found = route(today(), co.Query("Saint Petersburg", "Bandar Abbas", modes=RAIL,
                                    avoid={"country:UZ"}))
    assert found.distance_km == pytest.approx(6232, rel=0.03)
    assert breaks(found) == ["ir-incheh-borun"]


def test_overland_today_by_road_from_astara_to_rasht() -> None:
    found = route(today(), co.Query("Saint Petersburg", "Bandar Abbas", overland=True))
    assert found.distance_km == pytest.approx(5009, rel=0.03)
    assert "ir-astara-ir-talesh-road" in found.link_ids
    assert "AZ" in found.countries


def test_a_lorry_takes_more_than_a_week_from_moscow_to_the_gulf() -> None:
    found = route(today(), co.Query("Moscow", "Bandar Abbas", by="time", modes={"road"}))
    assert found.time_h > 7 * 24
    overland = route(today(), co.Query("Moscow", "Bandar Abbas", by="time", overland=True))
    assert overland.time_h > 7 * 24


def test_baku_nakhchivan_by_rail() -> None:
    query = co.Query("Baku", "Nakhchivan", modes=RAIL)
    before = route(today(), query)
    assert before.distance_km == pytest.approx(4618, rel=0.03)
    # 570 km before Alat-Osmanli was corrected from 81 to 60 km: see the changelog.
    assert route(opened(*SIX), query).distance_km == pytest.approx(549.4, rel=0.005)
    for left_out in SIX:
        rest = [link for link in SIX if link != left_out]
        assert route(opened(*rest), query).distance_km == before.distance_km


def test_baku_nakhchivan_without_iran_is_no_route_today_and_says_what_would_restore_one() -> None:
    answer = co.shortest_route(today(), co.Query("Baku", "Nakhchivan", modes=RAIL,
                                                 avoid={"country:IR"}))
    assert not answer.reachable
    sets = [frozenset(block.link_ids) for block in answer.blocked_by]
    assert sets[0] == frozenset(SIX)
    assert any({"am-ijevan-az-gazakh-rail", "az-sadarak-am-yeraskh-rail"} <= links
               for links in sets)
    assert any("az-sadarak-am-yeraskh-rail" in links and "am-ijevan-az-gazakh-rail" not in links
               for links in sets)
    assert any("tr-dilucu-tr-kars-rail" in links for links in sets)
    amounts = [block.distance_km for block in answer.blocked_by]
    assert amounts == sorted(amounts)
    assert answer.blocked_complete
    assert [(len(block.link_ids), block.distance_km) for block in answer.blocked_by
            if block.opens_alone] == [(6, 549.4), (4, 837.0), (2, 1054.8), (3, 1154.4)]
    assert [block.lifts for block in answer.blocked_by if block.lifts] == [
        ("road",), ("country:IR",)]
    assert answer.blocked_by[0].border_ids == ("az-am-aghband-nrnadzor", "am-az-agarak-ordubad")


def test_what_would_have_to_open_to_beat_the_routes_of_today() -> None:
    def beaten(origin: str, destination: str, **words: object) -> co.Openings:
        query = co.Query(origin, destination, **words)  # type: ignore[arg-type]
        return co.openings_to_beat(co.shortest_route(today(), query))

    gulf = beaten("Saint Petersburg", "Bandar Abbas", modes=RAIL)
    assert gulf.sets[0].link_ids == ("ir-astara-ir-rasht-rail",)
    assert gulf.sets[0].route.distance_km == pytest.approx(5174, abs=1)
    assert gulf.sets[0].gain_shown == pytest.approx(1007, abs=1)
    zangezur = beaten("Baku", "Nakhchivan", modes=RAIL)
    assert set(zangezur.sets[0].link_ids) == set(SIX)
    assert zangezur.complete
    assert ("ir-astara-ir-rasht-rail",) in [one.link_ids for one in zangezur.sets]
    tehran = beaten("Moscow", "Tehran", modes=RAIL, by="time")
    assert tehran.sets[0].link_ids == ("ir-astara-ir-rasht-rail",)
    # By lorry it is quicker than any railway that could open.
    assert beaten("Moscow", "Tehran", by="time").sets == ()


def test_baku_nakhchivan_by_road() -> None:
    query = co.Query("Baku", "Nakhchivan", modes={"road"})
    assert route(today(), query).distance_km == pytest.approx(750, rel=0.03)
    scenario = co.load_scenario("aras-or-zangezur")
    aras = route(today().apply(scenario, "aras"),
                 co.Query("Baku", "Nakhchivan", modes={"road"}, via=["az-aghband"]))
    assert aras.distance_km == pytest.approx(594, rel=0.03)
    syunik = route(today().apply(scenario, "zangezur"), query)
    assert syunik.distance_km == pytest.approx(596, rel=0.03)
    third = route(today().apply(scenario, "rasht-astara"),
                  co.Query("Baku", "Nakhchivan", modes=RAIL))
    assert third.distance_km == pytest.approx(1430, rel=0.03)


def test_the_middle_corridor_by_rail_and_ship() -> None:
    found = route(today(), co.Query("Altynkol", "Poti", modes={"rail", "sea", "ferry"}))
    assert found.distance_km == pytest.approx(4326, rel=0.03)


def test_every_change_of_gauge_has_a_leg_with_hours_and_money() -> None:
    pairs = [("Saint Petersburg", "Bandar Abbas"), ("Xi'an", "Duisburg"), ("Baku", "Kars"),
             ("Moscow", "Tehran"), ("Almaty", "Mashhad"), ("Urumqi", "Moscow")]
    for origin, destination in pairs:
        found = route(today(), co.Query(origin, destination, modes=RAIL))
        moves = [leg for leg in found.legs if leg.kind == "move"]
        gauges = [1520 if leg.gauge_mm == 1524 else leg.gauge_mm for leg in moves]
        changes = sum(a != b for a, b in pairwise(gauges))
        legs = [leg for leg in found.legs if leg.kind == "gauge_break"]
        assert len(legs) == changes > 0
        assert all(leg.time_h > 0 and leg.cost_usd_per_teu > 0 for leg in legs)
        assert found.count("border") == crossings(found)


def crossings(found: co.Route) -> int:
    """Count the changes of country along the nodes, whatever lies between them."""
    countries = [today().network.node(node).country for node in found.node_ids]
    return sum(a != b for a, b in pairwise(filter(None, countries)))


@pytest.mark.parametrize(("origin", "destination"), [
    ("Altynkol", "Poti"), ("Moscow", "Mumbai"), ("Shanghai", "Rotterdam"), ("Baku", "Mumbai"),
    ("Helsinki", "Tallinn"), ("Astrakhan port", "Amirabad"), ("Moscow", "Istanbul")])
def test_every_border_that_is_crossed_has_a_leg_at_sea_as_well(origin: str, destination: str
                                                               ) -> None:
    for by in ("distance", "time", "cost"):
        found = route(today(), co.Query(origin, destination, by=by))
        assert found.count("border") == crossings(found) > 0


@pytest.mark.parametrize("name", co.bundled_scenarios())
def test_every_bundled_scenario_has_an_answer(name: str) -> None:
    effects = co.effects_of(co.load_scenario(name), co.load())
    assert effects.scenario.question.endswith("?")
    assert effects.variants
    states = {comparison.state for _, comparison in effects}
    assert states - {"same", "unreachable"}, "a scenario that changes nothing is no question"
    for case in effects.cases:
        for answer in case.answers:
            assert answer.best is None or answer.best.repeated == (), (case.name, answer)
    for variant in effects.scenario.variants:
        assert all(change.reason and change.source for change in variant.changes)


def test_the_six_scenarios_are_there() -> None:
    assert set(co.bundled_scenarios()) >= {"rasht-astara", "aras-or-zangezur", "instc-branches",
                                           "europe-china", "open-borders", "closures"}
