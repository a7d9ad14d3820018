"""Names are shown as text and never run, whatever a data set or a scenario calls things."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import toys
from markdown_it import MarkdownIt
from markupsafe import escape
from matplotlib.text import Text

from corridors.analysis.effects import Effects, effects_of
from corridors.io.figures import figure_bytes
from corridors.io.geojson import effects_geojson
from corridors.io.interactive_file import InteractiveMap
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Claim, Source
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.tables import Tables
from corridors.reports.annex import DataFile
from corridors.reports.answer_text import answer_text
from corridors.reports.effects_text import effects_text
from corridors.reports.finding import Finding, FindingTable, ShownFinding
from corridors.reports.html import effects_html, outline_html
from corridors.reports.logo import logo_of
from corridors.reports.markdown import effects_markdown
from corridors.reports.outline import outline_of
from corridors.reports.page import OwnTemplate, policy
from corridors.reports.pictures import Picture
from corridors.reports.plain import markdown_text, plain_text, short_text
from corridors.reports.wording import wording
from corridors.study import draw, interactive

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg"/>'

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


def found(name: str) -> ShownFinding:
    """A finding in which everything is called one name."""
    table = FindingTable(f"{name} 1", ("What", f"{name} a"), ((name, name), ("Poti", "x")),
                         note=name)
    return ShownFinding(Finding(name, (f"{name}.",), (table,), method=name), (picture(name),),
                        f"{name} b", "critical")


def page_of(name: str, lang: str = "en") -> str:
    """A page in which everything is called one name, also the logo and the files beside it."""
    name = name if name.strip() else "Poti"  # nothing is shown where nothing is said
    outline = outline_of(bad_effects(name), [picture(name)], [found(name)], diagrams=[
        picture(name)], annex=[DataFile(name, name, name, ((name, name),), name)])
    return outline_html(outline, wording(lang), logo=logo_of(LOGO, name, name))


def shape_of(name: str) -> list[tuple[str, tuple[str, ...]]]:
    return Shape(page_of(name)).found


@pytest.fixture(scope="module")
def plain_shape() -> list[tuple[str, tuple[str, ...]]]:
    return shape_of("Poti")


@pytest.mark.parametrize("part", range(10))
def test_the_page_has_no_element_or_attribute_of_a_name(
        part: int, plain_shape: list[tuple[str, tuple[str, ...]]]) -> None:
    for name in hostile()[part::10]:
        if name.startswith("http"):
            continue  # a source may be linked: see the test of addresses
        page = Shape(page_of(name))
        assert page.found == plain_shape, repr(name)
        assert {address.partition(",")[0] for address in page.addresses if address[0] != "#"} \
            == {"data:image/png;base64", "data:image/svg+xml;base64"}


@pytest.mark.parametrize("lang", ["fa"])
def test_a_page_of_another_language_has_no_element_of_a_name_either(lang: str) -> None:
    expected = [tag for tag, _ in Shape(page_of("Poti", lang)).found]
    allowed = {name for _, names in Shape(page_of("Poti", lang)).found for name in names}
    for name in SEEDS:
        if not name.startswith("http"):
            page = Shape(page_of(name, lang)).found
            assert [tag for tag, _ in page] == expected, repr(name)
            assert {one for _, names in page for one in names} <= allowed, repr(name)


@pytest.mark.parametrize("name", ["<b>Poti</b>", "{{ 7 * 7 }}", "{% raw %}", "</style><b>"])
def test_a_name_is_no_template(name: str) -> None:
    own = OwnTemplate('{% extends "report.html.j2" %}{% block header %}<h1>{{ outline.title }}'
                      "</h1>{% endblock %}")
    outline = outline_of(bad_effects(name), [])
    assert f"<h1>{escape(name)}</h1>" in outline_html(outline, wording(), template=own)


@pytest.mark.parametrize("address", [
    "javascript:alert(1)", "data:text/html,<b>", "file:///etc/hostname", "//example.org",
    "JaVaScRiPt:alert(1)", " https://example.org", "https://example.org/<b>", "https://",
    "https://example.org/\u202egpj", "https://[::1"])
def test_an_address_that_is_none_of_the_web_is_not_linked(address: str) -> None:
    assert "<a href=" not in page_of(address).replace('<a href="#', "")


def test_only_web_addresses_are_linked() -> None:
    page = Shape(effects_html(bad_effects("https://example.org/a?b=1&c=(2)")))
    assert [a for a in page.addresses if not a.startswith("#")] == ["https://example.org/a?b=1&c=(2)"]


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_the_page_holds_a_policy_and_no_script(lang: str) -> None:
    page = page_of("</script><b>", lang)
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


def test_nothing_in_markdown_is_taken_for_mathematics() -> None:
    text = effects_markdown(bad_effects("$5 to $6"), [picture("$5 to $6")])
    assert text.count(r"\$5 to \$6") > 20
    assert not re.search(r"(?<!\\)\$", text)


@pytest.mark.parametrize("name", ["<b>Poti</b>", "$5 to $6", "=SUM(A1)", "</script>", "]]>",
                                  "\u202egnp.itoP", "&lt;b&gt;", "a" * 10_000])
def test_files_of_other_programs_hold_names_as_text(name: str) -> None:
    effects = bad_effects(name)
    places = [one for feature in json.loads(effects_geojson(effects))["features"]
              for one in feature["properties"].values() if isinstance(one, str)]
    assert any(name[:100] in one or plain_text(name)[:100] in one for one in places)
    figure = draw(effects.base.answers[0])
    svg = figure_bytes(figure, "svg", title=name, alt=name).decode()
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "metadata", "RDF", "Work", "title", "date", "format", "creator", "Agent",
                    "type", "defs", "style", "g", "path", "text", "tspan", "use", "clipPath",
                    "rect", "image", "desc", "description"}
    assert "<!ENTITY" not in svg


@pytest.mark.parametrize("name", ["Po\x00ti\x1b", "Po\ud800ti", "\u202egnp.itoP", "Po\ufffeti"])
@pytest.mark.parametrize("kind", ["multiples", "distance"])
def test_what_is_no_letter_stands_in_no_picture(kind: str, name: str) -> None:
    figure = draw(bad_effects(name), kind=kind)
    drawn = "".join(text.get_text() for text in figure.findobj(Text))
    assert not set(drawn) & set("\x00\x1b\ud800\u202e\ufffe")
    for ending in ("svg", "pdf", "png"):
        data = figure_bytes(figure, ending, title=name, alt=name, dpi=40)
        if ending == "svg":
            assert ElementTree.fromstring(data) is not None
            assert "\u202e" not in data.decode()
    assert len(max((text.get_text() for text in figure.findobj(Text)), key=len)) < 300


@pytest.mark.parametrize("name", ["Po\x00ti\x1b", "Po\ud800ti", "\u202egnp.itoP", "Po\ufffeti",
                                  "<script>alert(1)</script>"])
def test_a_notebook_shows_letters_alone(name: str) -> None:
    effects = bad_effects(name)
    page = interactive(effects)
    for html in (effects._repr_html_(), effects.base.answers[0]._repr_html_(),
                 InteractiveMap("", name, name, (name,), ((name,),), lambda: b"")._repr_html_(),
                 page.html):
        assert not set(html) & set("\x00\x1b\ud800\u202e\ufffe")
        assert "<script>alert" not in html


def test_a_title_of_any_length_has_room_in_a_legend() -> None:
    figure = draw(bad_effects("a" * 10_000), kind="multiples")
    assert max(len(text.get_text()) for text in figure.findobj(Text)) < 300


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
