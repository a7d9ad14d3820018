"""Reports can be read by everyone: axe-core finds nothing, and the keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import toys
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from corridors.analysis.effects import effects_of
from corridors.io.data_folder import load
from corridors.io.scenario_files import load_scenario
from corridors.model.query import Query
from corridors.model.scenario import Change, Scenario, Variant
from corridors.reports.annex import DataFile
from corridors.reports.finding import Finding, FindingTable, ShownFinding
from corridors.reports.html import outline_html
from corridors.reports.logo import logo_of
from corridors.reports.outline import Outline, outline_of
from corridors.reports.page import OwnTemplate
from corridors.reports.pictures import Picture
from corridors.reports.wording import wording

pytestmark = pytest.mark.browser

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle r="20"/></svg>'
MAP = Picture("01", "A circle", "A circle.", SVG, "Drawn by hand.", query=0)
FOUND = Finding("What matters?", ("Astara matters most.",), (
    FindingTable("Links", ("", "Link", "h"), (("1", "Astara", "12.5"), ("2", "Sarakhs", "3.0")),
                 note="Hours per journey."),), "By removing one link at a time.")
ANNEX = (DataFile("effects.csv", "Effects.", "12 rows", (("case", "Its title."),), "0" * 64),)

# What the law asks for, and best practices too, such as that all content stands in a landmark.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def outline(size: str) -> Outline:
    findings = [ShownFinding(FOUND, (MAP,), "Today", "critical")]
    if size == "large":
        effects = effects_of(load_scenario("europe-china"), load())
    else:
        shut = Variant("shut", "Iran is shut", (Change(("country:IR",), "close", reason="War"),))
        effects = effects_of(Scenario("small", "A small report", (shut,), (
            Query("ru-north", "ir-gulf", "distance", modes={"rail"}),)), toys.gap())
    return outline_of(effects, [MAP], findings, diagrams=[MAP], annex=ANNEX)


@pytest.fixture(scope="module", params=[
    ("large", "en"), ("large", "fa"), ("small", "en"), ("small", "fa"), ("small", "ru"),
    ("small", "az")], ids="-".join)
def page(request: pytest.FixtureRequest, browser: Browser,
         tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    size, lang = request.param
    path = tmp_path_factory.mktemp("report") / f"{size}-{lang}.html"
    logo = logo_of(SVG.encode(), alt="Ministry of Transport")
    path.write_text(outline_html(outline(size), wording(lang), logo=logo), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.goto(path.as_uri(), wait_until="load")
    yield opened
    opened.close()


def violations(page: Page) -> list[tuple[str, Any]]:
    found = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]])
            for one in found.response["violations"]]


def test_axe_finds_nothing(page: Page) -> None:
    assert violations(page) == []


def test_axe_finds_nothing_in_a_narrow_window(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    try:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        if "large" not in page.url:
            assert violations(page) == []
    finally:
        page.set_viewport_size({"width": 1280, "height": 800})


def test_axe_would_find_something(browser: Browser, tmp_path: Path) -> None:
    pale = OwnTemplate('{% extends "report.html.j2" %}{% block style %}{{ super() | replace('
                       '"--soft: #566272", "--soft: #aab2bb") }}{% endblock %}')
    bad = outline_html(outline("small"), wording(), template=pale).replace(' alt="A circle."', "")
    path = tmp_path / "bad.html"
    path.write_text(bad, encoding="utf-8")
    opened = browser.new_page()
    opened.goto(path.as_uri())
    assert [name for name, _ in violations(opened)] == ["color-contrast", "image-alt"]
    opened.close()


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4, h5", "found => found.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_keyboard_reaches_the_answer_the_contents_and_every_table(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    skip = page.evaluate("""() => { const box = document.activeElement.getBoundingClientRect();
        return [document.activeElement.className, box.width > 50, box.left >= 0] }""")
    assert skip == ["skip", True, True]
    assert page.evaluate("document.querySelectorAll('.wide:not([tabindex=\"0\"])').length") == 0
    missing = page.evaluate("""() => [...document.querySelectorAll('nav a')]
        .filter(one => !document.querySelector(one.getAttribute('href'))).length""")
    assert missing == 0
    page.focus(".wide")
    outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outlined in ("solid", "auto")


def test_the_answer_stands_in_the_first_screen(page: Page) -> None:
    page.evaluate("window.scrollTo(0, 0)")
    top, bottom = page.evaluate("""() => { const box = document.querySelector('.messages li')
        .getBoundingClientRect(); return [box.top, box.bottom] }""")
    assert top < 400
    assert bottom < 800


def test_tables_of_a_page_from_right_to_left_begin_on_the_right(page: Page) -> None:
    right = page.evaluate("document.dir") == "rtl"
    places = page.evaluate("""() => [...document.querySelectorAll('thead tr')].map(row =>
        [row.cells[0], row.cells[row.cells.length - 1]].map(cell =>
            cell.getBoundingClientRect().left))""")
    assert len(places) > 5
    assert all((first > last) == right for first, last in places)
    # Numbers and their signs are still read from left to right.
    assert page.eval_on_selector_all(
        "tbody .number", "cells => cells.every(cell => getComputedStyle(cell).direction == 'ltr')")


def test_what_is_not_translated_says_that_it_is_english(page: Page) -> None:
    lang = page.evaluate("document.documentElement.lang")
    said = page.evaluate("""() => { const found = new Set(); for (const one of document
        .querySelectorAll('.messages, tbody, .told p')) found.add(one.closest('[lang]').lang);
        return [...found] }""")
    assert said == ["en"]
    heads = page.evaluate("document.querySelector('h2').closest('[lang]').lang")
    assert heads == lang
