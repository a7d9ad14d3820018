"""The interactive map in a browser: no request, no complaint, everything within reach of keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from toys import node, rail, small

from corridors import Query, history, load, load_scenario, reach, shortest_route
from corridors.analysis.effects import effects_of
from corridors.model.scenario import Change, Scenario, Variant
from corridors.study import interactive

pytestmark = pytest.mark.browser

QUIET = ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
OPENED = "am-agarak-rail-az-ordubad-rail"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, network = tmp_path_factory.mktemp("interactive"), load()
    wanted = Query("Baku", "Kars", modes={"rail"})
    made: dict[str, Any] = {
        "effects": effects_of(load_scenario("aras-or-zangezur"), network),
        "network": network.as_of(), "reach": reach(network.as_of(), "Baku", ["2d", "4d"]),
        "history": history(network, wanted),
        "answer": shortest_route(network.as_of(), Query("Baku", "Kars", k=3))}
    return {name: interactive(what).save(folder / f"{name}.html") for name, what in made.items()}


class Watched:
    """A page, and everything it asks for or complains of."""

    def __init__(self, browser: Browser, path: Path, width: int = 1280, height: int = 900) -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": height})
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri(), wait_until="load")
        self.settle()

    def settle(self) -> None:
        """Wait until names are placed: that happens once for each picture of the screen."""
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => "
                           "requestAnimationFrame(() => done(true))))")

    @property
    def view(self) -> list[float]:
        """Left, top, width and height of what is seen, in units of the sheet."""
        box = self.page.get_attribute("#sheet", "viewBox") or ""
        return [float(part) for part in box.split()]

    def status(self, link: str) -> str:
        """Status with which a link is drawn."""
        return str(self.page.evaluate(
            f"document.querySelector('#links').children[{numbers()[link]}].dataset.status"))

    @property
    def drawn(self) -> list[int]:
        """Links of the route that is drawn."""
        return [int(number) for number in self.page.eval_on_selector_all(
            "#routes .route:not(.case):not(.under)", "all => all.map(path => path.dataset.link)")]

    def close(self) -> None:
        """Look for complaints once more, and close."""
        asked = [url for url in self.requests if not url.startswith("data:")]
        assert asked == [self.page.url]
        assert self.complaints == []
        self.page.close()


@cache
def numbers() -> dict[str, int]:
    """Give links of the page of the scenario their numbers."""
    effects = effects_of(load_scenario("aras-or-zangezur"), load())
    ids = {key for case in effects.cases for key in case.snapshot.network.links.link_id}
    return {key: number for number, key in enumerate(sorted(ids))}


@pytest.fixture
def scenario(browser: Browser, files: dict[str, Path]) -> Iterator[Watched]:
    made = Watched(browser, files["effects"])
    yield made
    made.close()


@pytest.mark.parametrize("name", ["effects", "network", "history", "answer", "reach"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_asks_for_nothing_and_is_accessible(browser: Browser, files: dict[str, Path],
                                                   name: str, width: int) -> None:
    made = Watched(browser, files[name], width)
    found = Axe().run(made.page)
    assert found.violations_count == 0, found.generate_report()
    assert made.page.evaluate("document.documentElement.scrollWidth") <= width
    made.close()


def test_pointing_at_a_place_tells_of_it(scenario: Watched) -> None:
    box = scenario.page.locator("#over circle.end").first.bounding_box()
    assert box is not None
    scenario.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    told = scenario.page.inner_text("#panel")
    assert told.startswith(("Baku", "Nakhchivan"))
    assert "Azerbaijan" in told


def test_pointing_at_a_link_tells_its_status_history_and_sources(scenario: Watched) -> None:
    page = scenario.page
    page.click("#caucasus")
    scenario.settle()
    spot = page.evaluate(
        "(() => { const path = document.querySelectorAll('#links path')["
        f"{numbers()[OPENED]}]; const box = path.getBoundingClientRect(); "
        "const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform("
        "path.getScreenCTM()); return [at.x, at.y]; })()")
    page.mouse.move(*spot)
    told = page.inner_text("#panel")
    assert "Agarak" in told
    assert "Ordubad" in told
    for word in ("on 1 November 2026", "Length", "1520 mm", "History", "Source"):
        assert word in told
    addresses = page.eval_on_selector_all("#panel a", "all => all.map(a => [a.protocol, a.rel])")
    assert addresses
    assert all(protocol in ("http:", "https:") and "noreferrer" in rel
               for protocol, rel in addresses)
    assert page.locator("#halo path").count() == 2


def test_a_stop_of_the_route_is_told_with_its_hours(scenario: Watched) -> None:
    page = scenario.page
    page.fill("#search", "Incheh Borun")
    page.click("#list li:first-child")
    assert "Today: break of gauge, 24 h" in page.inner_text("#panel")


def test_the_slider_turns_statuses(scenario: Watched) -> None:
    page = scenario.page
    today = scenario.status(OPENED)
    page.focus("#day")
    page.keyboard.press("Home")
    assert "1990" in page.inner_text("#said")
    assert page.get_attribute("#day", "aria-valuetext") == page.inner_text("#said")
    first = scenario.status(OPENED)
    assert (first, today) == ("operational", "disused")
    assert "Routes are those found for 1 November 2026" in page.inner_text("#moved")
    page.click("#today")
    assert scenario.status(OPENED) == today
    assert page.inner_text("#moved") == ""


def test_a_scenario_draws_its_route_and_what_it_opens(scenario: Watched) -> None:
    page = scenario.page
    before, names = scenario.drawn, page.inner_text("#first")
    assert names == "Today"
    page.get_by_label("Zangezur corridor (TRIPP)").check()
    assert scenario.status(OPENED) == "operational"
    assert scenario.drawn != before
    number = numbers()[OPENED]
    assert number in scenario.drawn
    assert page.locator(f'#routes .opened[data-link="{number}"]').count() == 1
    under = page.eval_on_selector_all("#routes .under", "all => all.map(p => +p.dataset.link)")
    assert under == before
    page.get_by_label("Today, beneath").uncheck()
    assert page.locator("#routes .under").count() == 0
    assert "549 km" in page.inner_text("#result")


def test_the_query_asked_for_is_seen_first(browser: Browser, tmp_path: Path) -> None:
    effects = effects_of(load_scenario("aras-or-zangezur"), load())
    made = Watched(browser, interactive(effects, query=6).save(tmp_path / "sixth.html"))
    usual = Watched(browser, interactive(effects).save(tmp_path / "first.html"))
    usual.page.select_option("#question", index=6)
    usual.settle()
    assert made.page.input_value("#question") == "6"
    assert made.drawn == usual.drawn
    assert made.view == pytest.approx(usual.view)
    made.close()
    usual.close()


def test_another_question_draws_another_route(scenario: Watched) -> None:
    before, view = scenario.drawn, scenario.view
    scenario.page.select_option("#question", index=6)
    assert scenario.drawn != before
    assert scenario.view != view


def test_zoom_and_pan_by_button_wheel_drag_and_key(scenario: Watched) -> None:
    page, start = scenario.page, scenario.view
    page.click("#closer")
    nearer = scenario.view
    assert nearer[2] == pytest.approx(start[2] / 1.6, rel=0.01)
    page.click("#farther")
    assert scenario.view == pytest.approx(start, rel=0.01)
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = box["x"] + 400, box["y"] + 300
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"+document.getElementById('sheet').getAttribute('viewBox')"
                           f".split(' ')[2] < {start[2] * 0.9}")
    wheeled = scenario.view
    # What is under the pointer stays there.
    for at, side, offset in ((0, 2, 400 / box["width"]), (1, 3, 300 / box["height"])):
        assert wheeled[at] + wheeled[side] * offset == pytest.approx(
            start[at] + start[side] * offset, abs=start[2] * 0.004)
    page.mouse.down()
    page.mouse.move(x + 120, y + 60, steps=4)
    page.mouse.up()
    assert scenario.view[0] < wheeled[0]
    assert scenario.view[1] < wheeled[1]
    page.focus("#map")
    moved = scenario.view
    page.keyboard.press("ArrowRight")
    assert scenario.view[0] > moved[0]
    page.keyboard.press("+")
    assert scenario.view[2] < moved[2]
    page.keyboard.press("0")
    page.click("#fit")
    assert scenario.view[2] == pytest.approx(start[2], rel=0.05)


def test_names_keep_their_size_and_touch_nothing(scenario: Watched) -> None:
    page = scenario.page
    for button in ("#fit", "#caucasus", "#closer"):
        page.click(button)
        scenario.settle()
        boxes = page.eval_on_selector_all("#over text.name", """all => all.map(text => {
            const box = text.getBBox();
            return [text.textContent, getComputedStyle(text).fontSize, box.x, box.y, box.width,
                    box.height]; })""")
        assert len(boxes) > 8
        assert {size for _, size, *_ in boxes} <= {"12px", "13.5px"}
        for place, (name, _, x, y, wide, high) in enumerate(boxes):
            for other, _, left, top, width, height in boxes[place + 1:]:
                # The box of a text has room above and below its letters.
                across = min(x + wide, left + width) - max(x, left)
                along = min(y + high, top + height) - max(y, top)
                assert across <= 1 or along <= 4, (name, other)


def test_everything_is_within_reach_of_keys(scenario: Watched) -> None:
    page, seen = scenario.page, []
    for _ in range(20):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.id || document.activeElement.name || "
                                "document.activeElement.className")
        seen.append(focused)
    for wanted in ("map", "closer", "day", "case", "question", "search", "list"):
        assert wanted in seen, seen
    assert seen.index("map") < seen.index("day") < seen.index("case") < seen.index("list")
    page.focus("#search")
    page.keyboard.type("Meghri")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "list"
    first = page.inner_text("#panel")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#panel") != first
    chosen = page.locator('#list [aria-selected="true"]')
    assert chosen.count() == 1
    assert page.get_attribute("#list", "aria-activedescendant") == chosen.get_attribute("id")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_route_of_a_history_follows_the_date(browser: Browser, files: dict[str, Path]) -> None:
    made = Watched(browser, files["history"])
    now, name = made.drawn, made.page.inner_text("#result")
    made.page.focus("#day")
    made.page.keyboard.press("Home")
    assert made.drawn != now
    assert made.page.inner_text("#result") != name
    made.close()


def test_what_is_reached_is_listed_and_told(browser: Browser, files: dict[str, Path]) -> None:
    made = Watched(browser, files["reach"])
    made.page.click("#list li:nth-child(3)")
    assert ", within 48 h" in made.page.inner_text("#panel")
    assert made.page.locator("#links [data-band]").count() > 10
    assert made.page.locator("#over .dot.b1").count() > 3
    made.close()


def test_routes_can_be_hidden_and_shown(browser: Browser, files: dict[str, Path]) -> None:
    made = Watched(browser, files["answer"])
    all_routes = len(made.drawn)
    made.page.get_by_role("checkbox", name="Route 1").uncheck()
    assert 0 < len(made.drawn) < all_routes
    assert "Route 1" not in made.page.inner_text("#result")
    made.close()


def test_a_page_runs_no_script_but_its_own(browser: Browser, files: dict[str, Path],
                                           tmp_path: Path) -> None:
    text = files["answer"].read_text(encoding="utf-8")
    path = tmp_path / "other.html"
    path.write_text(text.replace("</main>", "<script>document.title = 'ran'</script>"
                                            "<img src='http://localhost:9/x.png'></main>"),
                    encoding="utf-8")
    made = Watched(browser, path)
    assert made.page.title() == "Baku – Kars"
    assert len([text for text in made.complaints if "Content Security Policy" in text]) == 2
    made.page.close()


def test_without_its_script_a_page_shows_the_route_and_the_table(
        browser: Browser, files: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["effects"].as_uri())
    assert page.locator("#routes path").count() > 3
    assert page.locator("#side").is_hidden()
    assert page.locator("table tbody tr").count() > 50
    context.close()


def test_a_notebook_shows_the_page_where_it_is_trusted(browser: Browser, tmp_path: Path) -> None:
    shown = interactive(shortest_route(load().as_of(), Query("Baku", "Kars", modes={"rail"})))
    path = tmp_path / "cell.html"
    path.write_text(f"<!DOCTYPE html><title>cell</title>{shown._repr_html_()}", encoding="utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri(), wait_until="load")
    frame = page.frame_locator("iframe")
    assert frame.locator("#side").is_visible()
    assert frame.locator("#over text.name").count() > 5
    covered, picture = (page.locator(name).bounding_box() for name in ("iframe", "img"))
    assert covered is not None
    assert picture is not None
    # The frame lies over the picture, which a notebook that is not trusted shows instead.
    assert covered["height"] >= picture["height"] > 200
    assert complaints == []
    page.close()


X = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


@pytest.mark.parametrize("name", [X, "a" * 10_000, "__proto__", "$& {{ 7*7 }} ]]>"],
                         ids=["markup", "long", "prototype", "marks"])
def test_hostile_names_run_nothing_and_stay_within_the_page(
        browser: Browser, tmp_path: Path, name: str) -> None:
    ids = ("constructor", "to-string", "value-of")
    network = small([replace(node(key, 45 + at, 40 + at, name), note=name)
                     for at, key in enumerate(ids)],
                    [replace(rail(ids[0], ids[1], 200), link_id="__proto__"),
                     replace(rail(ids[1], ids[2], 200), link_id="constructor")])
    asked = (Query("constructor", "value-of", label=name), Query("value-of", "constructor"))
    shut = Variant("shut", name, (Change(("link:*",), "close", reason=name),))
    made = interactive(effects_of(Scenario("s", name, (shut,), asked, question=name), network))
    seen = Watched(browser, made.save(tmp_path / "hostile.html"))
    seen.page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))
    seen.page.locator("#search").fill("a")
    for choice in seen.page.locator("#list li, #cases input").all():
        choice.click()
    seen.page.locator("#question").select_option("1")
    seen.settle()
    assert seen.page.locator("img, b, script:not([type]) + script").count() == 0
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.page.locator("#list li").count() >= 2
    assert (len(seen.requests), seen.complaints) == (1, [])


@pytest.mark.parametrize("places", [1, 2])
def test_a_network_without_links_is_shown(browser: Browser, tmp_path: Path, places: int) -> None:
    network = small([node(f"a-{at}", 45 + at, 40, f"Town {at}") for at in range(places)], [])
    seen = Watched(browser, interactive(network.as_of()).save(tmp_path / "bare.html"))
    seen.page.locator("#search").fill("town")
    assert seen.page.locator("#list li").count() == places
    assert (len(seen.requests), seen.complaints) == (1, [])
