"""Laws of what a scenario sets: in any order, once or twice, and as if the data had said so."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from random_networks import random_network
from toys import costs, flat

from corridors.model.change import Change
from corridors.model.fields import FIELDS, FIGURES
from corridors.model.network import Network
from corridors.model.records import BorderCharge, GaugeChange, Link, Terminal
from corridors.model.restriction import Selector
from corridors.model.selection import selected_charges, selected_links, selected_nodes
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.model.tables import Tables
from corridors.routing.pricing import pricing
from corridors.routing.recorded import recorded
from corridors.routing.states import ACCESS, GAUGE_BREAK, MOVE, TRANSFER, state_graph
from corridors.routing.weights import weigh

SEEDS = st.integers(0, 10**9)
BY = ("distance", "time", "cost", "co2")
SPEED = {"rail": 50, "road": 60, "sea": 25}
TARIFF = {"rail": 0.02, "road": 0.05, "sea": 0.004}
CO2 = {"rail": 25, "road": 90, "sea": 8}


def selectors(network: Network, chance: random.Random) -> list[str]:
    found = ["country:IR", "country:AZ", "mode:rail", "mode:road", "mode:sea & country:IR",
             "status:operational", "status:planned", "tag:two-gauges", "tag:one-way",
             "border:a-border", "mode:rail & status:closed", "link:*", "node:*"]
    found += [f"link:{link}" for link in network.links.link_id]
    return chance.sample(found, min(len(found), 6))


def things(snapshot: Snapshot, text: str, field: str) -> tuple[str, ...]:
    kind, selector = FIELDS[field].kind, Selector.parse(text)
    if kind == "node":
        return selected_nodes(snapshot, selector, field)[0]
    find = selected_links if kind == "link" else selected_charges
    return find(snapshot, selector)[0]


def random_changes(snapshot: Snapshot, chance: random.Random, *, factors: bool = True
                   ) -> list[Change]:
    """Changes that can be made, and that do not contradict each other."""
    made, taken = [], set[tuple[str, str]]()
    for text in selectors(snapshot.network, chance):
        for field in chance.sample(FIGURES, 3):
            keys = {(field, key) for key in things(snapshot, text, field)}
            if not keys or keys & taken or field == "capacity_mt_per_year":
                continue
            taken |= keys
            factor = chance.choice((0.5, 1, 1.25, 2, 3)) if factors and chance.random() < 0.5 \
                else None
            low, value, high = sorted(chance.choice((1, 2, 2.5, 7, 40)) for _ in range(3))
            made.append(Change((text,), "set", field, None if factor else
                               Spread(low, value, high), factor))
    return made


def all_weights(snapshot: Snapshot) -> list[Sequence[int]]:
    return [weigh(snapshot, costs(), by) for by in BY]


def drawn(seed: int) -> tuple[Snapshot, random.Random]:
    chance = random.Random(seed)
    return random_network(chance).as_of(), chance


@given(SEEDS)
def test_order_never_matters_and_twice_is_once(seed: int) -> None:
    today, chance = drawn(seed)
    changes = random_changes(today, chance)
    once = today.apply(changes)
    again = today.apply(chance.sample(changes, len(changes)) + changes)
    for name in ("status", "length_km", "speed_kmh", "charges", "terminals", "gauge_changes",
                 "figures", "settings", "changed", "applied"):
        assert getattr(once, name) == getattr(again, name)
    assert all_weights(once) == all_weights(again)


@given(SEEDS)
def test_a_factor_of_one_changes_nothing(seed: int) -> None:
    today, chance = drawn(seed)
    before = all_weights(today)
    changes = [replace(change, value=None, factor=1.0)
               for change in random_changes(today, chance)]
    same = today.apply(changes)
    assert (same.figures, same.changed) == ({}, frozenset())
    assert all(one is other for one, other in zip(all_weights(same), before, strict=True))


@given(SEEDS)
def test_factors_multiply_and_a_value_set_later_stands(seed: int) -> None:
    today, chance = drawn(seed)
    for change in random_changes(today, chance)[:3]:
        by_two, by_four = (replace(change, value=None, factor=times) for times in (2.0, 4.0))
        assert all_weights(today.apply([by_two]).apply([by_two])) \
            == all_weights(today.apply([by_four]))
        value = replace(change, value=flat(8.0), factor=None)
        double = replace(change, value=flat(16.0), factor=None)
        assert all_weights(today.apply([by_two]).apply([value])) \
            == all_weights(today.apply([value]))
        assert all_weights(today.apply([value]).apply([by_two])) \
            == all_weights(today.apply([double]))


@given(SEEDS)
def test_weights_are_those_of_a_network_that_says_so(seed: int) -> None:
    """The oracle of what data can say: a network built anew with the figures of the scenario."""
    today, chance = drawn(seed)
    changes = [change for change in random_changes(today, chance, factors=False)
               if not change.field.startswith(("tariff", "toll", "co2"))]
    set_here = {(change.field, key): change.value for change in changes
                for text in change.select for key in things(today, text, change.field)}
    # A speed of the data has no range.
    changes = [replace(change, value=flat(change.value.value))
               if change.field == "speed_kmh" and change.value else change for change in changes]
    assert all_weights(today.apply(changes)) == all_weights(built_anew(today, set_here).as_of())


def built_anew(today: Snapshot, set_here: dict[tuple[str, str], Spread | None]) -> Network:
    network = today.network

    def of_link(link: Link) -> Link:
        speed = set_here.get(("speed_kmh", link.link_id))
        return replace(link, length_km=set_here.get(("length_km", link.link_id)) or link.length_km,
                       speed_kmh=speed.value if speed else link.speed_kmh)

    def of_charge(charge: BorderCharge) -> BorderCharge:
        return replace(
            charge, dwell_h=set_here.get(("dwell_h", charge.link_id)) or charge.dwell_h,
            fee_usd_per_teu=set_here.get(("fee_usd_per_teu", charge.link_id))
            or charge.fee_usd_per_teu)

    def of_terminal(one: Terminal) -> Terminal:
        return replace(one, hours=set_here.get(("transfer_h", one.node_id)) or one.hours,
                       fee_usd_per_teu=set_here.get(("transfer_fee_usd_per_teu", one.node_id))
                       or one.fee_usd_per_teu)

    def of_gauge_change(one: GaugeChange) -> GaugeChange:
        fee = set_here.get(("gauge_change_fee_usd_per_teu", one.node_id))
        return replace(one, hours=set_here.get(("gauge_change_h", one.node_id)) or one.hours,
                       fee_usd_per_teu=fee or one.fee_usd_per_teu)

    charged = {charge.link_id for charge in network.charges}
    new = [BorderCharge("a-border", link, forward, set_here.get(("dwell_h", link)),
                        set_here.get(("fee_usd_per_teu", link)), assumed=False)
           for link in sorted({key for field, key in set_here
                               if FIELDS[field].kind == "border"} - charged)
           for forward in (True, False)]
    return Network.build(Tables(
        network.nodes.records, [of_link(link) for link in network.links.records],
        borders=network.borders, charges=[*map(of_charge, network.charges), *new],
        terminals=[of_terminal(one) for one in network.terminals],
        gauge_changes=[of_gauge_change(one) for one in network.gauge_changes],
        title=network.title, reference_date=network.reference_date, costs=network.costs))


@given(SEEDS)
def test_weights_are_what_the_formulas_say(seed: int) -> None:
    """The oracle of what the cost model says: each figure looked up, set and put in by hand."""
    today, chance = drawn(seed)
    changes = random_changes(today, chance)
    changed = today.apply(changes)
    said = {(change.field, key): change for change in changes for text in change.select
            for key in things(today, text, change.field)}

    def held(field: str, key: str, present: float) -> float:
        change = said.get((field, key))
        if change is None:
            return present
        return change.value.value if change.value else present * (change.factor or 0)

    network, prices = today.network, pricing(changed, costs())
    for arc in state_graph(network).arcs:
        if arc.kind == ACCESS:
            continue
        new = {by: prices.weight(arc, by) for by in BY}
        if arc.kind == MOVE:
            assert new == moved(network, arc.record, arc.forward, held)
        else:
            rows: Sequence[Terminal | GaugeChange] = network.terminals \
                if arc.kind == TRANSFER else network.gauge_changes
            row, name = rows[arc.record], "transfer" if arc.kind == TRANSFER else "gauge_change"
            hours, fee = row.hours or flat(24), row.fee_usd_per_teu or flat(0)
            assert arc.kind == GAUGE_BREAK or row.hours is not None
            assert new["time"] == round(1000 * held(f"{name}_h", row.node_id, hours.value))
            assert new["cost"] == round(100 * held(f"{name}_fee_usd_per_teu", row.node_id,
                                                   fee.value))


def moved(network: Network, place: int, forward: bool, held: object) -> dict[str, int]:
    assert callable(held)
    link, key = network.links.records[place], network.links.link_id[place]
    km = held("length_km", key, link.length_km.value)
    day = 12 / 24 if link.mode == "road" else 1
    hours = km / (held("speed_kmh", key, SPEED[link.mode]) * day)
    usd = km * held("tariff_usd_per_teu_km", key, TARIFF[link.mode] * 10) \
        + held("toll_usd_per_teu", key, 0)
    grams = km * held("co2_g_per_tkm", key, CO2[link.mode]) * 10
    found = {"distance": round(1000 * km), "time": round(1000 * hours), "cost": round(100 * usd),
             "co2": round(grams)}
    own = {(one.link_id, one.forward): one for one in network.charges}.get((key, forward))
    ends = {link.from_node_id[:2], link.to_node_id[:2]}
    if own is not None or (len(ends) > 1 and link.mode != "sea"):
        waits = {"rail": 20, "road": 10}[link.mode] if own is None else own.dwell_h.value
        pays = 100 if own is None else own.fee_usd_per_teu.value
        found["time"] += round(1000 * held("dwell_h", key, waits))
        found["cost"] += round(100 * held("fee_usd_per_teu", key, pays))
    return found


@given(SEEDS)
def test_the_record_says_exactly_what_differs(seed: int) -> None:
    today, chance = drawn(seed)
    changes = random_changes(today, chance)
    links = [link for link in today.network.links.link_id if chance.random() < 0.3]
    changes += [Change((f"link:{link}",), chance.choice(("open", "close"))) for link in links]
    made = today.apply(changes)
    record = {(one.field, one.key): one for one in recorded(made, costs())}
    assert {key for field, key in record if field == "status"} == {
        link for link in links if made.status_of(link) != today.status_of(link)}
    bare, index = pricing(today, costs()), today.network.links.index
    for change in changes:
        for key in things(today, change.select[0], change.field) if change.field else ():
            one = record.get((change.field, key))
            old = today.length_km[index[key]] if change.field == "length_km" else \
                bare.rates.unset(change.field, index[key]) \
                if FIELDS[change.field].kind == "link" else None
            new = None if old is None else change.value or old.scaled(change.factor or 0)
            if one is None:
                assert new == old
            elif old is not None:
                assert (one.old, one.new, one.change) == (old, new, change)
            elif change.value is None and one.old is not None:
                assert isinstance(one.old, Spread)
                assert one.new == one.old.scaled(change.factor or 0)
    # What the record says, said again, gives the same network.
    again = [Change((f"{'node' if one.kind == 'node' else 'link'}:{one.key}",), "set", one.field,
                    one.new if isinstance(one.new, Spread) else None,
                    status=one.new if isinstance(one.new, str) else "")
             for one in record.values()]
    said = today.apply(again)
    assert said.status == made.status
    assert said.changed <= made.changed
    # Of several terminals at a node each has its own figure: one value cannot say them all.
    if not any(one.part for one in record.values()):
        assert all_weights(said) == all_weights(made)
    assert (today.record, recorded(today, costs())) == ((), ())


@given(SEEDS)
def test_another_day_is_that_day_with_the_changes(seed: int) -> None:
    today, chance = drawn(seed)
    days = [today.on + timedelta(days=chance.randint(-40, 40)) for _ in range(4)]
    changes = []
    for change in random_changes(today, chance):
        starts, ends = sorted(chance.sample(range(-40, 40), 2))
        changes.append(change if "status:" in change.select[0] else replace(
            change, starts=today.on + timedelta(days=starts) if chance.random() < 0.7 else None,
            ends=today.on + timedelta(days=ends) if chance.random() < 0.7 else None))
    made = today.apply(changes)
    for day in days:
        moved, fresh = made.on_day(day), today.network.as_of(day).apply(changes)
        held = [change for change in changes if change.holds_on(day)]
        only = today.network.as_of(day).apply(held)
        for name in ("status", "length_km", "charges", "terminals", "gauge_changes", "figures",
                     "changed", "applied"):
            assert getattr(moved, name) == getattr(fresh, name) == getattr(only, name)
        assert all_weights(moved) == all_weights(only)
        assert moved.on_day(today.on).figures == made.figures
