"""What scenario files say beyond one variant and one query: read, put together, resolved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from toys import gap

from corridors import Change, Query, Scenario, Spread, effects_of, load, load_scenario, picturing
from corridors.analysis.effects import Effects
from corridors.cli import main
from corridors.errors import InputError, ScenarioError
from corridors.io.check import check
from corridors.io.scenario_files import network_for
from corridors.model.asked_pairs import resolved
from corridors.model.network import Network
from corridors.study import run_study

QUERY = '[[query]]\norigin = "North"\ndestination = "Gulf"\n'
HEAD = f'title = "Gap"\n{QUERY}'
OPEN = """
[[variant]]
name = "open"
title = "Open"
[[variant.change]]
action = "open"
select = "link:ir-astara-ir-rasht-rail"
reason = "built"
"""
QUICK = """
[[variant]]
name = "quick"
title = "Quick border"
[[variant.change]]
action = "set"
select = "border:az-ir-astara"
field = "dwell_h"
factor = 0.5
"""
NEW = """
[[variant]]
name = "new"
[[variant.change]]
action = "add"
reason = "first"
[[variant.change.link]]
link_id = "new"
from_node_id = "ir-rasht"
to_node_id = "ir-border"
mode = "rail"
length_km = 400
gauge_mm = 1435
course = [[49.6, 37.3], [54.7, 37.4]]
"""


@pytest.fixture(scope="module")
def network() -> Network:
    return gap()


def read(folder: Path, text: str, name: str = "gap.toml") -> Scenario:
    (folder / name).write_text(text, encoding="utf-8")
    return load_scenario(folder / name)


def refused(folder: Path, text: str, name: str = "gap.toml") -> str:
    with pytest.raises(ScenarioError) as caught:
        read(folder, text, name)
    return "\n".join(map(str, caught.value.problems))


def totals(effects: Effects) -> dict[str, list[tuple[float, float] | None]]:
    """Km and hours of every case and query."""
    return {case.name: [None if answer.best is None else
                        (answer.best.distance_km, answer.best.time_h) for answer in case.answers]
            for case in effects.cases}


def pairs(scenario: Scenario, network: Network) -> list[tuple[str, str]]:
    return [(query.origin, query.destination) for query in resolved(scenario, network).queries]


# Defaults


def test_defaults_hold_where_a_query_says_nothing_else(tmp_path: Path) -> None:
    read_ = read(tmp_path, 'title = "D"\n[defaults]\nby = "time"\nmodes = ["rail"]\n'
                           f'max_borders = 3\n{QUERY}{QUERY}by = "cost"\nmax_borders = 5\n')
    assert [(q.by, q.max_borders, q.mode_names) for q in read_.queries] == [
        ("time", 3, ("rail",)), ("cost", 5, ("rail",))]


def test_a_fault_of_the_defaults_is_told_once_and_in_its_line(tmp_path: Path) -> None:
    said = refused(tmp_path, f'title = "D"\n[defaults]\nk = 0\n{QUERY}{QUERY}')
    assert said == "gap.toml, line 3, key k: 0 is not a number of routes. Ask for 1 to 1,000. [Q19]"


# Pairs and weights


def test_weights_stand_beside_the_queries(tmp_path: Path) -> None:
    plain = read(tmp_path, HEAD)
    assert (plain.weights, plain.pairs.weights) == ((), (1.0,))
    weighed = read(tmp_path, f'title = "W"\nweight_unit = "TEU a year"\n{QUERY}weight = 2.5\n'
                             f'by = ["time", "cost"]\n{QUERY}')
    assert weighed.weights == (2.5, 2.5, 1.0)
    assert weighed.pairs.unit == "TEU a year"


def test_groups_stand_for_their_places(tmp_path: Path, network: Network) -> None:
    scenario = read(tmp_path, 'title = "G"\n[[query]]\norigin = ["country:RU", "North"]\n'
                              'destination = ["country:IR", "ir-rasht", "ru-north"]\nweight = 3\n')
    assert scenario.queries[0].origin == "country:RU"
    asked = resolved(scenario, network)
    assert pairs(scenario, network) == [
        ("ru-north", "ir-astara"), ("ru-north", "ir-border"), ("ru-north", "ir-gulf"),
        ("ru-north", "ir-rasht"), ("North", "ru-north")]
    assert asked.weights == (3.0,) * 5
    assert {place.line for place in asked.written} == {2}
    plain = read(tmp_path, HEAD)
    assert resolved(plain, network) is plain


def test_groups_of_the_bundled_network(tmp_path: Path) -> None:
    scenario = read(tmp_path, 'title = "P"\n[[query]]\norigin = "group:baltic-ports"\n'
                              'destination = ["group:gulf-ports", "corridor:instc-west"]\n')
    found = pairs(scenario, load())
    groups = load().groups
    assert len(set(found)) == len(found)
    assert {start for start, _ in found} == set(groups["baltic-ports"])
    assert set(groups["gulf-ports"]) <= {goal for _, goal in found}


def test_an_effect_of_a_group_is_that_of_each_place(tmp_path: Path, network: Network) -> None:
    grouped = effects_of(read(tmp_path, 'title = "G"\n[[query]]\norigin = "North"\n'
                                        f'destination = "country:IR"\n{OPEN}'), network)
    single = effects_of(read(tmp_path, 'title = "G"\n[[query]]\norigin = "North"\ndestination = '
                                       '["ir-astara", "ir-border", "ir-gulf", "ir-rasht"]\n'
                                       f"{OPEN}"), network)
    assert len(grouped.queries) == 4
    assert totals(grouped) == totals(single)


def test_a_table_of_pairs_has_weights_and_a_unit(tmp_path: Path, network: Network) -> None:
    (tmp_path / "demand.csv").write_text("origin,destination,weight,unit\nNorth,Gulf,12,TEU\n"
                                         "country:TM,Gulf,3.5,TEU\n", encoding="utf-8")
    scenario = read(tmp_path, 'title = "T"\n[[query]]\npairs = "demand.csv"\n'
                              'by = ["time", "cost"]\nlabel = "all"\n')
    asked = resolved(scenario, network)
    assert [(q.origin, q.by, q.label) for q in asked.queries] == [
        ("North", "time", "all"), ("North", "cost", "all"), ("tm-east", "time", "all"),
        ("tm-east", "cost", "all")]
    assert (asked.weights, asked.weight_unit) == ((12, 12, 3.5, 3.5), "TEU")
    assert [(place.file, place.row) for place in asked.written] == [
        ("demand.csv", 2), ("demand.csv", 2), ("demand.csv", 3), ("demand.csv", 3)]


def test_every_file_that_counts_is_in_the_text(tmp_path: Path) -> None:
    """Reports name a hash of it: another table of pairs is another scenario."""
    texts = set()
    for weight in (1, 2):
        (tmp_path / "demand.csv").write_text(f"origin,destination,weight\nNorth,Gulf,{weight}\n",
                                             encoding="utf-8")
        texts.add(read(tmp_path, 'title = "T"\n[[query]]\npairs = "demand.csv"\n').text)
    assert len(texts) == 2


def test_pairs_without_weights_count_the_same(tmp_path: Path) -> None:
    (tmp_path / "demand.csv").write_text("origin,destination\nNorth,Gulf\n", encoding="utf-8")
    assert read(tmp_path, 'title = "T"\n[[query]]\npairs = "demand.csv"\n').weights == ()


def test_a_table_of_demand_has_amounts(tmp_path: Path) -> None:
    (tmp_path / "demand.csv").write_text("origin,destination,amount,unit,year\n"
                                         "North,Gulf,412000,TEU,2024\n", encoding="utf-8")
    scenario = read(tmp_path, 'title = "T"\n[[query]]\npairs = "demand.csv"\n')
    assert (scenario.weights, scenario.weight_unit) == ((412_000,), "TEU")


def test_weights_of_places_are_multiplied(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("place,weight\nNorth,2\nGulf,3\nir-rasht,0.5\n",
                                        encoding="utf-8")
    scenario = read(tmp_path, 'title = "T"\n[[query]]\npairs = "towns.csv"\n')
    assert {(query.origin, query.destination): weight for query, weight in scenario.pairs} == {
        ("North", "Gulf"): 6, ("North", "ir-rasht"): 1, ("Gulf", "North"): 6,
        ("Gulf", "ir-rasht"): 1.5, ("ir-rasht", "North"): 1, ("ir-rasht", "Gulf"): 1.5}


def test_what_is_wrong_in_a_table_of_pairs_has_its_row(tmp_path: Path, network: Network) -> None:
    (tmp_path / "demand.csv").write_text("origin,destination,weight\nNorth,Gulf,12\n"
                                         "North,Golf,1\n", encoding="utf-8")
    scenario = read(tmp_path, 'title = "T"\n[[query]]\npairs = "demand.csv"\n')
    with pytest.raises(ScenarioError, match=r"demand.csv, row 3: There is no place \"Golf\""):
        effects_of(scenario, network)


def test_of_many_pairs_those_that_count_most_are_drawn(
        tmp_path: Path, network: Network) -> None:
    scenario = read(tmp_path, 'title = "M"\n[[query]]\norigin = "North"\ndestination = '
                              '["ir-rasht", "ir-border"]\nby = ["time", "cost"]\n'
                              '[[query]]\norigin = "North"\ndestination = "Gulf"\nweight = 9\n')
    effects = effects_of(scenario, network)
    assert len(effects.queries) == 5
    assert picturing._heaviest(effects, 2) == {0: (), 4: ()}


# The network beside the file


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A scenario of a folder of data beside it."""
    home = tmp_path / "my-data" / "network"
    home.mkdir(parents=True)
    (tmp_path / "my-data" / "datapackage.json").write_text(
        '{"title": "Mine", "reference_date": "2026-01-01"}', encoding="utf-8")
    (home / "node.csv").write_text("node_id,name,country,lon,lat\na,Alpha,IR,50,35\n"
                                   "b,Beta,IR,51,35\n", encoding="utf-8")
    (home / "link.csv").write_text("link_id,from_node_id,to_node_id,mode,length_km,status\n"
                                   "a-b,a,b,road,100,operational\n", encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text('title = "Mine"\nnetwork = "my-data"\n[[query]]\norigin = "Alpha"\n'
                    'destination = "Beta"\n[[variant]]\nname = "slow"\n[[variant.change]]\n'
                    'action = "set"\nselect = "link:a-b"\nfield = "speed_kmh"\nvalue = 10\n',
                    encoding="utf-8")
    return path


def test_a_scenario_may_name_its_data(mine: Path) -> None:
    scenario = load_scenario(mine)
    assert network_for(scenario).title == "Mine"
    assert run_study(scenario).effects.base.answers[0].best is not None
    assert check(mine)[0] == []
    assert network_for(scenario, gap()).title == "Gap"
    (problem,) = check(mine, network=gap())[0][:1]
    assert "link:a-b" in problem.message or '"a-b"' in problem.message


def test_a_result_that_leaves_nothing_to_draw_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "halves.toml"
    path.write_text(
        'title = "Halves"\nweight_unit = "TEU a year"\n'
        '[defaults]\nby = ["time"]\nmodes = ["rail"]\n'
        '[[query]]\nlabel = "none"\norigin = "ee-tallinn-muuga"\ndestination = "Bandar Abbas"\n'
        '[[query]]\nlabel = "one"\norigin = "Moscow"\ndestination = "Tehran"\n'
        '[[variant]]\nname = "open"\n[[variant.change]]\naction = "open"\n'
        'select = "link:ir-astara-ir-rasht-rail"\n'
        '[[analysis]]\nkind = "montecarlo"\ndraws = 4\n'
        '[[analysis]]\nkind = "shares"\nqueries = ["none"]\n'
        '[[analysis]]\nkind = "assign"\nqueries = ["none"]\n', encoding="utf-8")
    assert check(path)[0] == []
    folder = tmp_path / "run"
    run_study(path, folder)
    drawn = sorted(each.stem for each in (folder / "maps").glob("analysis-*.svg"))
    assert drawn == ["analysis-01-montecarlo"]
    told = (folder / "report.md").read_text(encoding="utf-8")
    assert "Where does the demand of a year go?" in told


def test_commands_take_the_data_that_a_scenario_names(
        mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["check", str(mine)], ["compare", str(mine)],
                  ["route", "Alpha", "Beta", "--scenario", str(mine)],
                  ["map", "network", "--scenario", str(mine), "--out",
                   str(mine.with_suffix(".png"))]):
        assert main(words) == 0, words
    capsys.readouterr()
    other = ["--data", str(Path(__file__).parents[2] / "data")]
    assert main(["compare", str(mine), *other]) == 1
    assert 'There is no place "Alpha"' in capsys.readouterr().err


# Combined variants


def test_a_variant_holds_the_changes_of_those_it_combines(tmp_path: Path, network: Network
                                                          ) -> None:
    both = '[[variant]]\nname = "both"\ncombine = ["open", "quick"]\n'
    scenario = read(tmp_path, HEAD + OPEN + QUICK + both)
    assert scenario.variant("both").label == "Open + Quick border"
    assert scenario.variant("both").combines == ("open", "quick")
    applied = effects_of(scenario, network).cases[3].snapshot.applied
    assert applied == ("open link:ir-astara-ir-rasht-rail",
                       "set dwell_h of border:az-ir-astara to 0.5 times what it is")


def test_the_order_of_variants_and_of_what_they_combine_never_matters(
        tmp_path: Path, network: Network) -> None:
    both = '\n[[variant]]\nname = "both"\ncombine = ["{}", "{}"]\n[[variant.change]]\n' \
           'action = "close"\nselect = "link:tm-east-ir-border-rail"\n'
    tables = [OPEN, QUICK, both.format("open", "quick")]
    turned = both.format("quick", "open")
    found = [totals(effects_of(read(tmp_path, HEAD + "".join(order)), network))
             for order in permutations(tables)]
    found += [totals(effects_of(read(tmp_path, HEAD + turned + OPEN + QUICK), network))]
    assert len({repr(sorted(one.items())) for one in found}) == 1
    assert found[0]["both"] != found[0]["base"]


def test_the_same_change_twice_is_once(tmp_path: Path, network: Network) -> None:
    again = NEW.replace('"new"\n[[variant.change]]', '"again"\n[[variant.change]]').replace(
        "first", "second")
    both = '[[variant]]\nname = "both"\ncombine = ["new", "again"]\n'
    scenario = read(tmp_path, HEAD + NEW + again + both)
    assert len(scenario.variant("both").changes) == 1
    assert "new" in effects_of(scenario, network).cases[3].snapshot.network.links.index
    other = again.replace("length_km = 400", "length_km = 410")
    with pytest.raises(ScenarioError, match="new"):
        effects_of(read(tmp_path, HEAD + NEW + other + both), network)


def test_what_is_combined_may_combine(tmp_path: Path) -> None:
    text = HEAD + OPEN + QUICK + '[[variant]]\nname = "a"\ncombine = ["open", "quick"]\n' \
        '[[variant]]\nname = "b"\ncombine = ["quick", "a"]\n'
    scenario = read(tmp_path, text)
    assert sorted(change.said() for change in scenario.variant("b").changes) == sorted(
        change.said() for change in scenario.variant("a").changes)


def test_many_that_combine_each_other_are_read_at_once(tmp_path: Path) -> None:
    tables = [OPEN] + [f'[[variant]]\nname = "v{n}"\ncombine = ["open", "v{n - 1}", "v{n - 2}"]\n'
                       for n in range(2, 60)]
    text = HEAD + "".join(tables) + '[[variant]]\nname = "v0"\n[[variant]]\nname = "v1"\n'
    assert len(read(tmp_path, text).variant("v59").changes) == 1


# One file extends another


def test_what_a_file_does_not_say_is_as_in_the_one_it_extends(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "demand.csv").write_text("origin,destination\nNorth,Gulf\n",
                                                    encoding="utf-8")
    base = read(tmp_path / "folder", 'title = "Old"\nquestion = "Which?"\non = 2026-11-01\n'
                '[defaults]\nby = "cost"\nmax_borders = 4\n[[query]]\npairs = "demand.csv"\n'
                + OPEN + QUICK + '[[uncertainty]]\nparameter = "dwell_h of border:az-ir-astara"\n'
                'low = 1\nvalue = 2\nhigh = 3\n', "old.toml")
    new = read(tmp_path, 'title = "New"\nextends = "folder/old.toml"\n[defaults]\nby = "time"\n'
               '[[variant]]\nname = "quick"\ntitle = "Quicker"\n[[variant.change]]\n'
               'action = "close"\nselect = "border:az-ir-astara"\n[[variant]]\nname = "both"\n'
               'combine = ["open"]\n')
    assert (new.title, new.question, new.on) == ("New", "Which?", date(2026, 11, 1))
    assert (base.extends, new.extends) == ("", "old")
    assert [variant.name for variant in new.variants] == ["open", "quick", "both"]
    assert new.variant("quick").title == "Quicker"
    assert new.variant("quick").changes[0].action == "close"
    assert new.variant("open").changes == base.variant("open").changes
    assert new.variant("both").changes == base.variant("open").changes
    # Its defaults come before those of the other, also for the queries it has from there.
    assert [(q.by, q.max_borders) for q in base.queries] == [("cost", 4)]
    assert [(q.by, q.max_borders) for q in new.queries] == [("time", 4)]
    assert new.uncertain == base.uncertain
    assert new.text.startswith('title = "New"')
    assert 'title = "Old"' in new.text


def test_queries_of_a_file_stand_in_place_of_those_it_extends(tmp_path: Path) -> None:
    read(tmp_path, HEAD + OPEN, "old.toml")
    new = read(tmp_path, 'extends = "old.toml"\n[[query]]\norigin = "Gulf"\n'
                         'destination = "North"\n')
    assert (new.title, [query.origin for query in new.queries]) == ("Gap", ["Gulf"])


def test_a_bundled_scenario_can_be_extended(tmp_path: Path) -> None:
    new = read(tmp_path, 'extends = "rasht-astara"\n[[query]]\norigin = "Baku"\n'
                         'destination = "Tehran"\n', "mine.toml")
    old = load_scenario("rasht-astara")
    assert new.variants == old.variants
    assert (new.name, new.file, new.extends) == ("mine", "mine.toml", "rasht-astara")


def test_a_fault_is_told_in_the_file_it_is_in(tmp_path: Path, network: Network) -> None:
    read(tmp_path, HEAD + OPEN.replace("ir-rasht-rail", "ir-rasht-rial"), "old.toml")
    new = read(tmp_path, 'extends = "old.toml"\n')
    with pytest.raises(ScenarioError, match=r"old.toml, line 11, key select: There is no link"):
        effects_of(new, network)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / f"s{number}.toml").write_text(
            f'title = "S"\nextends = "s{number + 1}.toml"\n{QUERY}', encoding="utf-8")
    with pytest.raises(ScenarioError, match="more than 20 files extend each other"):
        load_scenario(tmp_path / "s0.toml")


