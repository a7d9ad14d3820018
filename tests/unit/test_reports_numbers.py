"""Numbers, words and pictures of reports."""

from __future__ import annotations

import pytest
from toys import gap

from corridors.analysis.compare import compare
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.route import Answer
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURES, bare_hours, counted, percent, plain_number, span
from corridors.reports.pictures import Picture
from corridors.reports.plain import link_address, plain_text
from corridors.reports.questions import effect_said
from corridors.reports.words import chained, rerouted_said, restored_said, route_said, why_not
from corridors.routing.solve import shortest_route


@pytest.mark.parametrize(("value", "digits", "text"), [
    (0, 0, "0"), (-0.4, 0, "0"), (999.5, 0, "1,000"), (1234567, 0, "1,234,567"), (-7.25, 1, "−7.2"),
    (0.05, 1, "0.1")])
def test_a_number(value: float, digits: int, text: str) -> None:
    assert plain_number(value, digits) == text


@pytest.mark.parametrize(("value", "text"), [
    (None, ""), (0.0, "±0 %"), (0.04, "±0 %"), (0.4, "+0.4 %"), (-0.96, "−1.0 %"), (120, "+120 %")])
def test_a_share(value: float | None, text: str) -> None:
    assert percent(value) == text


@pytest.mark.parametrize(("by", "value", "text"), [
    ("distance", 5173, "5,173 km"), ("distance", 0, "0 km"), ("distance", 8.3, "8.3 km"),
    ("time", 350, "14.6 days (350 h)"), ("time", 47.9, "48 h"), ("time", 48, "2.0 days (48 h)"),
    ("time", 0.5, "0.5 h"), ("cost", 3120, "USD 3,120/TEU"), ("co2", 1611, "1,611 kg CO2/TEU")])
def test_a_value_with_its_unit(by: str, value: float, text: str) -> None:
    assert MEASURES[by].said(value) == text


@pytest.mark.parametrize(("by", "value", "share", "text"), [
    ("distance", -1059, -17, "−1,059 km (−17 %)"), ("distance", 0, 0, "±0 km (±0 %)"),
    ("time", 6.4, None, "+0.3 days"), ("time", -0.9, 0, "−0.04 days (±0 %)"),
    ("time", None, None, ""), ("cost", 20, 1, "+20 USD/TEU (+1 %)")])
def test_a_difference(by: str, value: float | None, share: float | None, text: str) -> None:
    assert MEASURES[by].difference(value, share) == text


def test_a_difference_in_time_has_the_unit_of_its_total() -> None:
    written = MEASURES["time"].difference
    assert [written(-30, total=total) for total in (None, 47, 48)] == ["−1.2 days", "−30 h",
                                                                       "−1.2 days"]


def test_ranges_counts_hours_and_lists() -> None:
    assert span(5150, 5190, plain_number) == "5,150–5,190"
    assert span(5, 5, plain_number) == ""
    assert [counted(number, "border") for number in (0, 1, 2)] == ["no border", "1 border",
                                                                   "2 borders"]
    assert [bare_hours(value) for value in (0, 4, 5.7, 9.96, 12.3)] == ["0", "4", "5.7", "10", "12"]
    assert [listed(words) for words in ([], ["a"], ["a", "b"])] == ["", "a", "a and b"]


@pytest.mark.parametrize(("address", "kept"), [
    ("https://example.org/a_(b)", True), ("HTTP://example.org", True), ("ftp://example.org", False),
    ("javascript:alert(1)", False), ("data:text/html,x", False), ("//example.org", False),
    ("https://", False), ("https://example.org/a b", False), ("https://example.org/<b>", False),
    ("https://[::1", False), ("https://example.org/\u202ex", False), ("", False)])
def test_only_web_addresses_may_be_linked(address: str, kept: bool) -> None:
    assert link_address(address) == (address if kept else "")


