"""Changes that hold for a time, that require others, and that rule others out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from toys import flat, gap, node, rail, small, way

from corridors.errors import ScenarioError
from corridors.model.change import Change
from corridors.model.query import Query
from corridors.model.records import GaugeChange, Terminal
from corridors.model.snapshot import Snapshot
from corridors.routing.gates import DAY, gates_of
from corridors.routing.solve import shortest_route

MISSING, ROAD = "ir-astara-ir-rasht-rail", "ir-astara-ir-rasht-road"
GAP = f"link:{MISSING}"
SPRING, SUMMER = date(2027, 3, 1), date(2027, 6, 1)
OPEN = Change((GAP,), "open", expects="planned", starts=SPRING, ends=SUMMER)


def refused(*changes: Change) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        gap().as_of().apply(changes)
    return [str(problem) for problem in caught.value.problems]


def speed(snapshot: Snapshot, link: str) -> float | None:
    return snapshot.speed_kmh[snapshot.network.links.index[link]]


def test_a_change_holds_from_its_first_day_until_its_last() -> None:
    for day, status in (("2027-02-28", "planned"), ("2027-03-01", "operational"),
                        ("2027-05-31", "operational"), ("2027-06-01", "planned")):
        assert gap().as_of(day).apply([OPEN]).status_of(MISSING) == status


def test_what_does_not_hold_is_noted_and_left_out() -> None:
    today = gap().as_of().apply([OPEN])
    assert (today.applied, today.changed, today.fixed) == ((), frozenset(), frozenset())
    assert [str(note) for note in today.notes] == [
        f'key from: "open {GAP} from 2027-03-01 until 2027-06-01" does not hold on 2026-11-01 '
        "and is left out. [S27]"]
    assert not today.untouched
    later = gap().as_of("2028-01-01").apply([OPEN])
    assert "key until: " in str(later.notes[0])


def test_another_day_decides_again_what_holds() -> None:
    today = gap().as_of().apply([OPEN, Change((f"link:{ROAD}",), "set", "speed_kmh", flat(40),
                                              starts=SPRING)])
    spring = today.on_day("2027-04-01")
    assert (spring.status_of(MISSING), speed(spring, ROAD)) == ("operational", 40)
    assert (spring.changed, spring.notes) == ({MISSING, ROAD}, ())
    assert len(spring.applied) == 2
    back = spring.on_day("2026-11-01")
    assert (back.status, back.applied, back.notes) == (today.status, today.applied, today.notes)
    assert speed(back, ROAD) is None
    autumn = spring.on_day("2027-10-01")
    assert (autumn.status_of(MISSING), speed(autumn, ROAD)) == ("planned", 40)


def test_a_departure_meets_what_holds_when_it_comes_there() -> None:
    nodes = [node("ru-a", 44, 48), node("ru-b", 45, 48), node("ru-c", 46, 48)]
    network = small(nodes, [rail("ru-a", "ru-b", 2400, link_id="long"),
                            rail("ru-b", "ru-c", 100, link_id="shut")])
    # 2,400 km at 50 km/h take 48 hours: the link is reached on the third day.
    shut = Change(("link:shut",), "close", starts=date(2026, 11, 2), ends=date(2026, 11, 10))
    answer = shortest_route(network.as_of("2026-11-01").apply([shut]),
                            Query("ru-a", "ru-c", "time", depart="2026-11-01"))
    assert answer.best is not None
    assert [leg.kind for leg in answer.best.legs] == ["move", "wait", "move"]
    assert answer.best.legs[1].time_h == 7 * 24
    open_again = shortest_route(network.as_of("2026-11-01").apply([shut]),
                                Query("ru-a", "ru-c", "time", depart="2026-11-08"))
    assert open_again.best is not None
    assert open_again.best.count("wait") == 0


def test_gates_are_the_statuses_of_each_day() -> None:
    changes = [OPEN, Change(("corridor:east",), "close", starts=date(2027, 1, 1)),
               Change((f"link:{ROAD}",), "set", "status", status="restricted")]
    today = gap().as_of().apply(changes)
    gates, links = gates_of(today), today.network.links.link_id
    for days in (0, 61, 62, 119, 120, 121, 211, 212, 300):
        on = today.on_day(gates.day(days * DAY))
        assert [gates.status(place, days * DAY) for place in range(len(links))] == list(on.status)


def test_two_values_one_after_the_other_do_not_contradict() -> None:
    slow = Change((f"link:{ROAD}",), "set", "speed_kmh", flat(20), ends=SPRING)
    fast = Change((f"link:{ROAD}",), "set", "speed_kmh", flat(70), starts=SPRING)
    today = gap().as_of().apply([fast, slow])
    assert [speed(day, ROAD) for day in (today, today.on_day("2027-03-01"))] == [20, 70]
    both = refused(slow, replace(fast, starts=date(2027, 2, 28)))
    assert "[S22]" in both[0]


def test_the_same_said_twice_for_times_that_meet_counts_once() -> None:
    double = Change((f"link:{MISSING}",), "set", "length_km", factor=2.0)
    spring = replace(double, starts=SPRING)
    today = gap().as_of().apply([double, spring])
    place = today.network.links.index[MISSING]
    assert [day.length_km[place].value for day in (today, today.on_day(SPRING))] == [324, 324]


def test_added_links_come_and_go() -> None:
    new = Change((), "add", links=(way("ir-rasht", "ir-border", 500),), starts=SPRING, ends=SUMMER)
    grown = gap().as_of().apply([new])
    found = [grown.on_day(day).status_of("ir-rasht-ir-border-road")
             for day in ("2027-02-28", "2027-03-01", "2027-05-31", "2027-06-01")]
    assert found == ["planned", "operational", "operational", "closed"]
    ends = gap().as_of().apply([replace(new, starts=None)])
    assert ends.status_of("ir-rasht-ir-border-road") == "operational"
    assert ends.on_day("2027-06-01").status_of("ir-rasht-ir-border-road") == "closed"


def test_what_is_required_must_carry_traffic_in_the_end() -> None:
    faster = Change(("link:ir-rasht-ir-gulf-rail",), "set", "speed_kmh", flat(90),
                    requires=("corridor:west",), file="a.toml", line=4)
    assert refused(faster) == [
        'a.toml, line 4, key requires: "set speed_kmh of link:ir-rasht-ir-gulf-rail to 90 km/h" '
        f'requires links that carry no traffic on 2026-11-01: "{MISSING}" is planned. Add a '
        "change that opens it. [S28]"]
    assert gap().as_of().apply([faster, Change((GAP,), "open")]).status_of(MISSING) \
        == "operational"
    shut = refused(faster, Change(("link:ru-north-az-astara-rail",), "close"))
    assert '"ru-north-az-astara-rail" is closed. Add a change that opens them.' in shut[0]
    assert '[S21]' in refused(replace(faster, requires=("link:nowhere",)))[0]
    # What does not hold on the day requires nothing.
    gap().as_of().apply([replace(faster, starts=SPRING)])


def test_what_rules_others_out_is_told_with_both_places() -> None:
    alone = Change((GAP,), "open", conflicts=("corridor:east", "node:ir-astara"), file="a.toml",
                   line=4)
    other = Change(("link:tm-east-ir-border-rail",), "set", "length_km", factor=2, file="b.toml",
                   line=9)
    assert refused(other, alone) == [
        f'a.toml, line 4, key conflicts: "open {GAP}" does not go with "set length_km of '
        'link:tm-east-ir-border-rail to 2 times what it is" in b.toml, line 9: it rules out any '
        "other change of tm-east-ir-border-rail. Keep one of the two, or put them into two "
        "variants. [S29]"]
    terminal = Change(("node:ir-astara",), "set", "transfer_h", flat(3))
    assert "any other change of ir-astara." in refused(alone, terminal)[0]
    assert '[S21]' in refused(replace(alone, conflicts=("corridor:north",)))[0]
    gap().as_of().apply([alone, Change(("link:ru-north-az-astara-rail",), "close")])
    gap().as_of().apply([replace(alone, ends=SPRING), replace(other, starts=SPRING)])


def test_facilities_are_added_with_what_they_serve() -> None:
    new = Change((), "add", nodes=(node("ir-new", 50, 34),),
                 links=(way("ir-new", "ir-gulf", 100), rail("ir-new", "ir-rasht", 50),
                        rail("ir-new", "ir-border", 60, (1435,), link_id="standard")),
                 terminals=(Terminal("ir-new", ("rail", "road")),),
                 gauge_changes=(GaugeChange("ir-new", (1520, 1435), "bogie_exchange"),))
    grown = gap().as_of().apply([new])
    answer = shortest_route(grown, Query("ir-gulf", "ir-border", "time", modes={"rail", "road"},
                                         avoid=["link:ir-border-ir-gulf-rail",
                                                "link:ir-rasht-ir-gulf-rail"]))
    assert answer.best is not None
    assert [leg.kind for leg in answer.best.legs] == ["move", "transfer", "move"]
    alone = gap().as_of().apply([Change((), "add", terminals=(
        Terminal("ir-gulf", ("rail", "road")),))])
    assert len(alone.terminals) == 3
    assert alone.applied == ("add a terminal at ir-gulf",)


def test_a_gauge_that_is_set_decides_what_meets_what() -> None:
    today = gap().as_of()
    query = Query("North", "Gulf", modes={"rail"})
    wide = today.apply([Change(("corridor:west",), "set", "gauge_mm", gauges_mm=(1520,)),
                        Change((GAP,), "open")])
    before, after = shortest_route(today, query).best, shortest_route(wide, query).best
    assert before is not None
    assert after is not None
    assert (before.count("gauge_break"), after.count("gauge_break")) == (1, 0)
    both = today.apply([Change((GAP,), "set", "gauge_mm", gauges_mm=(1435, 1520))])
    assert both.network.link(MISSING).gauges_mm == (1435, 1520)
    with pytest.raises(ScenarioError, match=r"gauge_mm: 1400 mm is not a gauge.*\[S24\]"):
        today.apply([Change((GAP,), "set", "gauge_mm", flat(1400))])


def test_an_added_link_across_a_border_gets_its_crossing() -> None:
    new = Change((), "add", links=(way("az-astara", "ir-astara", 12), rail(
        "tm-east", "ir-rasht", 700, link_id="line")))
    free = Change(("border:ir-tm-line",), "set", "fee_usd_per_teu", flat(0))
    grown = gap().as_of().apply([new, free])
    border = grown.network.border("ir-tm-line")
    assert (border.name, border.country_a, border.country_b) == ("East-Rasht", "IR", "TM")
    assert grown.network.links_of_border("az-ir-astara") == (
        "az-astara-ir-astara-rail", "az-astara-ir-astara-road")
    assert not [note for note in grown.network.notes if '"line" crosses' in note.message]
    answer = shortest_route(grown, Query("az-astara", "ir-astara", modes={"road"}))
    assert answer.best is not None
    crossing = answer.best.legs[-1]
    # 10 hours and USD 100 are what the cost model takes of a lorry at a border.
    assert (crossing.border_id, crossing.time_h, crossing.cost_usd_per_teu) == \
        ("az-ir-astara", 10, 100)
