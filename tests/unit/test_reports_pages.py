"""The page, Markdown, JSON and text of one scenario say the same, and always in the same bytes."""

from __future__ import annotations

import getpass
import json
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from toys import REFERENCE, gap, node, rail, small, way

from corridors.analysis.effects import Effects, effects_of
from corridors.io.data_folder import load
from corridors.io.scenario_files import load_scenario
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.route import Answer
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.spread import Spread
from corridors.reports.answer_text import answer_text
from corridors.reports.as_json import answer_json, effects_json
from corridors.reports.basis import basis_of
from corridors.reports.effects_text import comparison_text, effects_text
from corridors.reports.html import effects_html
from corridors.reports.markdown import effects_markdown
from corridors.reports.messages import key_messages as messages_of
from corridors.reports.pictures import Picture
from corridors.reports.stages import DEFAULT_MARK
from corridors.routing.solve import shortest_route

OPEN = Change(("link:ir-astara-ir-rasht-rail",), "open", expects="planned", reason="It is built.")
SHUT = Change(("border:*",), "close", reason="All borders are shut.")
SLOW = Change(("border:az-ir-astara",), "set", "dwell_h", factor=0.5)
QUERIES = tuple(Query("ru-north", "ir-gulf", by, modes={"rail"}, label="rail only")
                for by in ("distance", "time", "cost", "co2"))
PICTURES = [Picture("01-map", "The routes", "Two lines around the Caspian.", b"\x89PNG", query=0)]


def worked_out(*variants: Variant, queries: tuple[Query, ...] = QUERIES) -> Effects:
    scenario = Scenario("gap", "The gap is closed", variants, queries, question="What changes?",
                        description="Two sentences.\nOn two lines.", text="title = 'gap'")
    return effects_of(scenario, gap())


def both() -> Effects:
    return worked_out(Variant("open", "Rasht–Astara open", (OPEN,)),
                      Variant("shut", "Borders shut", (SHUT,)))


def asked(**limits: Any) -> Answer:
    return shortest_route(gap().as_of(), Query("ru-north", "ir-gulf", **limits))


