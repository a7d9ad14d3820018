"""What happened when: filters, expected openings, text, JSON and frames."""

from __future__ import annotations

from datetime import date

import pytest
from toys import gap

from corridors.analysis.timeline import timeline
from corridors.errors import QueryError
from corridors.io.data_folder import load
from corridors.io.frames import TIMELINE_COLUMNS, to_frames
from corridors.reports.timeline_text import timeline_json, timeline_text

QAZVIN = "ir-qazvin-ir-rasht-rail"


def test_entries_are_in_the_order_of_their_dates() -> None:
    dates = [entry.date for entry in timeline(load())]
    assert dates == sorted(dates)
    assert len(dates) > 200


def test_a_country_has_what_concerns_its_links_and_what_says_so() -> None:
    found = timeline(load(), country="ir")
    assert all("IR" in entry.countries for entry in found)
    titles = {entry.title for entry in found}
    assert {"Qazvin-Rasht railway", "INSTC West"} <= titles
    assert "Berlin-Hamburg railway" not in titles


@pytest.mark.parametrize(("since", "until", "first", "last"), [
    ("2020", "2020", "2020-01-01", "2020-12-31"), ("2020-02", None, "2020-02-01", "2099"),
    (date(2020, 2, 23), "2020-03", "2020-02-01", "2020-03-31"),
])
def test_dates_limit_it(since: str | date, until: str | None, first: str, last: str) -> None:
    found = timeline(load(), since=since, until=until)
    assert len(found) > 0
    assert all(first[:len(entry.date)] <= entry.date <= last for entry in found)


def test_a_link_and_a_corridor_limit_it() -> None:
    (entry,) = timeline(load(), link=QAZVIN)
    assert (entry.date, entry.kind) == ("2019-03-06", "status")
    assert [(change.start, change.status) for change in entry.changes] == [
        ("2019-03-06", "operational")]
    west = timeline(load(), corridor="instc-west")
    assert entry in tuple(west)
    assert len(west) < len(timeline(load()))


def test_openings_are_expected_and_every_claim_is_told() -> None:
    (entry,) = [entry for entry in timeline(load(), link="ir-astara-ir-rasht-rail")
                if entry.kind == "expected"]
    assert entry.date == "2029"
    assert entry.change == ("expected to open; planned on 2026-11-01; 2025, 2026, 2027, 2028 "
                            "claimed as well")
    assert [entry.kind for entry in timeline(gap())] == ["expected"]


def test_every_fault_of_a_question_is_told_at_once() -> None:
    with pytest.raises(QueryError) as error:
        timeline(load(), country="XX", link="nonesuch", corridor="instc-wst", since="soon")
    said = str(error.value)
    for sentence in ('"soon" is not a date. Write 2026-11-01, 2026-11 or 2026. [Q01]',
                     'There is no country "XX". Use one of: AE, AF, AM,',
                     'There is no link "nonesuch"', 'There is no corridor "instc-wst". Did you'):
        assert sentence in said
    with pytest.raises(QueryError, match=r"2021 is after 2020\. Exchange the two dates"):
        timeline(load(), since="2021", until="2020")


def test_text_and_json_and_frames_tell_the_same() -> None:
    found = timeline(load(), since="2020", until="2020", country="IR")
    text = timeline_text(found)
    assert max(map(len, text.splitlines())) <= 100
    assert "2020-06-04  Bazargan-Gurbulak road: reopened for lorries at 10:30" in text
    assert "operational: tr-gurbulak-ir-bazargan-road" in text
    assert "[mehr-iran-turkey-resume-2020, irna-bazargan-2020]" in text
    told = timeline_json(load(), found)
    assert len(told["entries"]) == len(found) == len(to_frames(found))
    assert list(to_frames(found).columns) == list(TIMELINE_COLUMNS)
    keys = {key for entry in told["entries"] for key in entry["sources"]}
    assert keys == {source["key"] for source in told["sources"]}


def test_it_shows_itself() -> None:
    found = timeline(load(), link=QAZVIN)
    assert repr(found) == ("<Timeline of Eurasian transport corridors, Qazvin–Rasht: "
                           "1 entries from 2019-03-06 to 2019-03-06, 1 changes of a status>")
    assert "<td>Qazvin-Rasht railway</td>" in found._repr_html_()
    assert repr(timeline(load(), until="1900")).endswith(": nothing>")
    assert timeline_text(timeline(load(), until="1900")) == "0 entries\n"
