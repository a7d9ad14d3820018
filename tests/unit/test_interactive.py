"""The interactive map: one file, the same bytes twice, that runs nothing but its own script."""

from __future__ import annotations

import json
import re
import socket
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import toys

import corridors
from corridors import Query, load, load_scenario, study
from corridors.analysis.effects import Effects, effects_of
from corridors.errors import QueryError
from corridors.io.interactive_file import InteractiveMap
from corridors.maps.web_ground import Paper, line_path
from corridors.maps.web_map import web_map
from corridors.model.network import Network
from corridors.model.records import Source
from corridors.model.tables import Tables
from corridors.routing.solve import shortest_route
from corridors.study import interactive, load_basemap

LARGEST = 1_500_000
WANTED = Query("Baku", "Kars", modes={"rail"})


@cache
def aras() -> Effects:
    return effects_of(load_scenario("aras-or-zangezur"), load())


@cache
def page(kind: str) -> InteractiveMap:
    today = load().as_of()
    answer = shortest_route(today, WANTED)
    return interactive({
        "network": lambda: today, "answer": lambda: answer, "effects": aras,
        "comparison": lambda: aras().comparison(aras().variants[0], 0),
        "reach": lambda: corridors.reach(today, "Baku", ["2d", "4d"]),
        "history": lambda: corridors.history(load(), WANTED),
    }[kind]())


KINDS = ("network", "answer", "comparison", "effects", "history", "reach")


def data_of(made: InteractiveMap) -> dict[str, Any]:
    """What the script of a page reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', made.html,
                      re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


class Tags(HTMLParser):
    """Every element of a page with its attributes, and its text outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_under_its_size_and_has_all_links_with_their_history(kind: str) -> None:
    made, told = page(kind), data_of(page(kind))
    assert len(made.html.encode()) < LARGEST
    assert len(told["links"]) >= len(load().links)
    events = sum(map(len, load().links.history))
    assert sum(key >= 0 for link in told["links"] for _, key, *_ in link.get("h", [])) == events


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_for_nothing(kind: str) -> None:
    tags = Tags(page(kind).html).tags
    assert not [tag for tag, _ in tags if tag in {"link", "img", "iframe", "object", "embed",
                                                  "base", "image", "use"}]
    assert not [about for _, about in tags if {"src", "style", "href", "xlink:href"} & set(about)]
    assert not [name for _, about in tags for name in about if name.startswith("on")]


def test_the_policy_allows_this_style_and_this_script_alone() -> None:
    html = page("answer").html
    policy = next(about["content"] or "" for tag, about in Tags(html).tags
                  if about.get("http-equiv") == "Content-Security-Policy")
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(style) == len(script) == 1
    for rule, text in (("style-src", style[0]), ("script-src", script[0])):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for banned in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                   "Function(", "fetch(", "XMLHttpRequest", "localStorage"):
        assert banned not in script[0]


def test_the_same_result_gives_the_same_bytes() -> None:
    answer = shortest_route(load().as_of(), WANTED)
    again = interactive(answer)
    assert again.html == page("answer").html
    for private in (str(Path.cwd()), socket.gethostname()):
        assert not re.search(rf"(?<!\w){re.escape(private)}(?!\w)", again.html)


def test_only_sources_have_addresses_and_they_are_http() -> None:
    told = data_of(page("network"))
    addresses = {source[2] for source in told["sources"]}
    assert len(addresses) > 100
    assert all(re.match(r"https?://", address) for address in addresses if address)


@pytest.mark.parametrize("day", ["1995-06-01", "2010-07-01", "2026-11-01"])
def test_the_statuses_of_a_date_are_those_of_the_network_on_it(day: str) -> None:
    network, told = load(), data_of(page("network"))
    at = sum(date <= day for date in told["dates"]) - 1
    now = network.as_of(told["dates"][at])
    names = told["statuses"]
    for key, link, status in zip(network.links.link_id, told["links"], now.status, strict=True):
        shown = [names[number] for start, number in link["p"] if start <= at][-1]
        paused = now.pause_of(key)
        assert shown == ("season" if paused and status != "restricted" else status), key


def test_the_statuses_of_a_variant_are_those_of_its_network() -> None:
    told, effects = data_of(page("effects")), aras()
    ids = sorted({key for case in effects.cases for key in case.snapshot.network.links.link_id})
    for case, about in zip(effects.cases, told["cases"], strict=True):
        snapshot = case.snapshot
        for number, key in enumerate(ids):
            if key not in snapshot.network.links.index:
                continue
            periods = about["p"].get(f"{number}", told["links"][number]["p"])
            shown = [told["statuses"][status] for start, status in periods
                     if start <= about["on"]][-1]
            assert shown in (snapshot.status_of(key), "season"), (case.name, key)


