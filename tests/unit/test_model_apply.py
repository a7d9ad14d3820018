"""Changes: all at once, in any order, and none that contradicts the base or another."""

from __future__ import annotations

from datetime import date

import pytest
from toys import flat, gap, node, rail, way

from corridors.errors import ScenarioError
from corridors.model.query import Query
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.spread import Spread
from corridors.routing.solve import shortest_route

GAP = "link:ir-astara-ir-rasht-rail"
OPEN = Change((GAP,), "open", expects="planned")


def refused(*changes: Change) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        gap().as_of().apply(changes)
    return [str(problem) for problem in caught.value.problems]


def test_opening_changes_one_link_and_says_so() -> None:
    today = gap().as_of()
    opened = today.apply([OPEN])
    assert opened.status_of("ir-astara-ir-rasht-rail") == "operational"
    assert today.status_of("ir-astara-ir-rasht-rail") == "planned"
    assert opened.changed == {"ir-astara-ir-rasht-rail"}
    assert opened.applied == (f"open {GAP}",)


def test_order_does_not_matter_and_twice_is_once() -> None:
    close = Change(("corridor:east",), "close")
    one, other = (gap().as_of().apply(order) for order in ([OPEN, close], [close, OPEN, close]))
    assert one.status == other.status
    assert one.applied == other.applied


def test_contradictions_name_both_lines() -> None:
    said = refused(Change((GAP,), "open", file="a.toml", line=3),
                   Change(("corridor:west",), "close", file="a.toml", line=9))
    assert said == ['a.toml, line 9, key select: "close corridor:west" contradicts "open '
                    f'{GAP}" in line 3: both set status of ir-astara-ir-rasht-rail. Keep one of '
                    "the two, or put them into two variants. [S22]"]
    length = [Change((GAP,), "set", "length_km", value=flat(km)) for km in (150, 170)]
    assert "[S22]" in refused(*length)[0]


def test_what_is_expected_must_be_so() -> None:
    said = refused(Change((GAP,), "open", expects="closed"))
    assert said == ['key expects: "ir-astara-ir-rasht-rail" is planned on 2026-11-01, not closed. '
                    'Write expects = "planned", or look at the date. [S23]']


@pytest.mark.parametrize(("change", "sentence"), [
    (Change(("link:ir-astara-ir-rash-rail",)), 'There is no link "ir-astara-ir-rash-rail". '
                                               'Did you mean "ir-astara-ir-rasht-rail"'),
    (Change(("country:XX",)), 'There is no country "XX"'),
    (Change(("Rasht",)), '"Rasht" does not say what is meant. Write one of country:'),
    (Change(("link:zz*",)), '"link:zz*" matches nothing'),
    (Change(("border:ru-az-samur",), "set", "length_km", value=Spread(1, 1, -1)),
     "1 does not fit length_km"),
    (Change((GAP,), "openn"), '"openn" is not an action. Did you mean "open"?'),
    (Change((GAP,), "set", "lenght_km", value=flat(1)), 'Did you mean "length_km"?'),
    (Change((GAP,), "set", "status", status="shut"), '"shut" is not a status'),
    (Change((GAP,), "set", "length_km"), "length_km needs a value or a factor"),
    (Change((GAP,), "set", "speed_kmh", value=flat(0)), "0 does not fit speed_kmh"),
    (Change((GAP,), "set", "speed_kmh", value=Spread(60, 50, 70)), "50 does not fit speed_kmh"),
    (Change((GAP,), "set", "length_km", value=flat(1e300)), "from 0 to 40000 km"),
    (Change((GAP,), "set", "length_km", factor=-1), "cannot be multiplied by -1"),
    (Change((GAP,), "set", "speed_kmh", factor=0), "cannot be multiplied by 0"),
    (Change((GAP,), "open", "length_km", value=flat(1)), "open takes no field and no value"),
    (Change(("border:az-ir-astara",), "set", "dwell_h", value=flat(1), expects="closed"),
     '"az-astara-ir-astara-rail" is operational on 2026-11-01, not closed'),
    (Change(("node:ir-border",), "set", "transfer_h", value=flat(3)),
     '"ir-border" has no terminal'),
    (Change(("node:ir-rasht",), "set", "gauge_change_h", value=flat(3)),
     '"ir-rasht" has no gauge change'),
    (Change((GAP,), "set", "dwell_h", value=flat(3)), "crosses no border"),
    (Change(("node:ir-gulf",), "set", "transfer_h", value=flat(3)), "has no terminal"),
    (Change(("country:RU",), "set", "gauge_change_h", value=flat(3)),
     '"country:RU" has no gauge change. Choose something that has.'),
    (Change(("link:ir-astara-ir-rasht-road",), "set", "gauge_mm", value=flat(1435)),
     '"link:ir-astara-ir-rasht-road" has no railway'),
    (Change((GAP,), "set", "gauge_mm", factor=2), "gauge_mm needs whole mm, such as 1435 or 1520"),
    (Change((GAP,), "set", "gauge_mm", gauges_mm=(1435,), starts=date(2027, 1, 1)),
     "a gauge cannot be set for a time"),
    (Change((GAP,), "set", "capacity_mt_per_year", factor=2),
     f"no capacity is known of {GAP}: there is nothing to multiply"),
    (Change(("mode:air",)), 'There is no mode "air". Use one of: ferry, inland_waterway, rail'),
    (Change(("tag:raiway",)), 'There is no tag "raiway"'),
    (Change(("status:shut",)), 'There is no status "shut"'),
    (Change(("mode:sea",)), '"mode:sea" has no links'),
    (Change(("mode:road & country:TM",)), '"mode:road & country:TM" picks nothing: no link is all'),
    (Change(("mode:rail & Iran",)), 'There is no mode "rail & Iran"'),
    (Change((GAP,), starts=date(2027, 1, 1), ends=date(2027, 1, 1)),
     "from 2027-01-01 until 2027-01-01, which is no day"),
    (Change((), "open"), "nothing is selected"),
    (Change((), "add"), "there is nothing to add"),
    (Change((GAP,), "open", expects="plannd"), '"plannd" is not a status'),
    (Change((), "add", links=(rail("ir-gulf", "ir-nowhere", 5),)), 'There is no node "ir-nowhere"'),
])
def test_a_change_that_cannot_be_made_is_named(change: Change, sentence: str) -> None:
    assert sentence in " ".join(refused(change))