def test_letters_that_join_stay() -> None:
    assert plain_text("می\u200cخواهم e\u0301") == "می\u200cخواهم e\u0301"
    assert plain_text("a\ud800b\x00c") == "a\ufffdb\ufffdc"


def test_an_alternative_text_is_cut() -> None:
    assert len(Picture("a", "A", "x" * 300, b"").alt_text) == 250
    assert Picture("a", "A", "Baku " * 60, b"").alt_text.endswith("Baku Baku…")
    assert Picture("a", "A", "From Baku: 1,05…", b"").alt_text == "From Baku…"
    assert Picture("a", "A", "Baku " * 50, b"").alt_text == ("Baku " * 50).strip()


def asked(closed: bool = False) -> Answer:
    avoid = ["link:ir-border-ir-gulf-rail"] if closed else []
    return shortest_route(gap().as_of(), Query("ru-north", "ir-gulf", modes={"rail"}, avoid=avoid))


def test_how_a_route_runs() -> None:
    answer = asked()
    assert answer.best is not None
    assert route_said(answer, answer.best) == (
        "3,500 km by rail through Russia, Turkmenistan and Iran, with 2 border crossings, "
        "1 break of gauge at Border (Iran) and no transfer.")


def test_why_there_is_no_route() -> None:
    answer = asked(closed=True)
    said = "Astara (Iran)–Rasht (rail); 2,572 km with it open"
    assert restored_said(answer, answer.blocked_by[0]) == said
    assert why_not(answer) == \
        f"No route is open. The shortest needs one more link (planned today): {said}."


def test_no_set_of_links_helps() -> None:
    answer = shortest_route(gap().as_of(), Query("ru-north", "ir-gulf", modes={"sea"}))
    assert why_not(answer).endswith(".")
    assert "ir-gulf" not in why_not(answer)


def test_where_another_route_runs() -> None:
    before = asked()
    after = shortest_route(gap().as_of(), Query("ru-north", "ir-gulf", modes={"rail", "road"}))
    assert before.best is not None
    assert after.best is not None
    assert rerouted_said((before, before.best), (after, after.best)) == (
        "through Azerbaijan instead of Turkmenistan, without the break of gauge at Border (Iran)")
    assert effect_said(compare(before, before)) == "no change"


def test_links_that_follow_each_other_are_one_chain() -> None:
    names = Names.of(gap())
    assert chained(names, ["ir-rasht-ir-gulf-rail", "ir-astara-ir-rasht-rail",
                           "az-astara-ir-astara-rail", "ir-astara-ir-rasht-road"]) == [
        "Gulf–Rasht–Astara (Iran)–Astara (Azerbaijan) (rail)", "Astara (Iran)–Rasht (road)"]


def test_restrictions_in_words() -> None:
    limit = Restriction(frozenset({"road", "rail"}), overland=True, max_road_km=1250,
                        avoid=("country:AM", "border:az-ir-astara", "corridor:west"),
                        via=("node:ir-rasht", "link:ir-astara-ir-rasht-rail", "link:a-*", "Baku"))
    assert Names.of(gap()).limits(limit) == (
        "rail and road only; on land only; at most 1,250 km by road; via Rasht, "
        "Astara (Iran)–Rasht (rail, 162 km), link:a-* and Baku; avoiding Armenia, "
        "the crossing Astara and the corridor west")


def test_ids_in_words_are_names() -> None:
    names = Names.of(gap())
    query = Query("ru-north", "ir-gulf", avoid=("country:AM", "link:ru-*"),
                  via=("ir-rasht", "link:ir-*-road"))
    assert names.limits(query) == (
        "via Rasht and Astara (Iran)–Rasht (road, 190 km); avoiding Armenia and 2 links such as "
        "North–Astara (Azerbaijan) (rail, 900 km)")
    assert names.worded(f"None ({query.said()}).", query) == f"None ({names.limits(query)})."
    assert names.worded("Avoided: country:AM, link:ru-*.", query).startswith("Avoided: Armenia and")