# Changes


def test_from_until_requires_and_conflicts_are_read(tmp_path: Path) -> None:
    text = HEAD + OPEN + 'from = 2027-01-01\nuntil = "2030-06-01"\nrequires = "border:x"\n' \
        'conflicts = ["link:a", "link:b"]\n'
    change = read(tmp_path, text).variant().changes[0]
    assert (change.starts, change.ends) == (date(2027, 1, 1), date(2030, 6, 1))
    assert (change.requires, change.conflicts) == (("border:x",), ("link:a", "link:b"))
    assert isinstance(change, Change)


def test_facilities_and_gauges_are_read(tmp_path: Path) -> None:
    text = HEAD + """
[[variant]]
name = "port"
[[variant.change]]
action = "add"
[[variant.change.terminal]]
node_id = "ir-gulf"
modes = ["rail", "sea"]
hours = 24
hours_high = 48
[[variant.change.gauge_change]]
node_id = "ir-gulf"
gauge_mm = [1520, 1435]
fee_usd_per_teu = 90
[[variant.change]]
action = "set"
select = "link:ir-rasht-ir-gulf-rail"
field = "gauge_mm"
value = [1435, 1520]
"""
    added, relaid = read(tmp_path, text).variant().changes
    (terminal,), (facility,) = added.terminals, added.gauge_changes
    assert (terminal.node_id, terminal.modes) == ("ir-gulf", ("rail", "sea"))
    assert (terminal.hours, terminal.fee_usd_per_teu) == (Spread(24, 24, 48), None)
    assert (facility.gauges_mm, facility.technique) == ((1520, 1435), "transshipment")
    assert facility.fee_usd_per_teu == Spread(90, 90, 90)
    assert relaid.gauges_mm == (1435, 1520)
    assert check(tmp_path / "gap.toml", network=gap())[0] == []


