"""Every kind of map on the real corridors, measured as it comes out of matplotlib."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely
from measured import Measured, measure

import corridors as co
from corridors.analysis.effects import Effects, effects_of
from corridors.analysis.indicators import indicators
from corridors.errors import QueryError
from corridors.io.figures import figure_bytes
from corridors.io.scenario_files import load_scenario
from corridors.maps import Basemap, Look, MissingLetters, draw, letters, naming, network_map
from corridors.maps.areas import Wish, _beside
from corridors.maps.figure import MapFigure
from corridors.maps.obstacles import Obstacles
from corridors.maps.style import SMALLEST_PT
from corridors.model.network import Network
from corridors.model.records import Alias
from corridors.study import load_basemap

basemap: Callable[[], Basemap] = cache(load_basemap)
network: Callable[[], Network] = cache(co.load)


def today() -> co.Snapshot:
    return network().as_of()


def route(origin: str, destination: str, *modes: str) -> co.Answer:
    return co.shortest_route(today(), co.Query(origin, destination, modes=set(modes) or None))


@cache
def effects(name: str, query: int = 0) -> Effects:
    scenario = load_scenario(name)
    return effects_of(replace(scenario, queries=scenario.queries[query:query + 1], written=()),
                      network())


def pairs() -> co.Pairs:
    asked = [co.Query(*ends, by="time") for ends in (
        ("Moscow", "Mumbai"), ("Shanghai", "Istanbul"), ("Baku", "Poti"), ("Yerevan", "Tehran"),
        ("Kars", "Nakhchivan"))]
    return co.Pairs(tuple(asked), (5.0, 4.0, 3.0, 2.0, 1.0), "TEU")


MAPS: dict[str, Callable[[], object]] = {
    "network": today,
    "route-40-km": lambda: route("Kapan", "Meghri"),
    "route-200-km": lambda: route("az-horadiz", "az-julfa"),
    "route-rail": lambda: route("Baku", "Bandar Abbas"),
    "route-eurasia-rail": lambda: route("Shanghai", "Rotterdam", "rail"),
    "route-eurasia-sea": lambda: route("Shanghai", "Rotterdam", "sea"),
    "no-route": lambda: route("Yerevan", "Nakhchivan", "rail"),
    "scenario-with-inset": lambda: effects("rasht-astara"),
    "scenario-inset-below": lambda: effects("aras-or-zangezur"),
    "before-after": lambda: effects("rasht-astara"),
    "multiples": lambda: effects("aras-or-zangezur"),
    "changes": lambda: effects("closures"),
    "flows": lambda: indicators(effects("closures")),
    "reach": lambda: co.reach(today(), "Baku", ["2d", "4d", "6d"]),
    "critical": lambda: co.critical(today(), pairs(), ["link"]),
    "openings": lambda: co.openings(today(), co.Query("Saint Petersburg", "Bandar Abbas",
                                                      modes={"rail"})),
    "assign": lambda: co.assign(today(), pairs()),
}
KINDS = {"before-after", "multiples", "changes"}


@cache
def figure(name: str, language: str = "") -> MapFigure:
    return draw(MAPS[name](), basemap(), kind=name if name in KINDS else "",
                look=Look(names=language))


@cache
def measured(name: str, language: str = "") -> Measured:
    return measure(figure(name, language))


def faults(page: Measured) -> dict[str, object]:
    """Give every breach of the rules of a map, by rule."""
    found = {"text over text": page.texts_over_texts(),
             "text over a symbol": page.texts_over_dots(),
             "text over a line": page.texts_over_lines(),
             "text over a box": page.texts_over_boxes(),
             "text over a leader": page.texts_over_leaders(),
             "name nearer to another place": page.strays(),
             "text outside": page.outside()}
    found["network under the inset"] = page.hidden_share() > 0.02
    found["small letters"] = page.smallest_pt() < SMALLEST_PT
    return {rule: what for rule, what in found.items() if what}


@pytest.mark.parametrize("name", MAPS)
def test_a_map_keeps_the_rules(name: str) -> None:
    assert faults(measured(name)) == {}


@pytest.mark.parametrize(("name", "language"), [
    ("scenario-with-inset", "fa"), ("route-rail", "az"), ("scenario-inset-below", "hy"),
    ("route-eurasia-rail", "ru"), ("route-200-km", "ka")])
def test_a_map_with_local_names_keeps_the_rules(name: str, language: str) -> None:
    assert faults(measured(name, language)) == {}


@pytest.mark.parametrize("name", MAPS)
def test_a_map_has_degrees_a_scale_and_names_enough(name: str) -> None:
    page = measured(name)
    inner = {inset for _, inset in page.insets}
    for panel in range(1, len(page.panels)):
        words = [word for word in page.words if word.panel == panel]
        degrees = [word.text for word in words if word.label == "degree"]
        assert panel in inner or any(word.endswith(("E", "W", "0°")) for word in degrees)
        assert any("km" in word.text for word in words if word.label == "scale bar")
    assert any(word.text.endswith(("N", "S")) for word in page.words if word.label == "degree")
    assert len(page.names) >= (2 if name == "route-40-km" else 5)
    assert sum(word.label == "area" for word in page.words) >= 3


def test_the_faults_of_a_bad_map_are_found() -> None:
    page = draw(route("Kapan", "Meghri"), basemap())
    axes = page.axes[1]
    name = next(text for text in axes.texts if text.get_text() == "Kapan")
    name.set_position(next(text for text in axes.texts if text.get_text() == "Meghri")
                      .get_position())
    found = faults(measure(page))
    assert {"text over text", "name nearer to another place"} <= set(found)
    dot = next(line for line in axes.lines if line.get_label() == name.get_label())
    name.set_position((float(dot.get_xdata()[0]) - 20, float(dot.get_ydata()[0]) - 6))
    name.set_fontsize(5)
    assert {"text over a symbol", "text over a line", "small letters"} <= set(faults(measure(page)))
    name.set_position((-30, 100))
    assert faults(measure(page))["text outside"] == ["Kapan", "Kapan"]
    bar = next(text for text in axes.texts if text.get_label() == "scale bar")
    name.set_position(bar.get_position())
    assert ("Kapan", "scale bar") in measure(page).texts_over_boxes()


def said(page: Measured) -> set[str]:
    return {word.text.replace("\n", " ") for word in page.words}


def test_seas_and_lakes_are_named_each_once_in_a_panel() -> None:
    page = measured("scenario-inset-below")
    assert {"Caspian Sea", "Black Sea", "Lake Van", "North Aral Sea"} <= said(page)
    for panel in range(1, len(page.panels)):
        areas = [word.text for word in page.words if word.label == "area" and word.panel == panel]
        assert len(areas) == len(set(areas))


def test_the_name_of_a_water_stands_in_it_or_ashore_beside_it() -> None:
    line = np.column_stack([np.linspace(0, 200, 200), np.full(200, 95.0)])
    room = Obstacles(200, 100, points=line)
    land, small = shapely.box(0, 0, 200, 100), shapely.Point(100, 50).buffer(6)
    (name,) = _beside(Wish(("Lake Van",), (6.4,), small, water=True, beside=True), land, room)
    box = shapely.box(*name.box)
    assert not box.intersects(small)
    assert box.distance(small) < 5
    island = shapely.Point(100, 50).buffer(9)
    assert _beside(Wish(("Lake Van",), (6.4,), small, water=True, beside=True), island, room) == []
    assert {"Black Sea", "Caspian Sea"} <= said(measured("route-eurasia-rail"))


def test_places_in_the_inset_are_left_to_it() -> None:
    page = measured("critical")
    (inset,) = [number for number in range(2, len(page.panels))]
    on_map = {word.text for word in page.names if word.panel == 1}
    in_inset = {word.text for word in page.names if word.panel == inset}
    assert {"Kars", "Yerevan", "Nakhchivan"} <= in_inset
    assert not {"Kars", "Yerevan", "Nakhchivan"} & on_map


def test_places_countries_and_waters_bear_local_names() -> None:
    persian = said(measured("scenario-with-inset", "fa"))
    assert {"بندرعباس", "مسکو", "دریای سیاه", "اوکراین"} <= persian
    assert {"Москва", "Шанхай", "КАЗАХСТАН"} <= said(measured("route-eurasia-rail", "ru"))
    assert {"Bakı", "Xəzər dənizi", "İRAN"} <= said(measured("route-rail", "az"))
    assert {"Մեղրի", "Կասպից ծով"} <= said(measured("scenario-inset-below", "hy"))
    # Georgian has no capitals in use; Tabriz has no Georgian name in the data.
    assert {"ირანი", "Tabriz"} <= said(measured("route-200-km", "ka"))


def test_persian_stays_text_in_svg_and_is_the_same_twice() -> None:
    made = [figure_bytes(figure("scenario-with-inset", "fa"), "svg") for _ in range(2)]
    assert made[0] == made[1]
    assert "تهران".encode() in made[0]
    assert figure_bytes(figure("scenario-with-inset", "fa"), "pdf").startswith(b"%PDF")


def test_origin_and_destination_are_named_on_every_panel() -> None:
    page = measured("multiples")
    for panel in range(1, len(page.panels)):
        assert {"Baku", "Nakhchivan"} <= {word.text for word in page.names if word.panel == panel}


def test_former_names_are_not_drawn() -> None:
    snapshot = today()
    aliases = (*(a for a in network().aliases if a.node_id != "az-baku"),
               Alias("az-baku", "Старый", "ru", "former"), Alias("az-baku", "Баку", "ru"))
    known = naming.Naming.of(replace(snapshot.network, aliases=aliases), "ru")
    assert "Баку" in known.places.values()
    assert "Старый" not in known.places.values()


def test_names_without_a_font_stay_those_of_the_data_with_one_warning(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "_other", lambda letter: "")
    with pytest.warns(MissingLetters, match=r"the data is shown instead\. Install Noto") as told:
        page = network_map(today(), basemap(), region=(100, 20, 125, 45), look=Look(names="zh"))
    assert len(told) == 1
    assert {"Yiwu", "CHINA"} <= said(measure(page))


def test_unknown_languages_and_old_programs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QueryError, match=r'nothing has a name in the language "xx"\. .*az, be, bg'):
        draw(route("Baku", "Tbilisi"), basemap(), look=Look(names="xx"))
    monkeypatch.setattr(naming, "can_shape", lambda: False)
    with pytest.raises(QueryError, match=r'cannot join the letters of the language "fa".*3\.11'):
        draw(route("Baku", "Tbilisi"), basemap(), look=Look(names="fa"))
    assert draw(route("Baku", "Tbilisi"), basemap(), look=Look(names="ru")).axes


def test_the_small_print_names_the_file_of_the_scenario() -> None:
    version = load_scenario("rasht-astara").version.removeprefix("sha256:")[:12]
    for name, said_there in (("scenario-with-inset", "rasht-astara"),
                             ("before-after", "rasht-astara/open")):
        small = " ".join(word.text for word in measured(name).words)
        assert f"scenario {said_there} (file {version})" in small
    assert "scenario" not in " ".join(word.text for word in measured("network").words)