def test_routes_are_those_that_were_found() -> None:
    told, effects = data_of(page("effects")), aras()
    ids = sorted({key for case in effects.cases for key in case.snapshot.network.links.link_id})
    assert len(told["trips"]) == len(effects.cases) * len(effects.queries)
    for trip in told["trips"]:
        best = effects.cases[trip["c"]].answers[trip["q"]].best
        assert [ids[number] for number in trip["l"]] == list(best.link_ids if best else ())


def test_a_history_shows_each_route_in_its_days() -> None:
    told, found = data_of(page("history")), corridors.history(load(), WANTED)
    for trip, period in zip(told["trips"], found.pairs[0], strict=True):
        days = told["dates"][trip["from"]:trip["to"]]
        assert days[0] == period.start.isoformat()
        assert all(period.start.isoformat() <= day <= period.end.isoformat() for day in days)


def test_what_is_reached_is_told_place_by_place() -> None:
    found = corridors.reach(load().as_of(), "Baku", ["2d", "4d"])
    told = data_of(page("reach"))
    assert told["bands"] == ["48 h", "96 h"]
    assert [(band, words) for _, band, words in told["reached"]] == \
        [(one.band, f"{found.shown(one):,.1f} h") for one in found.nodes]
    ids = load().links.link_id
    assert {ids[int(number)] for number in told["way"]} <= {part.link_id for part in found.parts}
    half = {part.link_id for part in found.parts} - {ids[int(n)] for n in told["way"]}
    # Links of which only a part is reached are not drawn as reached.
    assert half
    for key in half:
        assert sum(p.end - p.start for p in found.parts if p.link_id == key) < 1
    with pytest.raises(QueryError, match="M42"):
        interactive(corridors.reach(load().as_of(), "Baku", [f"{day}d" for day in range(1, 8)]))


def test_links_lie_where_their_ends_are() -> None:
    network = load()
    drawn = web_map([network.as_of()], [], [], load_basemap())
    for link in network.links.records[::20]:
        start = drawn.places[link.from_node_id]
        x, y = map(int, re.findall(r"-?\d+", drawn.links[link.link_id])[:2])
        # Lines end within 3 km of their places: stations are not the middle of a town.
        assert max(abs(x - start.x), abs(y - start.y)) < 30, link.link_id
    left, top, wide, high = drawn.fit
    assert 0 <= left < left + wide <= drawn.width
    assert -high < top < top + high <= drawn.height + high


def test_a_path_is_written_in_steps() -> None:
    import numpy as np
    assert line_path(np.array([[0, 0], [10, 0], [10, 5], [0, 0]]), closed=True) == "M0 0l10 0 0 5z"
    assert line_path(np.array([[3, 3], [3.1, 3.2]])) == ""


def test_a_sheet_holds_what_is_drawn() -> None:
    import numpy as np

    from corridors.maps.projection import Projection
    lonlat = np.array([[44.0, 38.0], [49.8, 40.4]])
    paper = Paper.around(Projection.centred_on(lonlat), lonlat)
    spots = paper.units(lonlat)
    assert (spots > 0).all()
    assert (spots < (paper.width, paper.height)).all()
    # 100 m a unit: Julfa to Baku is about 560 km.
    assert 5_300 < float(np.hypot(*(spots[1] - spots[0]))) < 6_000


