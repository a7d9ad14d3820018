"""Links that pause every year: rivers and canals in winter, passes in snow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corridors.model.dates import month_day
from corridors.model.status import carries

__all__ = ["Pause", "Season", "pause_on"]


@dataclass(frozen=True, slots=True)
class Season:
    """A pause of a link that comes back every year.

    Parameters
    ----------
    closes
        First day of the pause, as month and day: ``12-11``.
    opens
        First day after it: ``04-01``. Where it lies before ``closes`` in the year, the
        pause passes New Year.
    status
        Status of the link during the pause: ``suspended`` or ``closed``, or ``restricted`` where
        it goes on with limits, such as convoys behind an icebreaker.
    first_year, last_year
        Years in which the first and the last of these pauses begin; None without an end.
    source, confidence, note
        Source keys, how sure we are, remarks.
    """

    closes: str
    opens: str
    status: str = "suspended"
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""
    confidence: str = ""
    note: str = ""

    def pause(self, year: int) -> Pause | None:
        """Give the pause that begins in a year.

        Parameters
        ----------
        year
            The year.

        Returns
        -------
        pause
            The pause; None in a year for which the row does not stand.

        Examples
        --------
        >>> Season("12-11", "04-01").pause(2026)
        Pause(start=datetime.date(2026, 12, 11), end=datetime.date(2027, 4, 1), status='suspended')
        """
        if (self.first_year is not None and year < self.first_year) or \
                (self.last_year is not None and year > self.last_year):
            return None
        start = date(year, *month_day(self.closes))
        end = date(year + (self.opens <= self.closes), *month_day(self.opens))
        return Pause(start, end, self.status)

    def said(self) -> str:
        """Say the season in words.

        Examples
        --------
        >>> Season("12-11", "04-01", first_year=2020).said()
        'suspended from 12-11 to 04-01, first in the winter of 2020'
        """
        first, last = self.first_year, self.last_year
        if first is not None and first == last:
            years = f", only in the winter of {first}"
        else:
            years = f", first in the winter of {first}" if first is not None else ""
            years += f", last in the winter of {last}" if last is not None else ""
        return f"{self.status} from {self.closes} to {self.opens}{years}"


@dataclass(frozen=True, slots=True)
class Pause:
    """One pause of a season: from its first day to the day before it ends.

    Parameters
    ----------
    start
        Its first day.
    end
        The first day after it.
    status
        Status of the link during the pause.
    """

    start: date
    end: date
    status: str

    def said(self) -> str:
        """Say the pause in words.

        Examples
        --------
        >>> Pause(date(2026, 12, 11), date(2027, 4, 1), "suspended").said()
        'closed for the season, opens again on 2027-04-01'
        """
        if carries(self.status):
            return f"{self.status} for the season, to {self.end}"
        return f"closed for the season, opens again on {self.end}"


def pause_on(day: date, seasons: Sequence[Season]) -> Pause | None:
    """Give the pause a day falls into.

    Parameters
    ----------
    day
        The day.
    seasons
        The seasons of a link.

    Returns
    -------
    pause
        The pause, or None. A pause is half-open: on its last day the link is open.

    Examples
    --------
    >>> winter = (Season("12-11", "04-01"),)
    >>> [pause_on(date(2027, *day), winter) is not None for day in ((1, 15), (4, 1), (12, 11))]
    [True, False, True]
    """
    for season in seasons:
        for year in (day.year - 1, day.year):
            pause = season.pause(year)
            if pause is not None and pause.start <= day < pause.end:
                return pause
    return None