# Sweeps, uncertainty, analyses


def axis(folder: Path, *lines: str) -> list[float | str]:
    text = HEAD + OPEN + '[[sweep.axis]]\nname = "a"\n' + "\n".join(lines)
    (found,) = read(folder, text).axes
    assert found.written.line == 13
    return [row[0] for row in found.values]


@pytest.mark.parametrize(("lines", "values"), [
    (["values = [6, 12.5]"], [6, 12.5]),
    (["low = 0", "high = 0.5", "step = 0.1"], [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
    (["low = 0", "high = 1", "step = 0.4"], [0, 0.4, 0.8]),
    (["low = 1", "high = 2", "count = 5"], [1, 1.25, 1.5, 1.75, 2]),
    (["low = 0", "high = 1", "count = 4"], [0, 1 / 3, 2 / 3, 1]),
])
def test_an_axis_of_a_figure(tmp_path: Path, lines: list[str], values: list[float]) -> None:
    assert axis(tmp_path, 'parameter = "dwell_h of border:az-ir-astara"', *lines) == values


def test_axes_of_variants_days_and_several_figures(tmp_path: Path) -> None:
    assert axis(tmp_path, 'variants = ["base", "open"]') == ["base", "open"]
    assert axis(tmp_path, 'on = [2026-11-01, "2030-01-01"]') == ["2026-11-01", "2030-01-01"]
    text = HEAD + '[[sweep.axis]]\nname = "a"\nparameters = ["dwell_h of border:az-ir-astara", ' \
        '"x speed_kmh of country:IR"]\nrows = [[6, 1], [12, 0.5]]\n'
    (found,) = read(tmp_path, text).axes
    assert (found.kind, found.values) == ("list", ((6, 1), (12, 0.5)))
    assert [parameter.times for parameter in found.parameters] == [False, True]


def test_what_is_drawn(tmp_path: Path) -> None:
    text = HEAD + '[[uncertainty]]\nname = "wait"\nparameter = "dwell_h of border:az-ir-astara"\n' \
        'low = 6\nhigh = 24\nshape = "uniform"\nreason = "unknown"\n'
    (drawn,) = read(tmp_path, text).uncertain
    assert (drawn.label, drawn.shape, drawn.reason) == ("wait", "uniform", "unknown")
    assert (drawn.spread.low, drawn.spread.value, drawn.spread.high) == (6, 15, 24)


def test_a_figure_that_only_a_variant_adds_can_be_turned(tmp_path: Path, network: Network) -> None:
    turned = '[[sweep.axis]]\nname = "km"\nparameter = "length_km of link:new"\nvalues = [1, 2]\n'
    swept = '[[sweep.axis]]\nname = "way"\nvariants = ["base", "new"]\n'
    assert effects_of(read(tmp_path, HEAD + NEW + turned + swept), network).cases
    with pytest.raises(InputError, match='There is no link "new"'):
        effects_of(read(tmp_path, HEAD + OPEN + turned), network)


def test_an_analysis_has_its_options_by_their_names(tmp_path: Path) -> None:
    text = HEAD + 'label = "rail"\n' + OPEN + '[[analysis]]\nkind = "threshold"\nlow = 0\n' \
        'high = 48\nparameter = "dwell_h of border:az-ir-astara"\nqueries = "rail"\n' \
        'variants = ["open"]\n[[analysis]]\nkind = "montecarlo"\ndraws = 500\n'
    first, second = read(tmp_path, text).analyses
    assert str(first.options["parameter"]) == "dwell_h of border:az-ir-astara"
    assert (first.options["low"], first.options["high"]) == (0, 48)
    assert (first.queries, first.variants) == (("rail",), ("open",))
    assert (second.kind, second.options, second.variants) == (
        "montecarlo", {"draws": 500}, ("base",))


@pytest.mark.parametrize("option", [
    '[[analysis]]\nkind = "critical"\nseparate = ["country:RU", "country:IR"]\n',
    '[[sweep.axis]]\nname = "a"\nparameter = "x dwell_h of country:IR"\nvalues = [1, 2]\n'])
def test_what_is_sound_is_run(tmp_path: Path, network: Network, option: str) -> None:
    scenario = read(tmp_path, HEAD + OPEN + option)
    assert len(effects_of(scenario, network).cases) == 2
    assert check(tmp_path / "gap.toml", network=network)[0] == []


def test_projects_of_the_data_are_candidates(tmp_path: Path) -> None:
    text = 'extends = "rasht-astara"\n[[analysis]]\nkind = "openings"\n' \
        'only = ["project:{}"]\n'
    known = next(iter(load().investments))
    assert read(tmp_path, text.format(known)).analyses
    assert check(tmp_path / "gap.toml")[0] == []
    read(tmp_path, text.format("nothing"))
    assert [problem.message for problem in check(tmp_path / "gap.toml")[0]] == [
        'There is no project "nothing"']


def test_a_blank_figure_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, HEAD + '[[sweep.axis]]\nname = "a"\nparameter = ""\nvalues = [1]\n')
    assert '"" is not a parameter' in said


# Check


def test_check_reads_a_file_by_the_words_it_is_run_by(tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gap").write_text(HEAD, encoding="utf-8")
    (problem,), _ = check("gap", network=gap())
    assert problem.message == 'there is no scenario "gap"'


def test_check_can_assume_what_is_expected(tmp_path: Path, network: Network) -> None:
    text = 'title = "A"\non = 2030-01-01\n' + QUERY + OPEN + 'expects = "planned"\n'
    scenario = read(tmp_path, text)
    path = tmp_path / "gap.toml"
    assert check(path, network=network)[0] == []
    problems, _ = check(path, network=network, assume_expected=True)
    with pytest.raises(ScenarioError) as caught:
        effects_of(replace(scenario, assume_expected=True), network)
    assert problems == list(caught.value.problems)
    assert "not planned" in str(problems[0])


def test_queries_made_in_python_may_name_groups(network: Network) -> None:
    scenario = Scenario("g", "G", (), (Query("North", "country:IR"),))
    assert len(effects_of(scenario, network).queries) == 4
    with pytest.raises(ScenarioError, match='There is no country "IRN"'):
        resolved(Scenario("g", "G", (), (Query("North", "country:IRN"),)), network)


def test_queries_of_its_own_leave_out_the_analyses_of_the_other_file(tmp_path: Path) -> None:
    own = 'extends = "rasht-astara"\n[[query]]\norigin = "Moscow"\ndestination = "Bandar Abbas"\n'
    assert read(tmp_path, own).analyses == ()
    asked = own + '[[analysis]]\nkind = "history"\n'
    assert [one.kind for one in read(tmp_path, asked).analyses] == ["history"]
    assert read(tmp_path, 'extends = "rasht-astara"\n').analyses
