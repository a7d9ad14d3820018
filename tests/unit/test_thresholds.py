"""Thresholds and openings on the corridors: words, errors, commands, frames and pictures."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

import corridors as co
from corridors.cli import main
from corridors.errors import QueryError
from corridors.model.turn import Turn
from corridors.reports.openings_text import openings_json, openings_text
from corridors.reports.threshold_map_text import threshold_map_json, threshold_map_text
from corridors.reports.threshold_text import threshold_json, threshold_text

ASTARA = "fee_usd_per_teu of border:az-ir-astara"
BRANCHES = {"west": ["country:KZ", "country:TM"], "east": ["country:AZ"]}


@cache
def today() -> co.Snapshot:
    return co.load().as_of("2026-11-01")


def by_land() -> co.Query:
    return co.Query("Saint Petersburg", "Bandar Abbas", "cost", modes={"rail", "road"})


@cache
def fees() -> co.Threshold:
    return co.threshold(today(), by_land(), ASTARA, 0, 400)


@cache
def nakhchivan() -> co.RankedOpenings:
    return co.openings(today(), co.Query("Baku", "Nakhchivan", modes={"rail"}))


def test_a_threshold_says_where_and_what_then() -> None:
    text = " ".join(threshold_text(fees()).split())
    assert "Up to 29.14 USD/TEU the cheapest route takes" in text
    assert "from 29.15 USD/TEU on another is best: east of the Caspian" in text
    assert "changes from INSTC, west of the Caspian to INSTC, east of the Caspian." in text
    assert fees().at(29.14).corridor == "instc-west"
    assert fees().at(29.15).corridor == "instc-east"
    assert "29.14 USD/TEU to 29.15 USD/TEU" in repr(fees())
    assert "29.15 USD/TEU" in fees()._repr_html_()
    told = threshold_json(fees())
    assert json.loads(json.dumps(told, allow_nan=False))["switches"] == [
        {"below": 29.14, "above": 29.15, "changes_corridor": True}]


def test_alternatives_are_told_by_their_names() -> None:
    found = co.threshold(today(), by_land(), ASTARA, 0, 400, alternatives=BRANCHES)
    assert [one.alternative for one in found.segments] == ["west", "east"]
    assert "west is best; from 29.16 USD/TEU on it loses to east" in \
        " ".join(threshold_text(found).split())


def test_what_nothing_depends_on_is_told() -> None:
    found = co.threshold(today(), co.Query("Baku", "Tbilisi"), ASTARA, 0, 400)
    assert "Nothing that any route could use depends on it" in threshold_text(found)
    none = co.threshold(today(), co.Query("Baku", "Yerevan", modes={"rail"}, avoid=["country:GE"]),
                        "length_km of country:AZ", 1, 2)
    assert "There is no route, whatever the value." in threshold_text(none)
    assert [one.route for one in none.segments] == [None]


def test_a_map_of_regions_tells_shares() -> None:
    found = co.threshold_map(today(), by_land(), (ASTARA, 0, 200),
                             ("fee_usd_per_teu of border:ir-tm-incheh-borun", 0, 200), depth=4)
    text = " ".join(threshold_map_text(found).split())
    assert f"{100 * found.proved:.1f} % of the map" in text
    assert [region.corridor for region in found.at(0, 200)] == ["instc-west"]
    assert json.dumps(threshold_map_json(found), allow_nan=False)
    assert len(co.to_frames(found)) == len(found.cells)
    assert "3 regions" in co.draw(found).alt
    with pytest.raises(QueryError, match="300 and 0 are not on the map"):
        found.at(300, 0)


@pytest.mark.parametrize(("low", "high", "said"), [
    (5, 5, "leaves .* nothing to turn through"), (-1, 5, "is beyond what .* can be"),
    (0, float("nan"), "is no range of"), (0, 0.0001, "by at least 0.01 USD/TEU")])
def test_a_range_that_is_none_is_refused(low: float, high: float, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        Turn(co.Parameter.parse(ASTARA), low, high)


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(QueryError, match="one alternative has nothing to be set beside"):
        co.threshold(today(), by_land(), ASTARA, 0, 9, alternatives={"west": ["country:KZ"]})
    with pytest.raises(QueryError, match='alternative "b" has no name or avoids nothing'):
        co.threshold(today(), by_land(), ASTARA, 0, 9,
                     alternatives={"a": ["country:KZ"], "b": []})
    with pytest.raises(QueryError, match="500 is not between 0 and 400"):
        fees().at(500)
    with pytest.raises(QueryError, match="both parameters are"):
        co.threshold_map(today(), by_land(), (ASTARA, 0, 9), (ASTARA, 0, 5))
    with pytest.raises(QueryError, match="a map cannot be halved 12 times"):
        co.threshold_map(today(), by_land(), (ASTARA, 0, 9), (f"x {ASTARA}", 0, 5), depth=12)


def test_openings_say_what_must_open_together() -> None:
    text = " ".join(openings_text(nakhchivan()).split())
    assert "are worth nothing one by one. To open them together saves 4,103 km" in text
    assert "Railway Rasht–Astara alone saves 3,206 km (−69 %)" in text
    assert "have no published cost and can be ranked by benefit alone" in text
    assert nakhchivan().single("zangezur").needs == ("horadiz-aghband",
                                                     "am-agarak-rail-az-ordubad-rail")
    assert json.dumps(openings_json(nakhchivan()), allow_nan=False)
    assert "horadiz-aghband, zangezur" in repr(nakhchivan())
    assert "4,103.4" in nakhchivan()._repr_html_()
    assert set(co.to_frames(nakhchivan())["what"]) == {"single", "programme"}
    assert "the best set is Railway Horadiz–Aghband" in co.draw(nakhchivan()).alt


def test_opening_a_programme_gives_its_benefit() -> None:
    for one in nakhchivan().programmes[:6]:
        opened = today().apply([co.Change(tuple(f"link:{link}" for link in one.link_ids), "open")])
        best = co.shortest_route(opened, nakhchivan().pairs.queries[0]).best
        assert best is not None
        assert (best.total("distance").value,) == one.totals


def test_what_cannot_be_opened_or_ranked_is_refused() -> None:
    query = co.Query("Baku", "Nakhchivan", modes={"rail"})
    for only, said in ((["project:rasht"], 'There is no project "rasht"'),
                       (["link:nowhere"], 'no link "nowhere"'), ([], "nothing is given"),
                       (["border:az-ge-boyuk-kesik"], "border")):
        with pytest.raises(QueryError, match=said):
            co.openings(today(), query, only)
    for options, said in (({"most": 0}, "a programme cannot have 0 things"),
                          ({"budget_musd": -1}, "is no budget"),
                          ({"rank": "best"}, '"best" is nothing that programmes')):
        with pytest.raises(QueryError, match=said):
            co.openings(today(), query, **options)
    with pytest.raises(QueryError, match="their gains cannot be added up"):
        co.openings(today(), [query, co.Query("Baku", "Kars", "time")])
    with pytest.raises(QueryError, match='nothing called "zangezurr" may open'):
        nakhchivan().single("zangezurr")


def test_the_commands_print_tables_and_json(tmp_path: Path,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    turned = ["threshold", "Saint Petersburg", "Bandar Abbas", "--by", "cost", "--modes",
              "rail,road", "--parameter", ASTARA, "--low", "0", "--high", "400"]
    assert main([*turned, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["switches"][0]["above"] == 29.15
    assert main([*turned, "--csv", str(tmp_path / "t.csv")]) == 0
    assert (tmp_path / "t.csv").read_text(encoding="utf-8").count("\n") == 3
    assert main([*turned, "--second", "x speed_kmh of country:IR"]) == 2
    assert "--second-low and --second-high together" in capsys.readouterr().err
    assert main([*turned, "--alternative", "west"]) == 2
    assert 'Write "NAME=LIST"' in capsys.readouterr().err
    opening = ["openings", "Baku", "Nakhchivan", "--modes", "rail"]
    assert main([*opening, "--json", "--only", "project:rasht-astara"]) == 0
    assert json.loads(capsys.readouterr().out)["programmes"][0]["opens"] == ["rasht-astara"]
    assert main([*opening, "--csv", str(tmp_path / "o.csv")]) == 0
    assert main(["openings", "Baku"]) == 2
    assert "openings need two places" in capsys.readouterr().err


def test_what_only_shortens_a_new_route_is_said_so() -> None:
    today = co.load().as_of("2026-11-01")
    query = co.Query("Baku", "Nakhchivan", modes={"rail"}, avoid=["country:IR"])
    told = " ".join(openings_text(co.openings(today, query)).split())
    assert "Sharur–Sadarak (rail, 18 km): together with these it shortens a route that they open." \
        in told
    assert "saves nothing" not in told


def test_of_one_thing_alone_nothing_is_said_of_all_else() -> None:
    today = co.load().as_of("2026-11-01")
    query = co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail"})
    told = openings_text(co.openings(today, query, only=["link:ir-astara-ir-rasht-rail"]))
    assert "alone saves 1,007 km" in told
    assert "all else" not in told


@pytest.mark.parametrize("word", ["Rasht-Astara", "ir-astara-ir-rasht-rail"])
def test_a_bare_name_is_told_what_may_open(word: str) -> None:
    with pytest.raises(QueryError, match="Write project:"):
        co.openings(co.load().as_of(), co.Query("Baku", "Tehran"), only=[word])