def test_dwell_is_set_for_a_border_or_for_one_link() -> None:
    today = gap().as_of()
    query = Query("North", "Gulf", by="time", modes={"rail"})
    halved = today.apply([Change(("border:*",), "set", "dwell_h", factor=0.5)])
    before, after = (shortest_route(s, query).best for s in (today, halved))
    assert before is not None
    assert after is not None
    # Only one of the two borders on the way has figures of its own.
    assert before.time_h - after.time_h == 12
    one = today.apply([Change(("link:tm-east-ir-border-rail",), "set", "dwell_h", value=flat(0))])
    assert {c.link_id for c in one.charges if c.dwell_h == flat(0)} == {"tm-east-ir-border-rail"}
    fees = today.apply([Change(("border:az-ir-astara",), "set", "fee_usd_per_teu",
                               value=flat(9))])
    assert sum(c.fee_usd_per_teu == flat(9) for c in fees.charges) == 2


def test_handling_hours_and_link_figures_can_be_set() -> None:
    changed = gap().as_of().apply([
        Change(("node:ir-border",), "set", "gauge_change_h", value=flat(2)),
        Change(("node:ir-astara",), "set", "transfer_h", value=flat(3)),
        Change((GAP,), "set", "length_km", factor=2), Change((GAP,), "set", "speed_kmh",
                                                              value=flat(80))])
    assert [c.hours for c in changed.gauge_changes] == [None, flat(2)]
    assert [t.hours for t in changed.terminals] == [flat(3), None]
    place = changed.network.links.index["ir-astara-ir-rasht-rail"]
    assert changed.length_km[place] == Spread(304, 324, 340)
    assert changed.speed_kmh[place] == 80


def test_added_links_are_routed_on() -> None:
    new = Change((), "add", nodes=(node("ir-new", 50, 33),),
                 links=(way("ir-astara", "ir-new", 100), way("ir-new", "ir-rasht", 20)))
    grown = gap().as_of().apply([new, OPEN])
    answer = shortest_route(grown, Query("ir-astara", "New"))
    assert answer.best is not None
    assert answer.best.distance_km == 100
    assert grown.network.version != gap().version
    later = gap().as_of().apply([OPEN]).apply([new])
    assert (later.status, later.applied) == (grown.status, grown.applied)


def test_faults_of_all_kinds_are_told_at_once() -> None:
    said = refused(Change((GAP,), "set", "length_km", factor=-1), Change(("link:nowhere",)),
                   Change((GAP,), "open", expects="closed"),
                   Change(("node:ir-gulf",), "set", "gauge_change_h", factor=0.5),
                   Change(("node:ir-rasht",), "set", "gauge_change_h", factor=0.5),
                   Change((), "add", links=(rail("ir-gulf", "ir-nowhere", 5),)))
    assert len(said) == 6


def test_a_change_without_effect_is_noted() -> None:
    notes = gap().as_of().apply([Change(("link:ru-north-tm-east-rail",), "open")]).notes
    assert [str(note) for note in notes] == [
        'key select: "ru-north-tm-east-rail" is operational already. [S26]']


def test_a_variant_is_named_where_there_are_several() -> None:
    scenario = Scenario("two", "Two", (Variant("a", changes=(OPEN,)), Variant("b")))
    with pytest.raises(ScenarioError, match=r'"two" has 2 variants\. Say which: a, b'):
        gap().as_of().apply(scenario)
    with pytest.raises(ScenarioError, match='no variant "c"'):
        gap().as_of().apply(scenario, "c")
    assert gap().as_of().apply(scenario, "a").scenario == "two/a"


def test_a_variant_with_its_own_date_needs_an_unchanged_snapshot() -> None:
    later = Scenario("later", "Later", (Variant("a", on=gap().reference_date.replace(year=2030)),))
    assert gap().as_of().apply(later).on.year == 2030
    with pytest.raises(ScenarioError, match="has a date of its own"):
        gap().as_of().apply([OPEN]).apply(later)
