"""The chart of statuses over the years, and the rows it is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import toys
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from scenes import OPEN, basemap, network, texts

from corridors.analysis.timeline import timeline
from corridors.errors import QueryError
from corridors.io.figures import figure_bytes
from corridors.maps import draw, style, timeline_chart
from corridors.maps.figure import MapFigure
from corridors.maps.timeline_chart import MOST_ROWS
from corridors.maps.timeline_marks import BARS
from corridors.maps.timeline_rows import rows_of
from corridors.model.dates import year_of
from corridors.model.network import Network
from corridors.model.status import StatusEvent


def dated(*history: StatusEvent, expected: str = "", status: str = "operational") -> Network:
    """A network of one link with a history, and one without."""
    link = replace(toys.rail("az-a", "az-b", 90), history=history, opens_expected=expected,
                   status=status)
    return toys.small([toys.node("az-a", 48, 40), toys.node("az-b", 49, 40),
                       toys.node("az-c", 50, 40)], [link, toys.rail("az-b", "az-c", 90)])


def bars(figure: MapFigure, status: str) -> list[tuple[float, float]]:
    """Give from when to when the bars of a status reach, in years."""
    look = BARS[status]
    return [(round(one.get_x(), 2), round(one.get_x() + one.get_width(), 2))
            for one in figure.axes[0].findobj(Rectangle)
            if to_hex(one.get_facecolor()) == to_hex(look.face)
            and (one.get_hatch() or "", one.get_height()) == (look.hatch, look.height)]


def marks(figure: MapFigure) -> list[tuple[str, float, float]]:
    """Give the marks of dates: their kind, and from when to when they lie."""
    found = []
    for line in figure.axes[0].findobj(Line2D):
        x = [float(value) for value in line.get_xdata()]
        if line.get_marker() == "v":
            kind = "day" if line.get_markerfacecolor() == style.INK else "month"
            found.append((kind, round(x[0], 2), round(x[0], 2)))
        elif len(x) == 4:
            found.append(("year", round(x[0], 2), round(x[-1], 2)))
    return found


def test_each_status_has_a_bar_from_its_first_day_up_to_today() -> None:
    found = dated(StatusEvent("2016-06-01", "closed", "operational"),
                  StatusEvent("2024", "restricted"))
    figure = draw(timeline(found), basemap())
    opened, shut, held = (bars(figure, status)
                          for status in ("operational", "closed", "restricted"))
    assert shut == [(2016.42, 2024.0)]
    assert held == [(2024.0, round(year_of(found.reference_date), 2))]
    assert opened == [(2016.0, 2016.42)]
    assert {"operational", "closed", "restricted", "A–B"} <= set(texts(figure))
    assert "B–C" not in texts(figure)


def test_a_date_known_to_the_year_does_not_look_like_a_day() -> None:
    found = dated(StatusEvent("2005-03-01", "closed", "operational"),
                  StatusEvent("2011-07", "operational"), StatusEvent("2019", "closed"))
    figure = draw(timeline(found), basemap())
    assert marks(figure) == [("day", 2005.16, 2005.16), ("month", 2011.5, 2011.5),
                             ("year", 2019.0, 2020.0)]
    said = texts(figure)
    assert {"1 Mar 2005", "Jul 2011", "2019", "known to the day", "to the month",
            "to the year"} <= set(said)


def test_an_expected_opening_is_an_outline_that_begins_no_earlier_than_today() -> None:
    found = dated(expected="2029", status="planned")
    figure = draw(timeline(found), basemap())
    assert bars(figure, "expected")[0][0] == 2029.0
    assert bars(figure, "planned")[0][1] == round(year_of(found.reference_date), 2)
    assert any("expected to open" in text for text in texts(figure))
    assert "Expected next: A–B, 2029" in figure.alt
    overdue = draw(timeline(dated(expected="2020", status="planned")), basemap())
    assert bars(overdue, "expected")[0][0] == round(year_of(found.reference_date), 2)
    assert "Expected next" not in overdue.alt


def test_a_closure_of_days_can_still_be_seen() -> None:
    found = dated(StatusEvent("2016-06-01", "closed", "operational"),
                  StatusEvent("2016-06-09", "operational"))
    figure = draw(timeline(found), basemap())
    (start, end), = bars(figure, "closed")
    axes = figure.axes[0]
    wide_pt = axes.get_position().width * figure.get_size_inches()[0] * 72
    low, high = axes.get_xlim()
    assert (end - start) / (high - low) * wide_pt == pytest.approx(1.8, abs=0.5)


def test_links_that_share_events_share_a_row_and_others_do_not() -> None:
    rows = rows_of(network(), timeline(network()).link_ids)
    together = [row for row in rows if len(row.link_ids) > 1]
    assert together
    for row in together:
        assert row.changes or any(set(row.link_ids) <= set(project.link_ids)
                                  for project in network().investments.values())
    assert len({row.title for row in rows}) == len(rows)
    assert sorted(link for row in rows for link in row.link_ids) \
        == sorted(timeline(network()).link_ids)


def test_rows_stand_by_their_first_change_and_those_without_room_are_counted() -> None:
    figure = draw(timeline(network()), basemap())
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert len(names) == MOST_ROWS
    left = len(rows_of(network(), timeline(network()).link_ids)) - MOST_ROWS
    assert any(f"{left} rows that changed earlier have no room" in text
               for text in (" ".join(texts(figure)),))
    rows = rows_of(network(), timeline(network(), corridor="instc-west").link_ids)
    days = [row.turned() for row in rows]
    assert days == sorted(days)


def test_a_corridor_shows_its_own_links_and_years_limit_it() -> None:
    found = timeline(network(), corridor="instc-west", since="2010")
    assert found.link_ids
    assert all("instc-west" in network().link(link).corridors for link in found.link_ids)
    figure = draw(found, basemap())
    assert figure.axes[0].get_xlim()[0] == 2010.0
    assert found.first == date(2010, 1, 1)


def test_what_a_scenario_changes_goes_on_after_today() -> None:
    opened = toys.gap().as_of().apply([OPEN])
    figure = draw(opened, basemap(), kind="timeline")
    today = round(year_of(opened.on), 2)
    assert any(start == today for start, _ in bars(figure, "operational"))
    assert not bars(figure, "expected")


def test_where_nothing_changes_there_is_no_timeline() -> None:
    with pytest.raises(QueryError, match="no status of a link changes in"):
        timeline_chart(timeline(dated()))


def test_hostile_titles_stay_text_and_the_bytes_are_the_same() -> None:
    link = replace(toys.rail("az-a", "az-b", 90), history=(
        StatusEvent("2016-06-01", "closed", "operational"),))
    found = toys.small([toys.node("az-a", 48, 40, "<b>$5</b> to $6" * 9),
                        toys.node("az-b", 49, 40, "=SUM(A1)")], [link])
    made = [draw(timeline(found), basemap()) for _ in range(2)]
    assert not any(text.get_parse_math() for text in made[0].findobj(Text) if text.get_text())
    assert min(text.get_fontsize() for text in made[0].findobj(Text) if text.get_text()) >= 6
    assert len(made[0].alt) <= 250
    one, two = (figure_bytes(figure, "svg", title="t", alt=figure.alt, dpi=100) for figure in made)
    assert one == two
