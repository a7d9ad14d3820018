"""Pictures that set a variant against the base: one at a time, all at once, and link by link."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.text import Text
from scenes import OPEN, basemap, gap, network, open_or_shut, panels, texts

from corridors.analysis.compare import compare
from corridors.analysis.effects import Effects, effects_of
from corridors.errors import QueryError
from corridors.io.figures import figure_bytes
from corridors.io.scenario_files import load_scenario
from corridors.maps import changes_map, draw, style
from corridors.maps.figure import MapFigure
from corridors.maps.multiples_map import MOST_PANELS
from corridors.maps.variants import chosen_variant
from corridors.model.query import Query
from corridors.model.scenario import Change, Variant


def signs(figure: MapFigure, kind: str) -> list[Line2D]:
    """Give the signs of a kind on the maps of a figure, without those of the legend."""
    sign = style.SIGNS[kind]
    return [line for axes in panels(figure) for line in axes.findobj(Line2D)
            if line.get_marker() == sign.marker and line.get_markeredgecolor() == sign.colour]


def idle_first() -> Effects:
    """A scenario whose first variant changes nothing."""
    idle = Variant("idle", "Nothing happens", (Change(("link:ir-border-ir-gulf-rail",), "open"),))
    return gap(idle, Variant("open", "Gap closed", (OPEN,)))


def test_the_first_variant_that_changes_something_is_set_against_the_base() -> None:
    assert chosen_variant(idle_first(), 0).name == "open"
    assert chosen_variant(idle_first(), 0, "idle").name == "idle"
    assert chosen_variant(open_or_shut(), 0, "East shut").name == "shut"


def test_an_unknown_variant_is_answered_with_those_there_are() -> None:
    for kind in ("before-after", "changes"):
        with pytest.raises(QueryError, match=r'there is no variant "opne".*Did you mean "open"'):
            draw(open_or_shut(), basemap(), kind=kind, variant="opne")
        with pytest.raises(QueryError, match="there is no query number 9"):
            draw(open_or_shut(), basemap(), kind=kind, query=9)
    with pytest.raises(QueryError, match="there is no query number 9"):
        draw(open_or_shut(), basemap(), kind="multiples", query=9)
    alone = replace(open_or_shut(), cases=open_or_shut().cases[:1])
    with pytest.raises(QueryError, match="the scenario has no variant to set against the base"):
        draw(alone, basemap(), kind="before-after")


def test_before_and_after_of_a_scenario_names_its_cases_and_their_difference() -> None:
    figure = draw(open_or_shut(), basemap(), kind="before-after")
    said = texts(figure)
    assert {"Base: Today", "Variant: Gap closed"} <= set(said)
    assert any("2,572 km (−928)" in text for text in said)
    assert figure.alt.startswith("Two maps of the shortest route North – Gulf")
    assert "Gap closed: 2,572 km (−928)" in figure.alt
    shut = draw(open_or_shut(), basemap(), kind="before-after", variant="shut")
    assert "Variant: East shut" in texts(shut)
    assert signs(shut, "shut")


def test_small_multiples_have_a_panel_for_each_variant_that_changes_something() -> None:
    figure = draw(open_or_shut(), basemap(), kind="multiples")
    assert len(panels(figure)) == 3
    said = texts(figure)
    assert {"Today", "Gap closed", "East shut"} <= set(said)
    assert {"as in the base (Today)", "other links than in the base", "base only",
            "shut in the variant"} <= set(said)
    idle = draw(idle_first(), basemap(), kind="multiples")
    assert len(panels(idle)) == 2
    assert any("No change: Nothing happens" in text for text in texts(idle))


def test_of_too_many_variants_the_rest_is_counted() -> None:
    many = tuple(Variant(f"open-{number}", f"Opened {number}", (OPEN,)) for number in range(14))
    figure = draw(gap(*many), basemap(), kind="multiples")
    assert len(panels(figure)) == MOST_PANELS
    assert "3 more variants have no room" in " ".join(texts(figure))


def test_links_that_gain_and_lose_routes_bear_different_signs() -> None:
    figure = draw(open_or_shut(), basemap(), kind="changes")
    assert signs(figure, "gains")
    assert signs(figure, "loses")
    assert not signs(figure, "new")
    assert not signs(figure, "shut")
    said = texts(figure)
    assert {"more routes", "fewer routes", "opened by the scenario"} <= set(said)
    assert "as many routes as before" not in said
    assert figure.alt == ("Map. Gap closed: what changes, North – Gulf; better: 4 links with more "
                          "routes, 3 links with fewer routes.")


def test_a_pair_that_had_no_route_is_new_and_one_that_loses_it_is_cut_off() -> None:
    base, cut = open_or_shut().base.answers[0], open_or_shut().variants[1].answers[0]
    opened, shut = (changes_map(compare(*pair), basemap()) for pair in ((cut, base), (base, cut)))
    assert signs(opened, "new")
    assert not signs(opened, "gains")
    assert "newly reachable" in texts(opened)
    assert signs(shut, "loses")
    assert signs(shut, "shut")
    assert "newly cut off" in texts(shut)
    markers = [{line.get_marker() for axes in panels(figure) for line in axes.findobj(Line2D)}
               for figure in (opened, shut)]
    assert style.SYMBOLS["reached"].marker in markers[0] - markers[1]
    assert style.SYMBOLS["cut_off"].marker in markers[1] - markers[0]


def test_links_are_as_broad_as_the_weight_of_the_pairs_that_changed() -> None:
    # From Astara goods go back north as things are: one train less there, and three more.
    asked = tuple(Query(origin, "Gulf", modes={"rail"}) for origin in ("North", "az-astara"))
    found = gap(Variant("open", "Gap closed", (OPEN,)), queries=asked, weights=(3.0, 1.0),
                unit="trains")
    figure = draw(found, basemap(), kind="changes")
    assert {"more routes (2 to 4 trains)", "fewer routes (4 trains)"} <= set(texts(figure))
    widths = {round(float(width), 2) for axes in panels(figure)
              for lines in axes.findobj(LineCollection)
              for colour, width in zip(lines.get_colors(), lines.get_linewidths(), strict=False)
              if to_hex(colour) == style.PALETTE[0].lower()}
    assert len(widths) > 1


def test_all_pairs_of_one_question_are_counted_together() -> None:
    scenario = load_scenario("rasht-astara")
    first, *rest = scenario.queries
    asked = (first, *(query for query in rest if query.by == "time"),
             replace(first, origin="Moscow"), replace(first, origin="Baku"))
    whole = effects_of(replace(scenario, queries=asked, written=()), network())
    figure = draw(whole, basemap(), kind="changes")
    said = texts(figure)
    assert "Rasht–Astara open: what changes, 3 OD pairs" in said
    assert any("Pairs: 3 better" in text for text in said)
    assert any("(width, colour, sign)" in text for text in said)
    assert any(text.startswith("more routes (") for text in said)


@pytest.mark.parametrize("kind", ["before-after", "multiples", "changes"])
def test_a_picture_of_a_variant_is_the_same_twice_and_has_no_small_letters(kind: str) -> None:
    made = [draw(open_or_shut(), basemap(), kind=kind) for _ in range(2)]
    one, two = (figure_bytes(figure, "svg", title="t", alt=figure.alt, dpi=100) for figure in made)
    assert one == two
    assert len(made[0].alt) <= 250
    letters = [text for text in made[0].findobj(Text) if text.get_text()]
    assert min(text.get_fontsize() for text in letters) >= style.SMALLEST_PT
    assert not any(text.get_parse_math() for text in letters)
