"""What hurts when it closes, on the bundled network and where the question is wrong."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from toys import gap, node, small, way

import corridors as co
from corridors.analysis.critical import Critical, critical
from corridors.analysis.default_pairs import DEFAULT_PAIRS, default_pairs
from corridors.analysis.interdict import interdict
from corridors.analysis.separate import separate
from corridors.analysis.two_losses import TwoLosses, two_losses
from corridors.errors import PlaceError, QueryError
from corridors.model.closable import closables
from corridors.model.leg import UNITS
from corridors.reports.closing_text import bridges_text, separation_text
from corridors.reports.critical_json import bridges_json, critical_json, separation_json
from corridors.reports.critical_text import critical_text
from corridors.reports.interdiction_words import interdiction_text
from corridors.routing.variants import variant_totals


@cache
def today() -> co.Snapshot:
    return co.load().as_of()


@cache
def found() -> Critical:
    return critical(today(), default_pairs(today().network))


@cache
def both() -> TwoLosses:
    return two_losses(today(), default_pairs(today().network))


def closed(*links: str) -> co.Snapshot:
    return today().apply([co.Change(tuple(f"link:{link}" for link in links), "close")])


def test_losses_on_the_bundled_network_are_those_of_really_closed_links() -> None:
    pairs = default_pairs(today().network)
    chance = random.Random(5)
    chosen = [*found().losses[:5], *chance.sample(found().losses, 25)]
    rows = list(variant_totals(today(), (closed(*loss.links) for loss in chosen), pairs.queries))
    for loss, row in zip(chosen, rows, strict=True):
        told = {felt.pair: felt.after for felt in loss.pairs}
        assert row == tuple(told.get(pair, before) for pair, before in enumerate(found().base))


def test_what_is_not_told_changes_nothing() -> None:
    pairs = default_pairs(today().network)
    told = {loss.key for loss in found().of("link")}
    silent = [thing.key for thing in closables(today(), ["link"]) if thing.key not in told]
    assert len(silent) == found().considered["link"] - len(told)
    chosen = random.Random(6).sample(silent, 15)
    for row in variant_totals(today(), (closed(link) for link in chosen), pairs.queries):
        assert row == found().base


def test_two_links_on_the_bundled_network_do_what_both_really_closed_do() -> None:
    pairs = default_pairs(today().network)
    chance = random.Random(7)
    links = [loss.key for loss in found().of("link")]
    couples = [chance.sample(links, 2) for _ in range(15)]
    couples += [[two.first.key, two.second.key]
                for two in (*both().worst[:8], *both().worst_beyond[:8])]
    for couple, row in zip(couples, variant_totals(
            today(), (closed(*couple) for couple in couples), pairs.queries), strict=True):
        cut = sum(after is None for after in row)
        added = sum(after - (before or 0) for after, before in
                    zip(row, found().base, strict=True) if after is not None)
        assert both().of(couple[0], couple[1]) == (
            cut, pytest.approx(added / len(pairs) / UNITS["distance"]))


def test_any_two_links_are_counted() -> None:
    count = found().considered["link"]
    assert both().considered == count * (count - 1) // 2
    assert both().single == len(found().of("link"))
    assert both().matter > both().beyond > both().cutting > 0
    for two in both().worst_beyond:
        assert two.beyond
    cutting = [two for two in both().worst_beyond if two.cut_only_together]
    assert cutting
    assert cutting[0].together.cut == (10, 11, 17)


@pytest.mark.parametrize("kind", ["border", "country"])
def test_the_worst_two_on_the_bundled_network_are_the_worst_of_all(kind: str) -> None:
    pairs = default_pairs(today().network)
    worst = interdict(today(), pairs, 2, [kind])
    things = [loss.things[0] for loss in found().of(kind)]
    names = today().network.links.link_id
    sets = [closed(*{names[link] for thing in couple for link in thing.links})
            for couple in combinations(things, 2)]
    ranked = [(sum(after is None for after in row),
               sum(after - (before or 0) for after, before in zip(row, found().base, strict=True)
                   if after is not None))
              for row in variant_totals(today(), sets, pairs.queries)]
    # Two that matter only together need not be bad alone: the best found is never below.
    most = max(ranked)
    mine = (worst.loss.cut_weight, worst.loss.mean_added * len(pairs) * UNITS["distance"])
    assert mine >= (most[0], pytest.approx(most[1], abs=1)) or mine == pytest.approx(most)
    assert (worst.bound_cut_weight, worst.bound_mean_added) == \
        (worst.loss.cut_weight, worst.loss.mean_added)


def test_a_programme_proves_the_same_on_the_bundled_network() -> None:
    query = co.Query("Tashkent", "Poti", "time")
    ours = interdict(today(), query, 2, ["border"])
    theirs = interdict(today(), query, 2, ["border"], method="milp")
    assert ours.loss.things == theirs.loss.things
    assert ours.bound_mean_added == theirs.bound_mean_added == 23.751


def test_a_pair_that_begins_where_a_node_closes_is_cut_off() -> None:
    snapshot = gap().as_of()
    losses = critical(snapshot, co.Query("ru-north", "ir-gulf", modes={"rail"}))
    for kind, key in (("node", "ru-north"), ("country", "RU"), ("country", "IR")):
        loss = losses.loss(kind, key)
        assert loss is not None
        assert loss.cut == (0,)
    assert losses.loss("node", "ir-rasht") is None
    assert losses.base == (3500000,)


def test_pairs_without_a_route_have_none_to_lose() -> None:
    snapshot = small([node("az-a", 40), node("az-b", 41), node("az-c", 42)],
                     [way("az-a", "az-b", 10)]).as_of()
    lost = critical(snapshot, [co.Query("az-a", "az-c"), co.Query("az-a", "az-b"),
                               co.Query("az-a", "az-a")])
    assert lost.base == (None, 10000, 0)
    assert lost.without_route == (0,)
    assert [loss.cut for loss in lost.of("link")] == [(1,)]
    assert "none to lose: A–C" in critical_text(lost)


def test_weights_decide_what_is_worst() -> None:
    snapshot = small([node(f"az-{name}", 40 + at) for at, name in enumerate("abcd")],
                     [way("az-a", "az-b", 10), way("az-c", "az-d", 10)]).as_of()
    queries = co.Query("az-a", "az-b"), co.Query("az-c", "az-d")
    for weights, worst in (((1.0, 2.5), "az-c-az-d-road"), ((3.0, 2.5), "az-a-az-b-road")):
        lost = critical(snapshot, co.Pairs(queries, weights), ["link"])
        assert lost.losses[0].key == worst
        assert lost.losses[0].cut_weight == max(weights)
        assert interdict(snapshot, co.Pairs(queries, weights), 1).loss.things[0].key == worst


def test_a_penalty_makes_a_long_way_round_worse_than_a_cut() -> None:
    snapshot = small([node(f"az-{name}", 40 + at) for at, name in enumerate("abcd")],
                     [way("az-a", "az-b", 10), way("az-c", "az-d", 10),
                      way("az-c", "az-d", 900, link_id="round")]).as_of()
    queries = [co.Query("az-a", "az-b"), co.Query("az-c", "az-d")]
    first = interdict(snapshot, queries, 1)
    assert first.loss.cut == (0,)
    weighed = interdict(snapshot, co.Pairs(tuple(queries), (1.0, 2.0)), 1, penalty=1000)
    assert weighed.loss.longer == (1,)
    assert weighed.bound_mean_added == pytest.approx(2 * 890 / 3)
    assert (weighed.penalty, weighed.bound_cut_weight) == (1000, 0)


def test_more_closures_than_do_harm_are_not_named() -> None:
    snapshot = small([node("az-a", 40), node("az-b", 41)], [way("az-a", "az-b", 10)]).as_of()
    worst = interdict(snapshot, co.Query("az-a", "az-b"), 3)
    assert len(worst.loss.things) == 1
    assert "3 closures do no more harm" in " ".join(interdiction_text(worst).split())
    idle = interdict(snapshot, co.Query("az-a", "az-a"), 2)
    assert idle.loss.things == ()
    assert "No 2 closures of 1 candidates do any harm" in interdiction_text(idle)


def test_regions_are_separated_by_few_closures_and_no_fewer() -> None:
    rail = co.Query("", "", modes={"rail"})
    cut = separate(today(), "group:baltic-ports", "group:gulf-ports", rail, ["border"])
    assert [[thing.key for thing in things] for things in cut.sets] == [
        ["ir-tm-incheh-borun", "ir-tm-sarakhs"],
        ["kz-tm-bolashak-serhetyaka", "tm-uz-farap-khodjadavlet"]]
    assert (cut.closures, cut.apart, cut.complete) == (2, 2, True)
    assert "there are 2 ways that have nothing in common" in " ".join(
        separation_text(cut).split())
    made = separation_json(cut)
    assert (made["closures"], len(made["from"]), made["complete"]) == (2, 10, True)
    none = separate(today(), "group:baltic-ports", "group:gulf-ports", None, ["border"])
    assert none.closures is None
    assert "No closing separates them" in separation_text(none)
    apart = separate(gap().as_of(), "az-astara", "ir-rasht", co.Query("", "", modes={"rail"}),
                     ["country:TM"])
    assert apart.closures == 1
    island = small([node("az-a", 40), node("az-b", 41), node("az-c", 42)],
                   [way("az-a", "az-b", 10)]).as_of()
    assert separate(island, "az-a", "az-c").closures == 0
    assert "no route to each other as things are" in separation_text(
        separate(island, "az-a", "az-c"))


def test_bridges_say_what_they_cut_off() -> None:
    lost = co.bridges(today(), co.Query("", "", modes={"road"}))
    assert lost.bridges[0].link_id == "ir-tehran-ir-qom-road"
    assert "ir-bandar-abbas" in lost.bridges[0].places
    assert "The worst is Tehran–Qom (road, 135 km)" in bridges_text(lost)
    assert bridges_json(lost)["bridges"][0]["od_pairs_lost"] == lost.bridges[0].lost


def test_texts_and_objects_say_the_same() -> None:
    whole = replace(found(), two=both(),
                    interdiction=interdict(today(), default_pairs(today().network), 1))
    said = critical_text(whole)
    assert "Moscow–Bandar Abbas" in said
    assert "pairs of links" in said
    made = json.loads(json.dumps(critical_json(whole), allow_nan=False))
    assert made["two"]["matter"] == both().matter
    assert made["interdiction"]["things"] == [{"kind": "link", "id": "fi-helsinki-fi-kouvola-rail"}]
    first = made["losses"][0]
    assert first["pairs"][0]["after_distance_km"] is None
    assert first["pairs_cut_off"] == len(found().losses[0].cut)


def test_frames_hold_everything() -> None:
    frame = co.to_frames(found())
    assert len(frame) == len(found().losses)
    assert {"kind", "id", "mean_added_distance_km"} <= set(frame.columns)
    two = co.to_frames(both())
    assert len(two) == len({one.together.things for one in (*both().worst, *both().worst_beyond)})
    assert two["more_than_both_added_up"].any()
    worst = interdict(today(), default_pairs(today().network), 2)
    assert list(co.to_frames(worst)["state"]) == ["cut off"] * 3
    cut = separate(gap().as_of(), "ru-north", "ir-gulf")
    assert len(co.to_frames(cut)) == sum(map(len, cut.sets))
    assert len(co.to_frames(co.bridges(gap().as_of(), co.Query("", "", modes={"rail"})))) > 0


def test_results_show_themselves() -> None:
    worst = interdict(today(), default_pairs(today().network), 1)
    cut = separate(gap().as_of(), "ru-north", "ir-gulf")
    for what, words in ((found(), "OD pairs: 20"), (both(), "more than both added up"),
                        (worst, "at most 1 of 766"), (cut, "separate 1 from 1 places"),
                        (co.bridges(gap().as_of()), "cut places off")):
        assert words in repr(what)
        assert what._repr_html_().startswith("<table>")


@pytest.mark.parametrize(("of", "said"), [
    (["lnk"], '"lnk" is nothing that can be closed as one. Did you mean "link"'),
    ([], "nothing to close is given")])
def test_kinds_that_there_are_not_are_refused(of: list[str], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        critical(today(), co.Query("Baku", "Poti"), of)


@pytest.mark.parametrize(("candidates", "said"), [
    (["link:nonesuch"], "There is no link"), (["border:x*"], "matches nothing"),
    (["link:az-gyumri-nonesuch", "country:XX"], "country"),
    (["link:ir-astara-ir-rasht-rail"], "nothing that is open can be closed")])
def test_candidates_that_there_are_not_are_refused(candidates: list[str], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        interdict(today(), co.Query("Baku", "Poti"), 1, candidates)


def test_pairs_of_several_criteria_are_refused() -> None:
    queries = [co.Query("Baku", "Poti"), co.Query("Baku", "Poti", "time")]
    with pytest.raises(QueryError, match="best by distance and by time: what they take more"):
        critical(today(), queries)


@pytest.mark.parametrize(("most", "options", "said"), [
    (0, {}, "0 is not how many things"), (5, {}, "5 is not how many things"),
    (1, {"method": "brute"}, "is no way to find the worst set"),
    (1, {"method": "milp"}, "milp weighs several OD pairs only with a penalty"),
    (1, {"penalty": -3}, "-3 is no penalty"),
    (1, {"penalty": float("inf")}, "inf is no penalty")])
def test_a_worst_set_that_cannot_be_looked_for_is_refused(most: int, options: dict[str, object],
                                                          said: str) -> None:
    queries = [co.Query("Baku", "Poti"), co.Query("Baku", "Tbilisi")]
    with pytest.raises(QueryError, match=said):
        interdict(today(), queries, most, **options)  # type: ignore[arg-type]


def test_a_place_is_not_separated_from_itself() -> None:
    with pytest.raises(QueryError, match="Poti cannot be separated from itself"):
        separate(today(), ["Poti", "Baku"], "group:black-sea-ports")


def test_a_link_that_carries_nothing_is_no_loss() -> None:
    with pytest.raises(PlaceError, match='"ir-astara-ir-rasht-rail" is no link that carries'):
        both().of("ir-astara-ir-rasht-rail", "az-baku-az-alat-road")


def test_without_pairs_the_usual_ones_are_asked_where_there_are_such_places() -> None:
    assert len(DEFAULT_PAIRS) == len(set(DEFAULT_PAIRS)) == 20
    assert len(critical(today(), of=["country"]).pairs) == 20
    with pytest.raises(QueryError, match="lacks places of the usual ones: Saint Petersburg"):
        critical(gap().as_of())
