"""The report opens in a browser with no request to any host, and prints."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from corridors.analysis.effects import effects_of
from corridors.io.data_folder import load
from corridors.io.scenario_files import bundled_scenarios, load_scenario
from corridors.reports.html import effects_html
from corridors.reports.pictures import Picture
from corridors.study import run_study

pytestmark = pytest.mark.browser

def png() -> bytes:
    """A picture of two by two grey dots."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(
            ">I", zlib.crc32(kind + data))

    rows = b"\x00\x40\x80\x00\x80\x40"
    head = struct.pack(">2I5B", 2, 2, 8, 0, 0, 0, 0)
    return b"".join((b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head),
                     chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")))


SVG = ('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
       '<circle r="4" cx="4" cy="4"/></svg>')
PICTURES = [Picture("01", "Dots", "Four grey dots.", png(), query=0),
            Picture("02", "A circle", "A circle.", SVG)]


class Watched:
    """A page, and everything it asks for or complains of."""

    def __init__(self, browser: Browser, path: Path) -> None:
        self.page: Page = browser.new_page(viewport={"width": 1200, "height": 900})
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri(), wait_until="load")


@pytest.fixture(scope="module", params=bundled_scenarios())
def watched(request: pytest.FixtureRequest, browser: Browser,
            tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    path = tmp_path_factory.mktemp("report") / "report.html"
    effects = effects_of(load_scenario(request.param), load())
    path.write_text(effects_html(effects, PICTURES), encoding="utf-8")
    made = Watched(browser, path)
    yield made
    made.page.close()


def test_the_page_asks_for_nothing_and_complains_of_nothing(watched: Watched) -> None:
    asked = [url for url in watched.requests if not url.startswith("data:")]
    assert asked == [watched.page.url]
    assert watched.complaints == []


def test_every_picture_is_shown(watched: Watched) -> None:
    sizes = watched.page.eval_on_selector_all(
        "img", "images => images.map(image => [image.complete, image.naturalWidth])")
    assert sizes == [[True, 2], [True, 9]]


def test_the_report_of_a_study_opens_with_its_maps(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    run_study("rasht-astara", folder)
    made = Watched(browser, folder / "report.html")
    asked = [url for url in made.requests if not url.startswith("data:")]
    assert asked == [made.page.url]
    assert made.complaints == []
    decoded = made.page.evaluate(
        "Promise.all([...document.images].map(image => image.decode().then(() => "
        "image.naturalWidth > 500)))")
    assert len(decoded) == len(list((folder / "maps").glob("*.png"))) > 0
    assert all(decoded)
    made.page.close()


@pytest.mark.parametrize("width", [1200, 800, 390])
def test_the_page_is_not_wider_than_the_window(watched: Watched, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_prints(watched: Watched) -> None:
    made = watched.page.pdf(prefer_css_page_size=True)
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", made)) > 3


def test_a_policy_stops_what_a_page_could_ask_for(browser: Browser, tmp_path: Path) -> None:
    effects = effects_of(load_scenario("rasht-astara"), load())
    page = effects_html(effects).replace("</main>", "<script>document.title = 'ran'</script>"
                                                    "<img src='http://localhost:9/x.png'></main>")
    path = tmp_path / "report.html"
    path.write_text(page, encoding="utf-8")
    made = Watched(browser, path)
    assert made.page.title() == effects.scenario.title
    assert len([text for text in made.complaints if "Content Security Policy" in text]) == 2
    made.page.close()