@pytest.fixture(autouse=True, scope="module")
def one_basemap() -> Iterator[None]:
    """Read the basemap once: it is the same for all maps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(study, "load_basemap", cache(study.load_basemap))
        yield


SEEDS = ("<b>Poti</b>", "</script><script>alert(1)</script>", "<!-- <script>", "{{ 7 * 7 }}",
         "\u202egnp.itoP", "\u2028x\u2029", "$5 to $6", "=SUM(A1)", "a" * 10_000, "بندر عباس",
         "\"' onfocus='alert(1)", "]]>", "&lt;b&gt;")


@pytest.mark.parametrize("name", SEEDS, ids=range(len(SEEDS)))
def test_names_are_text_and_nothing_else(name: str) -> None:
    good = toys.gap()
    network = Network.build(Tables(
        [replace(node, name=f"{name} {place}", note=name)
         for place, node in enumerate(good.nodes.records)],
        [replace(link, source="bad", note=name) for link in good.links.records],
        borders=[replace(border, name=name, history=name) for border in good.borders],
        charges=good.charges, sources=[Source("bad", name, name, name, address=name)],
        title=name, reference_date=good.reference_date, costs=toys.costs()))
    answer = shortest_route(network.as_of(), Query("ru-north", "ir-gulf", label=name))
    made = interactive(answer)
    shape = [(tag, *sorted(about)) for tag, about in Tags(made.html).tags]
    plain = interactive(shortest_route(toys.gap().as_of(), Query("ru-north", "ir-gulf"),
                                       toys.costs()))
    usual = {(tag, *sorted(about)) for tag, about in Tags(plain.html).tags}
    assert [tag for tag, *_ in shape if tag in {"script", "b", "img", "style"}] == \
        ["style", "script", "script"]
    assert set(shape) <= usual
    assert data_of(made)["sources"][0][2] == ""
    assert "\u202e" not in made.html
    embedded = made.html.split('id="data">')[1].split("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(embedded)
    assert len(made.html) < LARGEST / 2


def test_the_small_print_says_what_a_map_rests_on() -> None:
    html, stamp = page("effects").html, aras().base.answers[0].stamp
    for told in (stamp.cost_model, stamp.network.removeprefix("sha256:")[:12],
                 aras().scenario.version, "Natural Earth",
                 "OpenStreetMap", "dotted where disputed", "2026-11-01"):
        assert told in html.split("<footer>")[1].split("</footer>")[0]


def test_what_has_no_map_is_refused() -> None:
    with pytest.raises(QueryError, match="M40"):
        interactive("Baku")
    with pytest.raises(QueryError, match="M25"):
        interactive(load().as_of(), names="xx")
    with pytest.raises(QueryError, match="M01"):
        interactive(load().as_of(), boundaries="solid")


def test_a_page_begins_with_the_query_and_the_words_asked_for() -> None:
    made = interactive(aras(), query=6, title="The <way>", subtitle="$5 to $6")
    assert made.title == "The <way>"
    assert "<title>The &lt;way&gt;</title>" in made.html
    assert "<p class=\"lead\">$5 to $6</p>" in made.html
    told = data_of(made)
    assert told["begins"] == 6
    first = next(trip for trip in told["trips"] if trip["c"] == 0 and trip["q"] == 6)
    drawn = re.findall(r'class="route n0[^"]*" data-link="(\d+)"', made.html)
    assert [int(link) for link in drawn] == first["l"]
    assert data_of(page("effects"))["begins"] == 0
    for query in (-1, 99):
        with pytest.raises(QueryError, match=r"Give 0 to \d+"):
            interactive(aras(), query=query)
    with pytest.raises(QueryError, match="There is but one"):
        interactive(load().as_of(), query=1)


def test_boundaries_and_names_are_as_asked() -> None:
    answer = shortest_route(load().as_of(), WANTED)
    plain = interactive(answer, boundaries="none", names="ru").html
    assert 'class="borders"' not in plain
    assert 'class="disputed"' not in plain
    assert "no boundaries drawn" in plain
    assert ">Баку</text>" in plain
    assert 'class="disputed"' in page("answer").html
    assert 'class="disputed"' not in interactive(answer, boundaries="de_facto").html


def test_the_first_case_is_seen_without_the_script() -> None:
    html = page("effects").html
    drawn = [int(number) for number in re.findall(r'data-link="(\d+)"', html)]
    first = next(trip for trip in data_of(page("effects"))["trips"]
                 if (trip["c"], trip["q"]) == (0, 0))
    assert drawn == first["l"]
    assert ">Baku</text>" in html
    assert html.count("<tr>") == 1 + len(page("effects").rows)


@pytest.fixture(scope="module")
def shown() -> str:
    return page("answer")._repr_html_()


def test_a_notebook_that_is_not_trusted_keeps_picture_and_table(shown: str) -> None:
    # JupyterLab takes frames and scripts out of a notebook that came by mail.
    left = re.sub(r"<iframe.*?</iframe>", "", shown, flags=re.DOTALL)
    tags = Tags(left).tags
    image = next(about for tag, about in tags if tag == "img")
    assert image["alt"] == page("answer").alt
    data = b64decode((image["src"] or "").removeprefix("data:image/png;base64,"))
    assert data.startswith(b"\x89PNG")
    assert len(data) < 400_000
    assert [tag for tag, _ in tags if tag in {"table", "script", "iframe"}] == ["table"]


def test_a_trusted_notebook_shows_the_page_in_a_frame_of_its_own(shown: str) -> None:
    frame = next(about for tag, about in Tags(shown).tags if tag == "iframe")
    assert frame["srcdoc"] == page("answer").html
    assert "allow-same-origin" not in (frame["sandbox"] or "")


def test_a_page_is_saved(tmp_path: Path) -> None:
    path = page("answer").save(tmp_path / "map.html")
    assert path.read_bytes() == page("answer").html.encode()
