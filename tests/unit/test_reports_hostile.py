"""Names are shown as text and never run, whatever a data set or a scenario calls things."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import toys
from markdown_it import MarkdownIt

from corridors.analysis.effects import Effects, effects_of
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Claim, Source
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.tables import Tables
from corridors.reports.answer_text import answer_text
from corridors.reports.effects_text import effects_text
from corridors.reports.html import effects_html
from corridors.reports.markdown import effects_markdown
from corridors.reports.page import policy
from corridors.reports.pictures import Picture
from corridors.reports.plain import markdown_text, short_text

SEEDS = (
    "<b>Poti</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "</td></tr></table>",
    "O'Hara & \"Sons\"", '" onmouseover="alert(1)', "' onfocus='alert(1)", "{{ 7 * 7 }}",
    "{% for x in y %}", "{# note #}", "${7*7}", "a|b|c", "x\ny", "x\r\n\r\n# y", "# heading",
    "- item", "1. item", "> quote", "```code```", "`code`", "**bold**", "_em_", "~~gone~~",
    "[text](javascript:alert(1))", "![alt](http://example.org/x.png)", "<http://example.org>",
    "http://example.org", "&lt;b&gt;", "&#60;b&#62;", "\\<b\\>", "\\", "a\\|b", "\u202egnp.itoP",
    "\u2066Poti\u2069", "\u200f\u200eBaku", "\x1b[31mred", "\x07bell", "a\tb", "]]>", "<!-- x -->",
    "--> x", "javascript:alert(1)", "=SUM(A1)", "-Tbilisi", "+994", "@port", "%s %d",
    "Rates $5 to $6",
    "a" * 10_000, "Naxçıvan", "Санкт-Петербург", "بندر عباس", "می‌خواهم", "上海", "e\u0301" * 40,
    "<svg/onload=alert(1)>", "style=\"x\"", "</style><b>", "</title><b>", "|---|---|", "***", "===",
    "[ref]: http://example.org", "<a href=//example.org>x</a>", "\ufeffBOM", "😀",
)


def hostile() -> list[str]:
    """300 names: the seeds, and mixtures of them that are always the same."""
    chance = random.Random(300)
    pieces = [seed for seed in SEEDS if len(seed) < 100]
    names = list(SEEDS)
    while len(names) < 300:
        names.append(chance.choice(("", " ", "\n")).join(chance.sample(pieces, 3)))
    return names


def bad_effects(name: str) -> Effects:
    """The missing link in small, where everything is called one name."""
    good = toys.gap()
    network = Network.build(Tables(
        [replace(node, name=f"{name}{'' if place else ' '}{place}")
         for place, node in enumerate(good.nodes.records)],
        [replace(link, source="bad", note=name) for link in good.links.records],
        borders=[replace(border, name=name) for border in good.borders],
        charges=good.charges, terminals=good.terminals, gauge_changes=good.gauge_changes,
        claims=[Claim(f"c{place}", "link", "ir-astara-ir-rasht-rail", "length_km",
                      f"{name}{place}", unit=name, note=name, said_on=name, working=place == 0)
                for place in range(3)],
        sources=[Source("bad", name, name, name, address=name)],
        title=name, reference_date=good.reference_date, costs=toys.costs()))
    opened = Change(("link:ir-astara-ir-rasht-rail",), "open", reason=name, source=name)
    closed = Change(("country:IR",), "close", reason=name)
    queries = [Query("ru-north", "ir-gulf", by, modes={"rail"}, label=name)
               for by in ("distance", "time")]
    scenario = Scenario(name, name, (Variant("open", name, (opened,)),
                                     Variant("shut", f"{name} 2", (closed,))), tuple(queries),
                        question=name, description=name, base=name, sources=(name,), text=name)
    return effects_of(scenario, network)


class Shape(HTMLParser):
    """Elements and attributes of a page, in order, without what they say."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", ()))

    def handle_decl(self, decl: str) -> None:
        self.found.append((f"!{decl}", ()))

    def handle_comment(self, data: str) -> None:
        self.found.append(("!--", ()))

    def handle_pi(self, data: str) -> None:
        self.found.append(("?", ()))


def picture(name: str) -> Picture:
    return Picture(name, name, name, b"\x89PNG", caption=name)


def shape_of(name: str) -> list[tuple[str, tuple[str, ...]]]:
    return Shape(effects_html(bad_effects(name), [picture(name)])).found


@pytest.fixture(scope="module")
def plain_shape() -> list[tuple[str, tuple[str, ...]]]:
    return shape_of("Poti")


@pytest.mark.parametrize("part", range(10))
def test_the_page_has_no_element_or_attribute_of_a_name(
        part: int, plain_shape: list[tuple[str, tuple[str, ...]]]) -> None:
    for name in hostile()[part::10]:
        if name.startswith("http"):
            continue  # a source may be linked: see the test of addresses
        page = Shape(effects_html(bad_effects(name), [picture(name)]))
        assert page.found == plain_shape, repr(name)
        assert {address.partition(",")[0] for address in page.addresses if address[0] != "#"} \
            == {"data:image/png;base64"}


def test_only_web_addresses_are_linked() -> None:
    page = Shape(effects_html(bad_effects("https://example.org/a?b=1&c=(2)")))
    assert [a for a in page.addresses if not a.startswith("#")] == ["https://example.org/a?b=1&c=(2)"]


def test_the_page_holds_a_policy_and_no_script() -> None:
    page = effects_html(bad_effects("Poti"))
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">' in page \
        .replace("&#39;", "'")
    assert "unsafe" not in policy(style)
    assert not [names for _, names in Shape(page).found
                if [name for name in names if name == "style" or name.startswith("on")]]
    tags = Counter(tag for tag, _ in Shape(page).found)
    assert not tags.keys() & {"script", "link", "iframe", "object", "embed", "form", "base"}


def kinds(text: str) -> Iterator[str]:
    """What Markdown text is made of; links only by their address."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in parser.parse(text):
        yield token.type
        for inner in token.children or ():
            if inner.type == "link_open":
                yield f"link {inner.attrs['href']}"
            elif inner.type not in ("text", "text_special"):
                yield inner.type


@pytest.mark.parametrize("part", range(10))
def test_markdown_is_made_of_nothing_that_a_name_says(part: int) -> None:
    expected = list(kinds(effects_markdown(bad_effects("Poti"), [picture("Poti")])))
    for name in hostile()[part::10]:
        if name.startswith("http"):
            continue
        found = list(kinds(effects_markdown(bad_effects(name), [picture(name)])))
        assert found == expected, repr(name)
    assert not {kind for kind in expected if kind.startswith(("link", "html", "code"))}


@pytest.mark.parametrize("name", [name for name in hostile() if name.strip()])
def test_escaped_markdown_reads_as_the_name(name: str) -> None:
    inline = MarkdownIt("commonmark").parse(markdown_text(name))[1]
    assert "".join(child.content for child in inline.children or ()) == short_text(name) \
        or len(name) > 120


@pytest.mark.parametrize("part", range(5))
def test_text_for_a_terminal_is_clean_and_narrow(part: int) -> None:
    for name in hostile()[part::5]:
        effects = bad_effects(name)
        text = effects_text(effects) + "".join(
            answer_text(answer) for case in effects.cases for answer in case.answers)
        assert max(map(len, text.splitlines())) <= 100, repr(name)
        assert not set(text) & set("\x1b\x07\r\t\u202e\u2066\u2069\u200f\u200e")