class Cells(HTMLParser):
    """Checks of a page: heads with a scope, tables with a caption, pictures with words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables = self.captions = self.bare_heads = 0
        self.alts: list[str | None] = []
        self.ids: list[str] = []
        self.regions: list[str] = []
        self.targets: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.bare_heads += tag == "th" and "scope" not in given
        if given.get("role") == "region" and given.get("tabindex") == "0":
            self.regions.append(given.get("aria-label") or "")
        self.alts += [given.get("alt")] if tag == "img" else []
        self.ids += [given["id"] or ""] if "id" in given else []
        self.targets += [(given["href"] or "")[1:]] if tag == "a" else []
        self.targets += (given.get("aria-labelledby") or "").split()


def key_messages(effects: Effects) -> tuple[str, ...]:
    return tuple(message.said for message in messages_of(effects))


def numbers(effects: Effects) -> list[tuple[str, str]]:
    return [(message.number, message.note) for message in messages_of(effects)]


def test_key_messages_say_what_changes_and_what_is_cut_off() -> None:
    messages = key_messages(both())
    assert messages[0] == (
        "“Rasht–Astara open”: from North to Gulf (rail only) the shortest route falls from 3,500 "
        "km to 2,572 km (range 2,562–2,580): −928 km (−938 to −920), −27 %; the fastest falls "
        "from 5.8 days (2.9–12.5) to 5.1 days (2.9–11.3): −0.6 days (−9.6 to ±0), −11 %, hours at "
        "borders are planning defaults; the cheapest falls from USD 910/TEU (560–1,610) to USD "
        "674/TEU (416–1,192): −236 USD/TEU (−1,194 to ±0), −26 %; the lowest in CO2 falls from "
        "875 kg CO2/TEU (700–1,400) to 643 kg CO2/TEU (512–1,032): −232 kg CO2/TEU (−888 to ±0), "
        "−27 %. The shortest route then runs through Azerbaijan instead of Turkmenistan, with the "
        "break of gauge at Astara (Iran) instead of Border (Iran).")
    assert numbers(both()) == [("−928 km", "−27 %"), ("cut off", "")]
    assert messages[1].startswith("“Borders shut”: Gulf is cut off from North (rail only). "
                                  "No route is open. The shortest needs")


def test_a_message_says_where_nothing_changes() -> None:
    nothing = worked_out(Variant("none", "Nothing", (SLOW,)), queries=QUERIES[:1])
    assert key_messages(nothing) == ("“Nothing”: nothing changes for any of the questions.",)
    assert numbers(nothing) == [("", "")]
    road = (Query("ru-north", "ir-astara"), *QUERIES[:1])
    some = worked_out(Variant("open", "Open", (OPEN,)), queries=road)
    assert key_messages(some)[0].endswith("Nothing changes from North to Astara (Iran).")


def test_a_message_says_what_is_newly_reachable() -> None:
    query = Query("ru-north", "ir-gulf", modes={"rail"}, avoid=["country:TM"])
    found = worked_out(Variant("open", "Open", (OPEN,)), queries=(query,))
    assert key_messages(found) == (
        "“Open”: there is now a route from North to Gulf (rail only; avoiding Turkmenistan): the "
        "shortest takes 2,572 km (range 2,562–2,580).",)
    assert numbers(found) == [("2,572 km", "new route")]


def test_variants_with_restrictions_are_set_side_by_side() -> None:
    made = worked_out(
        Variant("west", "West", (OPEN,), restriction=Restriction(via=("corridor:west",))),
        Variant("east", "East", restriction=Restriction(via=("corridor:east",))),
        Variant("none", "None", (SHUT,)), queries=QUERIES[:2])
    assert key_messages(made) == (
        "From North to Gulf (rail only): shortest and fastest with “West”: 2,572 km (range "
        "2,562–2,580) and 5.1 days (2.9–11.3), against 3,500 km and 5.8 days (2.9–12.5) in "
        "“Today”; hours at borders are planning defaults and make most of the "
        "difference in time to “East” (5.8 days) and “Today” (5.8 days); there is no route with "
        "“None”.",)
    assert numbers(made) == [("−928 km", "−27 %")]


def test_variants_within_the_range_of_the_figures_are_told_as_alike() -> None:
    a_bit = Change(("link:ir-astara-ir-rasht-rail",), "set", "length_km", Spread(150, 165, 180))
    made = worked_out(
        Variant("west", "West", (OPEN,), restriction=Restriction(avoid=("country:TM",))),
        Variant("other", "Other", (OPEN, a_bit), restriction=Restriction(avoid=("country:TM",))),
        queries=QUERIES[:3:2])
    assert key_messages(made)[0].endswith(
        "; within the range of the figures there is no difference in distance and cost between "
        "“Other” and “West”.")


def test_pairs_are_told_as_alike_only_where_the_printed_figures_are() -> None:
    def told(*pairs: tuple[str, str]) -> str:
        queries = tuple(Query(*pair, modes={"rail"}) for pair in pairs)
        return key_messages(worked_out(Variant("open", "Open", (OPEN,)), queries=queries))[0]

    assert "The same holds for Gulf – North." in told(("ru-north", "ir-gulf"),
                                                      ("ir-gulf", "ru-north"))
    shut = Change(("link:ru-north-tm-east-rail",), "set", "length_km", Spread(1000, 1000, 1000))
    queries = tuple(Query(start, "tm-east", modes={"rail"}) for start in ("ru-north", "az-astara"))
    made = key_messages(worked_out(Variant("short", "Short", (shut,)), queries=queries))
    assert made[0].endswith("The difference is the same for Astara (Azerbaijan) – East.")


def test_a_way_that_a_closure_does_not_give_back_is_told_as_such() -> None:
    shut = Change(("link:ir-rasht-ir-gulf-rail", "link:tm-east-ir-border-rail"), "close")
    made = worked_out(Variant("shut", "Shut", (shut,)), queries=QUERIES[:1])
    assert key_messages(made)[0].partition("No route is open. ")[2] == (
        "The shortest needs 2 more links together (1 shut by this variant and 1 planned today): "
        "Astara (Iran)–Rasht–Gulf (rail); 2,572 km with all 2 open, which lifting the closure "
        "alone does not give.")
    assert "| 1 shut by this variant and 1 planned today |" in effects_markdown(made)


def test_a_ship_is_cleared_in_the_port() -> None:
    nodes = [node("ru-port", 48, 45), node("ir-port", 50, 37)]
    answer = shortest_route(small(nodes, [way("ru-port", "ir-port", 900, "sea")]).as_of(),
                            Query("ru-port", "ir-port"))
    text = answer_text(answer)
    assert "– 0 border: Port (Russia)–Port (Iran) (Russia to Iran, cleared in the port)" \
        in " ".join(text.split())
    assert "36 h                    range 24–72 h\n" in text
    assert "planning default" not in text


def test_same_results_make_the_same_bytes() -> None:
    pages = [(effects_html(effects, PICTURES), effects_markdown(effects, PICTURES),
              effects_text(effects), json.dumps(effects_json(effects)))
             for effects in (both(), both())]
    assert pages[0] == pages[1]


def test_no_place_or_person_of_this_machine_is_named() -> None:
    effects = both()
    said = "".join((effects_html(effects, PICTURES), effects_markdown(effects, PICTURES),
                    json.dumps(effects_json(effects)), effects_text(effects)))
    for word in (str(Path.home()), str(Path(__file__).parents[2]), socket.gethostname()):
        assert word not in said
    assert f"/{getpass.getuser()}" not in said


def test_the_page_can_be_read_by_everyone() -> None:
    cells = Cells(effects_html(both(), PICTURES))
    assert cells.tables == cells.captions > 5
    assert cells.bare_heads == 0
    assert len(cells.regions) == cells.tables
    assert len(set(cells.regions)) == len(cells.regions)
    assert cells.alts == ["Two lines around the Caspian."]
    assert len(cells.ids) == len(set(cells.ids))
    assert set(cells.targets) <= set(cells.ids)


def test_the_page_says_what_it_rests_on() -> None:
    effects = both()
    page = effects_html(effects, PICTURES)
    for said in ("What changes?", effects.network.version, effects.costs.version, "gap.toml",
                 "corridors run gap --out FOLDER", str(REFERENCE), "It is built.",
                 "USD/tkm", "2,562–2,580", "no route", "legal status"):
        assert said in page, said


def test_what_rests_on_general_knowledge_is_counted_and_marked() -> None:
    basis = basis_of(both())
    general = sum(rate.default for rate in basis.assumptions)
    assert f"Of the {len(basis.assumptions)} rates of the cost model that hold for these routes, " \
           f"{general} rest on general knowledge alone" in basis.limits[-1]
    page = effects_markdown(both())
    assert "## Assumptions" in page
    assert f"{DEFAULT_MARK} marks planning defaults that rest on general knowledge alone." in page
    assert "| Rate | Holds for | Sources | Year | Confidence | Unit | Low | Value | High |" in page


def test_a_variant_with_its_own_day_and_limits_says_so() -> None:
    made = worked_out(Variant("later", "Later", on=date(2030, 1, 1),
                              restriction=Restriction(overland=True)),
                      Variant("half", "Half", (SLOW,)), queries=QUERIES[:1])
    page = effects_markdown(made)
    assert "The network on 2030-01-01" in page
    assert "| Later | Routes: on land only | – | – | – |" in page
    assert "Set waiting time of the crossing Astara to 0.5 times what it is | waiting time from " \
           "24 to 12 h | any |" in page


def test_set_and_add_are_said_in_words() -> None:
    longer = Spread(1400, 1450, 1600)
    changes = (Change(("link:ir-rasht-ir-gulf-rail",), "set", "length_km", longer),
               Change(("link:ir-astara-ir-rasht-rail",), "set", "status", status="closed"),
               Change(action="add", links=(rail("az-astara", "tm-east", 700),)))
    page = effects_markdown(worked_out(Variant("made", "Made", changes)))
    for said in ("Set length of Rasht–Gulf (rail, 1,500 km) to 1,450 (1,400–1,600) km | length "
                 "from 1,500 to 1,450 km | any |",
                 "| Made | Add Astara (Azerbaijan)–East (rail, 700 km) | new, operational | new |",
                 "Set status of Astara (Iran)–Rasht (rail, 162 km) to closed",
                 "Add Astara (Azerbaijan)–East (rail, 700 km)"):
        assert said in page, said


def test_figures_on_which_sources_disagree_are_told() -> None:
    page = effects_markdown(effects_of(load_scenario("rasht-astara"), load()))
    row = next(line for line in page.splitlines() if line.startswith("| Astara (Iran)–Rasht")
               and "| length |" in line)
    assert "| 162 km |" in row
    assert "152 km" in row


def test_totals_are_the_sum_of_the_legs() -> None:
    for by in ("distance", "time", "cost", "co2"):
        (route,) = answer_json(asked(by=by))["routes"]
        for key in ("distance_km", "time_h", "cost_usd_per_teu", "co2_kg_per_teu"):
            assert round(sum(leg[key] for leg in route["legs"]), 3) == route[key]
            low, high = route[f"{key}_range"]
            assert low <= route[key] <= high
            assert round(sum(leg[f"{key}_range"][1] for leg in route["legs"]), 3) == high


def test_the_route_object_has_the_agreed_keys() -> None:
    made = answer_json(asked(by="time", modes={"rail"}))
    assert set(made) >= {"origin", "destination", "on", "by", "scenario", "reachable",
                         "blocked_by", "routes", "stamp", "reason", "modes", "restrictions"}
    assert set(made["routes"][0]) >= {
        "rank", "distance_km", "time_h", "cost_usd_per_teu", "co2_kg_per_teu", "distance_km_range",
        "border_crossings", "gauge_breaks", "transfers", "countries", "legs"}
    assert set(made["routes"][0]["legs"][0]) >= {
        "kind", "mode", "link", "from", "to", "distance_km", "time_h", "cost_usd_per_teu",
        "co2_kg_per_teu", "status", "gauge_mm", "corridors", "border", "to_mode", "to_gauge_mm",
        "technique", "assumed"}
    assert made["stamp"]["cost_model"] == "toy"
    assert made["stamp"]["cost_model_version"].startswith("sha256:")
    assert [leg["kind"] for leg in made["routes"][0]["legs"]].count("gauge_break") == 1


def test_a_pair_without_route_says_what_blocks_it() -> None:
    made = answer_json(asked(modes={"rail"}, avoid=["country:TM"]))
    assert (made["reachable"], made["routes"]) == (False, [])
    first, *others = made["blocked_by"]
    assert first["links"] == ["ir-astara-ir-rasht-rail"]
    assert (first["distance_km"], first["lifts"], first["missing"]) == (2572.0, [], [])
    assert first["route"]["countries"] == ["RU", "AZ", "IR"]
    assert first["route"]["distance_km"] == 2572.0
    assert [one["lifts"] for one in others] == [["road"], ["country:TM"]]
    assert made["blocked_complete"] is True
    assert made["reason"]


def test_a_scenario_as_json_holds_every_case_and_query() -> None:
    made = effects_json(both())
    assert [case["name"] for case in made["cases"]] == ["base", "open", "shut"]
    assert all(len(case["answers"]) == 4 for case in made["cases"])
    compared = made["cases"][1]["answers"][0]["compared_with_base"]
    assert (compared["state"], compared["delta_distance_km"]) == ("better", -928.0)
    assert made["cases"][2]["answers"][0]["compared_with_base"]["delta_distance_km"] is None
    assert made["inputs"]["scenario"].startswith("sha256:")
    json.dumps(made, allow_nan=False)


def test_text_of_a_route() -> None:
    lines = answer_text(asked(modes={"rail"})).splitlines()
    assert lines[0] == "North – Gulf, shortest, rail only, on 2026-11-01"
    assert lines[1] == "  distance        3,500 km"
    assert "break of gauge: Border (Iran) (1520 to 1435 mm, transshipment)" in "\n".join(lines)


def test_text_where_there_is_no_route() -> None:
    text = answer_text(asked(modes={"rail"}, avoid=["country:TM"]))
    assert "  1. 2,572 km: Astara (Iran)–Rasht (rail); planned today; through Russia, " \
           "Azerbaijan and Iran\n     ir-astara-ir-rasht-rail\n" in text
    assert "allow road; by rail and road through Russia, Azerbaijan and Iran\n" in text
    assert "allow Turkmenistan; by rail through Russia, Turkmenistan and Iran\n" in text
    assert answer_text(asked(modes={"sea"})).count("No route: ") == 1


def test_text_of_a_scenario_and_of_a_comparison() -> None:
    effects = both()
    text = effects_text(effects)
    assert "  shortest      Today                       3,500 km   5.8 d    910 USD/TEU\n" in text
    assert "−928 km (−27 %)" in text
    assert "cut off" in text
    compared = comparison_text(effects.comparison(effects.cases[1], 0))
    assert "  distance                        3,500 km                2,572 km   −928 km (−27 %)" \
        in compared
    assert "no route" in comparison_text(effects.comparison(effects.cases[2], 0))


@pytest.mark.parametrize("written", [effects_html, effects_markdown])
def test_a_scenario_without_pictures_can_be_reported(written: Any) -> None:
    assert "The gap is closed" in written(both())


def test_text_and_json_need_no_page_maker() -> None:
    code = ("import sys, corridors.reports.answer_text, corridors.reports.as_json, "
            "corridors.reports.info\nprint(*{name.partition('.')[0] for name in sys.modules})")
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"jinja2", "markupsafe", "pandas", "matplotlib"} & set(run.stdout.split())


def test_a_report_names_whom_the_lines_of_its_maps_are_owed_to() -> None:
    credit = "Some lines © OpenStreetMap contributors, ODbL 1.0."
    owing = [replace(PICTURES[0], credits=("© OpenStreetMap contributors, ODbL 1.0",))]
    for write in (effects_html, effects_markdown):
        assert credit in write(both(), owing)
        assert "OpenStreetMap" not in write(both(), PICTURES)


def several() -> Effects:
    asked = (Query("ru-north", "ir-gulf", simplest_within=40, label="simplest"),
             Query("ru-north", "ir-gulf", by="time", pareto=("time", "distance")))
    return worked_out(Variant("same"), queries=asked)


def test_the_simplest_is_never_called_the_shortest() -> None:
    page = effects_markdown(several(), ())
    assert "| simplest within 40 % of the shortest |" in page
    assert "simplest by distance" in effects_text(several())
    assert "Asked for: the simplest within 40 % of the best." in page
    head = answer_text(asked(simplest_within=40)).splitlines()[0]
    assert head == "North – Gulf, simplest within 40 % of the shortest, on 2026-11-01"


def test_what_tables_leave_out_is_said() -> None:
    assert "1 more route in run.json" in effects_markdown(several(), ())
    assert "1 more route in run.json" in effects_html(several())
    said = " ".join(effects_text(several()).split())
    assert "same: 1 more route in run.json (or with --json)." in said


def test_a_day_of_departure_is_the_only_day_that_is_told() -> None:
    gone = worked_out(Variant("same"), queries=(
        Query("ru-north", "ir-gulf", depart="2026-12-20"),))
    assert gone.base.title == "As it is"
    for text in (effects_text(gone), effects_markdown(gone, ())):
        assert "on 2026-12-20" in text
        assert "Today" not in text
    assert "2026-11-01" not in effects_text(gone)


def test_figures_per_tonne_have_no_tail() -> None:
    route = answer_json(asked())["routes"][0]
    assert route["cost_usd_per_tonne"] == round(route["cost_usd_per_tonne"], 6)


def test_every_rate_says_how_sure_it_is() -> None:
    basis = basis_of(effects_of(load_scenario("rasht-astara"), load()))
    found = {rate.confidence for rate in basis.assumptions if "set by" not in rate.sources}
    assert found <= {"high", "medium", "low"}
    assert len(found) > 1
    assert all(rate.confidence == "low" for rate in basis.assumptions if rate.default)
    assert "<th scope=\"col\">Confidence</th>" in effects_html(both())
