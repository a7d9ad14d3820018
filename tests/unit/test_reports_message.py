"""The number of a finding: made where its sentence is made, and the one that it is about."""

from __future__ import annotations

from corridors import Query, critical, history, load, load_scenario, montecarlo, threshold
from corridors.reports.asked_findings import finding_of
from corridors.reports.finding import Finding
from corridors.reports.message import Message, said_shortly

RAIL = Query("Saint Petersburg", "Bandar Abbas", by="time", modes={"rail"})


def test_a_value_is_said_with_its_range_or_without() -> None:
    assert said_shortly("5 km", "4–6", "range") == "5 km (range 4–6)"
    assert said_shortly("5 km", "", "range") == "5 km"
    assert Message("it falls.").said == "it falls."


def test_a_threshold_shows_where_it_switches_and_not_where_it_begins() -> None:
    opened = load().as_of().apply(load_scenario("rasht-astara"))
    found = finding_of(threshold(opened, RAIL, "dwell_h of border:az-ir-astara", 0, 240))
    assert found.number.endswith(" h")
    assert found.number != "0 h"
    assert found.messages[0].startswith(f"Up to {found.number} the fastest route takes ")
    assert found.note.startswith("today ")
    assert ", range " in found.messages[0]


def test_a_history_shows_how_often_the_route_changes() -> None:
    found = finding_of(history(load(), Query("Baku", "Nakhchivan", modes={"rail"}),
                               years=(1990, 1993)))
    assert found.number.endswith(" change") or found.number.endswith(" changes")
    assert found.note == "1990–1993"
    assert "day" not in found.number


def test_draws_show_their_median_between_what_nine_of_ten_take() -> None:
    found = finding_of(montecarlo(load().as_of(), Query("Baku", "Tbilisi", by="time",
                                                        modes={"rail"}), draws=100))
    assert found.number in found.messages[0]
    low, high = found.note.removesuffix(" days").split("–")
    assert f"nine of ten take {low} to {high} days" in found.messages[0]


def test_a_loss_stands_before_what_is_counted() -> None:
    found = finding_of(critical(load().as_of(), [RAIL]))
    assert found.messages[0].startswith("The worst link to lose is ")
    assert found.number.strip("+−").split()[0] in found.messages[0]
    assert found.note in ("at most", "cut off")


def test_no_number_is_shown_where_none_fits() -> None:
    assert (Finding("Which?", ("None of 12 is.",)).number, Finding("", ()).note) == ("", "")
