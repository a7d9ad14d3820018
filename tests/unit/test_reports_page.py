"""A page in the dress of whoever publishes it: language, template, logo, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import toys

from corridors.analysis.effects import effects_of
from corridors.errors import InputError
from corridors.model.query import Query
from corridors.model.scenario import Change, Scenario, Variant
from corridors.reports import own_template
from corridors.reports.html import outline_html
from corridors.reports.logo import LARGEST, logo_of
from corridors.reports.markdown import outline_markdown
from corridors.reports.message import Message
from corridors.reports.outline import Outline, outline_of
from corridors.reports.page import OwnTemplate, policy
from corridors.reports.wording import LANGUAGES, wording

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
EXTENDS = '{% extends "report.html.j2" %}\n'


@cache
def outline() -> Outline:
    opened = Variant("open", "Open", (Change(("link:ir-astara-ir-rasht-rail",), "open",
                                             reason="Built"),))
    return outline_of(effects_of(Scenario(
        "small", "A small report", (opened,), (Query("ru-north", "ir-gulf", modes={"rail"}),),
        question="What changes?", description="Little."), toys.gap()), ())


def page(text: str) -> str:
    return outline_html(outline(), wording(), template=OwnTemplate(EXTENDS + text, "own.j2"))


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        outline_html(outline(), wording(), template=OwnTemplate(text, "own.j2"))
    return str(caught.value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_and_table_heads_are_in_the_language_asked_for(lang: str) -> None:
    words = wording(lang)
    html, markdown = outline_html(outline(), words), outline_markdown(outline(), words)
    opening = html[html.index("<html"):].partition(">")[0]
    assert opening == f'<html lang="{lang}"' + (' dir="rtl"' if lang == "fa" else "")
    for key in ("messages", "headline", "compared", "together", "routes", "method", "repeat"):
        assert f">{words['headings.' + key]}</h2>" in html
        assert f"\n## {words['headings.' + key]}\n" in markdown
    for key in ("case", "route", "gauge_breaks", "leg", "reason", "unit"):
        assert f">{words['heads.' + key]}</th>" in html
        assert f"| {words['heads.' + key]} |" in markdown


def test_a_text_that_is_not_in_the_language_of_the_page_says_so() -> None:
    html = outline_html(outline(), wording("fa"))
    assert '<h1 lang="en" dir="ltr">A small report</h1>' in html
    assert '<ul class="messages" lang="en" dir="ltr">' in html
    assert "<h1>A small report</h1>" in outline_html(outline(), wording())


def test_what_a_language_lacks_is_said_in_english_and_marked_so() -> None:
    persian = wording("fa")
    kept = {key: said for key, said in persian.words.items() if key != "method.ties"}
    html = outline_html(outline(), type(persian)("fa", kept, persian.english))
    assert f'<p><span lang="en" dir="ltr">{wording()["method.ties"]}</span></p>' in html


def test_a_template_changes_the_blocks_it_names_and_nothing_else() -> None:
    plain = outline_html(outline(), wording())
    mine = page("{% block footer %}<footer>{{ outline.title }} & Co</footer>{% endblock %}")
    before, _, after = plain.partition("<footer>")
    assert mine.startswith(before)
    assert mine.endswith("<footer>A small report & Co</footer></body>\n</html>\n")
    assert after


def test_a_style_of_a_template_is_one_the_policy_lets_work() -> None:
    mine = page("{% block style %}{{ super() }}h1 > b { color: #123456; }{% endblock %}")
    style = mine.partition("<style>")[2].partition("</style>")[0]
    assert style.endswith("h1 > b { color: #123456; }")
    assert policy(style) in mine.replace("&#39;", "'")


def test_what_a_template_shows_is_escaped() -> None:
    assert "<b>&lt;i&gt;</b>" in page('{% block header %}<b>{{ "<i>" }}</b>{% endblock %}')


@pytest.mark.parametrize(("text", "said"), [
    (EXTENDS + "\n{% block header %}{{ title }}{% endblock %}",
     "own.j2, line 3: the template cannot be filled in: 'title' is undefined"),
    (EXTENDS + "{% block header %}\n{{ outline.titel }}{% endblock %}",
     "own.j2, line 3: the template cannot be filled in: the outline has no attribute 'titel'"),
    (EXTENDS + "{% block header %}{{ 1 // 0 }}{% endblock %}",
     "own.j2, line 2: the template cannot be filled in"),
    (EXTENDS + "{% block header %}{{ outline.__class__.__mro__ }}{% endblock %}",
     "own.j2, line 2: the template cannot be filled in: access to attribute '__class__'"),
    (EXTENDS + "{% block header %}{{ ''.__class__ }}{% endblock %}", "is unsafe"),
    (EXTENDS + '{% block header %}{% include "/etc/hostname" %}{% endblock %}',
     "own.j2, line 2: the template cannot be filled in: /etc/hostname"),
    (EXTENDS + "{% block header %}{% if %}", "own.j2, line 2: the template cannot be read: "),
    (EXTENDS + "{% block header %}{{ 1 | nonsense }}{% endblock %}",
     "own.j2, line 2: the template cannot be read: No filter named 'nonsense'"),
    ("<p>{{ outline.title }}</p>", "own.j2: the template does not build on that of corridors"),
    ("", 'Begin it with {% extends "report.html.j2" %}'),
    ('{% extends "other.html" %}', "the template does not build on that of corridors"),
], ids=range(11))
def test_what_is_wrong_in_a_template_is_told_with_its_line(text: str, said: str) -> None:
    assert said in refused(text)


@pytest.mark.parametrize("text", [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in 'a' * 99999 %}{% for b in 'a' * 99999 if b == 'c' %}x{% endfor %}{% endfor %}",
    "{% macro f(n) %}{{ f(n - 1) if n }}{{ f(n - 1) if n }}{% endmacro %}{{ f(60) }}",
    "{% for a in range(99999) %}{{ range(9) | list | sum }}{% endfor %}{{ [1] | first }}"])
def test_a_template_that_would_run_for_ever_is_refused(
        text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_template, "MOST_STEPS", 20_000)
    said = refused(f"{EXTENDS}{{% block header %}}{text}{{% endblock %}}")
    assert "own.j2, line 2: the template cannot be filled in: it does not come to an end" in said


@pytest.mark.parametrize("text", [
    "{{ 'a' * 999999999 }}", "{{ 10 ** (10 ** 10) }}", "{{ '%999999999d' % 1 }}",
    "{{ '{:>999999999}'.format(1) }}", "{{ 'a' | center(999999999) }}",
    "{{ 'a'.center(999999999) }}", "{{ range(10) | slice(999999999) | list }}"])
def test_a_template_cannot_fill_the_memory(text: str) -> None:
    said = refused(f"{EXTENDS}{{% block header %}}{text}{{% endblock %}}")
    assert "a number is above 100,000" in said or "a format is too wide" in said


def test_a_page_is_not_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_template, "MOST_LETTERS", 1000)
    assert "more than 1,000 letters" in refused(EXTENDS)


@pytest.mark.parametrize("text", [
    f"<script>alert(1)</script>{EXTENDS}", f"<!-- -->{EXTENDS}",
    f"{{% if false %}}{EXTENDS}{{% endif %}}<script>alert(1)</script>",
    f"{EXTENDS}{{% macro policy(style) %}}default-src *{{% endmacro %}}"])
def test_a_template_cannot_leave_the_policy_out(text: str) -> None:
    assert "does not build on that of corridors" in refused(text)


@pytest.mark.parametrize("text", ["{{ [1, 2] | random }}", "{{ lipsum() }}", '{{ "\\ud800" }}'])
def test_a_template_says_the_same_each_time_and_in_whole_letters(text: str) -> None:
    assert "the template cannot be " in refused(
        f"{EXTENDS}{{% block header %}}{text}{{% endblock %}}")


def test_a_template_cannot_change_what_it_is_shown() -> None:
    assert "access to attribute 'clear' of 'dict' object is unsafe" in refused(
        EXTENDS + "{% block header %}{{ marks.clear() }}{% endblock %}")


@pytest.mark.parametrize(("image", "kind"), [
    (PNG, "png"), (b"\xff\xd8\xff\xe0", "jpeg"), (b"<svg/>", ""),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg+xml"),
    (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->\n<svg >', "svg+xml"),
    (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg >', "svg+xml"),
    (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg >', ""),
    (b"<html><svg ></svg></html>", ""), (b"GIF89a", ""), (b"", ""), (b"\x89PNG", "")])
def test_a_logo_is_known_by_its_bytes(image: bytes, kind: str) -> None:
    if kind:
        assert logo_of(image).kind == kind
    else:
        with pytest.raises(InputError, match="the logo is no PNG, JPEG or SVG picture"):
            logo_of(image, "logo.png")


def test_all_that_is_wrong_with_a_logo_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        logo_of(bytes(LARGEST + 1), "logo.bmp")
    assert "logo.bmp: the logo is no PNG, JPEG or SVG picture" in str(caught.value)
    assert "the logo has 1,000,001 bytes; a report takes at most 1,000,000" in str(caught.value)


def test_a_drawn_logo_is_a_picture_and_no_part_of_the_page() -> None:
    logo = logo_of(b"<svg xmlns='x' onload='alert(1)'><script>alert(1)</script></svg>",
                   alt='"><script>')
    html = outline_html(outline(), wording(), logo=logo)
    assert f'<img class="logo" src="{logo.address}" alt="&#34;&gt;&lt;script&gt;">' in html
    assert "<script" not in html
    assert "<img class=\"logo\"" not in outline_html(outline(), wording())


def test_every_message_shows_the_number_that_was_made_with_it() -> None:
    worst = Message("it takes USD 5/TEU (−3 km, −2 %).", "“<b>”:", "0 <h>", "today 5 h")
    html = outline_html(replace(outline(), messages=(worst,)), wording())
    assert ('<span class="measure" aria-hidden="true">0 &lt;h&gt;<small>today 5\N{NO-BREAK SPACE}h'
            "</small></span>") in html
    assert "<strong>“&lt;b&gt;”:</strong> it takes" in html
    assert '<span class="measure" aria-hidden="true"><small></small></span>' in outline_html(
        replace(outline(), messages=(Message("Of 10 questions, 4 get worse."),)), wording())


def test_the_styles_ask_for_nothing_from_elsewhere() -> None:
    folder = Path(__file__).parents[2] / "src" / "corridors" / "reports" / "templates"
    style = (folder / "style.css").read_text(encoding="utf-8")
    assert not [word for word in ("url(", "@import", "http:", "https:", "</") if word in style]
