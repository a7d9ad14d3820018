"""What an analysis found, as text, on a page and in Markdown."""

from __future__ import annotations

from functools import cache

import corridors as co
from corridors.analysis.effects import Effects
from corridors.reports.finding import Finding, FindingTable, ShownFinding
from corridors.reports.finding_text import finding_text
from corridors.reports.html import effects_html
from corridors.reports.markdown import effects_markdown
from corridors.reports.pictures import Picture

FOUND = Finding(
    "Which links matter most?", ("The loss of <b>Astara</b> costs 12.5 h.", "$5 to $6 | more."),
    (FindingTable("Losses, in hours", ("Link", "Loss"), (("Astara", "12.5"), ("Poti", "1,004.0")),
                  "Exact."),), "Every link is closed in turn.")


@cache
def effects() -> Effects:
    return co.effects_of(co.load_scenario("rasht-astara"), co.load())


def test_a_finding_in_a_terminal_has_its_numbers_in_line() -> None:
    lines = finding_text(FOUND).splitlines()
    assert lines[0] == "Which links matter most?"
    assert lines[2] == "- The loss of <b>Astara</b> costs 12.5 h."
    assert lines[5:10] == ["Losses, in hours", "Link       Loss", "------  -------",
                           "Astara     12.5", "Poti    1,004.0"]
    assert lines[-1] == "Every link is closed in turn."


def test_lines_of_a_terminal_are_at_most_100_letters() -> None:
    long = Finding("Which?", ("word " * 60,), method="other " * 40)
    assert max(map(len, finding_text(long).splitlines())) <= 100


def test_a_report_shows_findings_as_text_and_says_the_first_among_the_key_messages() -> None:
    picture = Picture("critical", "Links by loss", "A map.", b"png")
    page = effects_html(effects(), (), [ShownFinding(FOUND, (picture,), "Today")])
    assert "<b>Astara</b>" not in page
    assert page.count("The loss of &lt;b&gt;Astara&lt;/b&gt; costs 12.5\N{NO-BREAK SPACE}h.") == 2
    assert '<td class="number">1,004.0</td>' in page
    assert '<a href="#more">' in page
    assert 'alt="A map."' in page
    text = effects_markdown(effects(), (), [ShownFinding(FOUND, (picture,), "Today")])
    assert "### Which links matter most?" in text
    assert "| --- | ---: |" in text
    assert "- \\$5 to \\$6 \\| more." in text
    assert "(<maps/critical.png>)" in text


def test_a_report_says_of_itself_what_decides_who_gains_and_how_sure_it_is() -> None:
    page = effects_html(effects())
    assert all(f'id="{key}"' in page for key in ("decides", "gains", "sensitive"))
    assert not [key for key in ("critical", "more") if f'id="{key}"' in page]
    assert "What matters" not in effects_markdown(effects())
