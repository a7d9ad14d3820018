"""Seasons and expected openings: what a day makes of a link beyond its dated statuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from toys import gap, node, rail, small, way

from corridors.errors import ScenarioError, TableError
from corridors.io.scenario_files import load_scenario
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Link
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.season import Season, pause_on
from corridors.model.status import StatusEvent
from corridors.reports.answer_text import answer_text
from corridors.reports.as_json import answer_json
from corridors.routing.solve import shortest_route

RIVER, MISSING = "ru-a-ru-b-inland_waterway", "ir-astara-ir-rasht-rail"
WINTER = (Season("12-02", "04-01", last_year=2024), Season("12-08", "04-01", first_year=2025))


def river(**changes: object) -> Network:
    """One river with winters, and whatever else its link is to have."""
    link: Link = replace(way("ru-a", "ru-b", 100, "inland_waterway"), seasons=WINTER)
    return small([node("ru-a", 44, 48), node("ru-b", 45, 48)],
                 [replace(link, **changes)])  # type: ignore[arg-type]


@pytest.mark.parametrize(("day", "status"), [
    ("2020-12-01", "operational"), ("2020-12-02", "suspended"), ("2021-03-31", "suspended"),
    ("2021-04-01", "operational"), ("2025-12-07", "operational"), ("2025-12-08", "suspended"),
    ("2026-01-15", "suspended"), ("2026-07-15", "operational"), ("2026-11-01", "operational"),
    ("1990-01-01", "suspended"), ("2035-12-31", "suspended"), ("2024-02-29", "suspended"),
])
def test_a_river_closes_every_winter(day: str, status: str) -> None:
    assert river().as_of(day).status_of(RIVER) == status


def test_a_pause_within_a_year_does_not_pass_new_year() -> None:
    flood = (Season("05-01", "06-01"),)
    inside = [pause_on(date(2026, month, 1), flood) is not None for month in (1, 4, 5, 6, 12)]
    assert inside == [False, False, True, False, False]


def test_a_snapshot_says_when_a_link_opens_again() -> None:
    winter = river().as_of("2026-01-15")
    pause = winter.pause_of(RIVER)
    assert pause is not None
    assert pause.said() == "closed for the season, opens again on 2026-04-01"
    assert river().as_of("2026-07-15").pause_of(RIVER) is None


def test_a_season_closes_only_what_carries_traffic() -> None:
    history = (StatusEvent("2020", "operational", before="planned"),
               StatusEvent("2022-02-24", "closed"))
    network = river(history=history)
    assert network.as_of("2019-01-15").status_of(RIVER) == "planned"
    assert network.as_of("2021-01-15").status_of(RIVER) == "suspended"
    winter = network.as_of("2023-01-15")
    assert (winter.status_of(RIVER), winter.pause_of(RIVER)) == ("closed", None)


def test_a_scenario_can_open_a_frozen_river_and_close_an_open_one() -> None:
    winter = river().as_of("2026-01-15").apply([Change((f"link:{RIVER}",), "open")])
    assert (winter.status_of(RIVER), winter.pause_of(RIVER)) == ("operational", None)
    summer = river().as_of("2026-07-15").apply([Change((f"link:{RIVER}",), "close")])
    assert (summer.status_of(RIVER), summer.pause_of(RIVER)) == ("closed", None)


def test_a_restricted_season_goes_on_carrying() -> None:
    ice = river(seasons=(Season("12-13", "03-05", "restricted"),)).as_of("2026-01-15")
    pause = ice.pause_of(RIVER)
    assert ice.carrying == (True,)
    assert pause is not None
    assert pause.said() == "restricted for the season, to 2026-03-05"
    answer = shortest_route(ice, Query("ru-a", "ru-b"))
    assert "for the season to 2026-03-05" in " ".join(answer_text(answer).split())


def test_a_blocked_route_says_when_the_river_opens() -> None:
    answer = shortest_route(river().as_of("2026-01-15"), Query("ru-a", "ru-b"))
    assert "closed for the season, opening again on 2026-04-01" in answer_text(answer)
    (block,) = answer_json(answer)["blocked_by"]
    assert block["seasonal"] == [{"link": RIVER, "opens_again": "2026-04-01"}]


def test_of_several_rivers_the_last_decides() -> None:
    late = replace(way("ru-b", "ru-c", 100, "inland_waterway"),
                   seasons=(Season("11-16", "04-30"),))
    network = small([node("ru-a", 44, 48), node("ru-b", 45, 48), node("ru-c", 46, 48)],
                    [*river().links.records, late])
    answer = shortest_route(network.as_of("2026-01-15"), Query("ru-a", "ru-c"))
    assert "all closed for the season, the last opens again on 2026-04-30" in answer_text(answer)


def test_seasons_and_expected_openings_are_part_of_the_version() -> None:
    versions = {river().version, river(seasons=()).version, river(seasons=WINTER[:1]).version,
                river(opens_expected="2030").version}
    assert len(versions) == 4


@pytest.mark.parametrize(("season", "sentence"), [
    (Season("12-02", "12-02"), "a season closes and opens on 12-02"),
    (Season("1 Dec", "04-01"), "a season has no two days"),
    (Season("12-02", "04-01", "operational"), '"operational" is no status of a pause'),
    (Season("12-02", "04-01", "suspended", 2026, 2020), "a season ends in 2020"),
])
def test_a_season_that_is_none_is_refused(season: Season, sentence: str) -> None:
    with pytest.raises(TableError, match=sentence):
        river(seasons=(season,))


def test_two_seasons_in_one_year_are_refused() -> None:
    with pytest.raises(TableError, match="two seasons at a time"):
        river(seasons=(Season("12-02", "04-01"), Season("12-08", "04-01", first_year=2025)))


def test_nothing_opens_by_itself() -> None:
    assert gap().as_of("2035-12-31").status_of(MISSING) == "planned"


@pytest.mark.parametrize(("day", "status"), [
    ("2026-11-01", "planned"), ("2028-12-31", "planned"), ("2029-01-01", "operational"),
    ("2035-12-31", "operational"),
])
def test_what_is_expected_opens_on_the_first_day_it_can_mean(day: str, status: str) -> None:
    assert gap().as_of(day, assume_expected=True).status_of(MISSING) == status


def test_what_is_assumed_is_named_link_by_link() -> None:
    later = gap().as_of("2030-01-01", assume_expected=True)
    assert later.applied == (f"assume {MISSING} open, expected 2029",)
    assert (later.assumed, later.changed) == ((MISSING,), {MISSING})
    assert "1 expected openings assumed" in repr(later)
    answer = shortest_route(later, Query("North", "Gulf", modes={"rail"}))
    assert answer.stamp.applied == later.applied
    assert "assumed to open as expected" in " ".join(answer_text(answer).split())
    assert "expected openings assumed" in answer_text(answer)
    today = gap().as_of(assume_expected=True)
    assert (today.applied, today.assumed) == ((), ())


def test_an_assumed_opening_still_has_its_season() -> None:
    planned = river(status="planned", opens_expected="2030")
    assert planned.as_of("2030-01-15", assume_expected=True).status_of(RIVER) == "suspended"
    assert planned.as_of("2030-07-15", assume_expected=True).status_of(RIVER) == "operational"


def test_changes_are_made_on_what_is_assumed() -> None:
    later = gap().as_of("2030-01-01", assume_expected=True)
    closed = later.apply([Change((f"link:{MISSING}",), "close", expects="operational")])
    assert closed.status_of(MISSING) == "closed"
    assert closed.applied == (f"assume {MISSING} open, expected 2029", f"close link:{MISSING}")
    with pytest.raises(ScenarioError, match="assumed to open: leave"):
        later.apply([Change((f"link:{MISSING}",), "open", expects="planned")])


def test_links_can_be_added_to_what_is_assumed() -> None:
    later = gap().as_of("2030-01-01", assume_expected=True)
    new = rail("ir-rasht", "ir-border", 500, (1435,))
    grown = later.apply([Change(action="add", links=(new,))])
    assert grown.changed == {MISSING, new.link_id}
    assert grown.status_of(MISSING) == "operational"


def scenario(**given: bool | None) -> Scenario:
    """Three variants on one date: silent, assuming, and not assuming."""
    variants = (Variant("silent"), Variant("yes", assume_expected=True),
                Variant("no", assume_expected=False))
    return Scenario("later", "Later", variants, on=date(2030, 1, 1), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("top", "variant", "status"), [
    (False, "silent", "planned"), (False, "yes", "operational"), (False, "no", "planned"),
    (True, "silent", "operational"), (True, "yes", "operational"), (True, "no", "planned"),
])
def test_a_variant_decides_before_its_scenario(top: bool, variant: str, status: str) -> None:
    question = scenario(assume_expected=top)
    base = gap().as_of(question.on, assume_expected=top)
    assert base.apply(question, variant).status_of(MISSING) == status
    # A base that knows nothing of it gives the same.
    assert gap().as_of(question.on).apply(question, variant).status_of(MISSING) == status


def test_an_assumption_on_a_changed_snapshot_is_refused() -> None:
    changed = gap().as_of("2030-01-01").apply([Change(("link:ru-north-tm-east-rail",), "close")])
    with pytest.raises(ScenarioError, match="assumes that links open as expected, but the snap"):
        changed.apply(scenario(), "yes")


def test_scenario_files_say_it_at_the_top_and_in_a_variant(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "later.toml"
    path.write_text('title = "Later"\non = 2030-01-01\nassume_expected = true\n'
                    '[[query]]\norigin = "North"\ndestination = "Gulf"\n'
                    '[[variant]]\nname = "a"\n[[variant]]\nname = "b"\nassume_expected = false\n')
    read = load_scenario(path)
    assert read.assume_expected
    assert [variant.assume_expected for variant in read.variants] == [None, False]
