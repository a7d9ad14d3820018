"""Sentences that every report says: method, limits, boundaries, licences."""

from __future__ import annotations

__all__ = ["BOUNDARIES", "LICENCES", "LIMITS", "METHOD"]

METHOD = (
    ("The network is taken as it stands on one day. Every link has one status on that day; only "
    "operational and restricted links carry traffic."),
    ("A route is the best by one criterion: least distance, time, cost or carbon dioxide. Goods "
    "change the mode only at listed terminals and the gauge only at listed facilities; every "
    "border crossed adds waiting time and fees."),
    ("Time is length divided by speed; lorries drive a limited number of hours a day. Cost and "
    "carbon dioxide are length times rate times the load of a container. Stops add their hours "
    "and fees."),
    ("A range is the sum of the lowest and of the highest values of all legs. It is a bound, not "
    "a probability: that everything is lowest at once is unlikely."),
    "Among equally good routes the one with the fewest legs is shown.",
)
"""The method in short."""

LIMITS = (
    ("Speeds, tariffs and waiting times are averages. Capacity, timetables, congestion and the "
    "frequency of trains and ships are not modelled."),
    ("Costs are tariffs, handling and border fees for one loaded container (TEU). Duties, "
    "insurance, interest on the goods and the return of the empty container are not in them."),
    "A link that a variant opens is taken to work from the first day as its figures say.",
    "The best route is not a forecast of traffic.",
)
"""What every reader has to bear in mind."""

BOUNDARIES = (
    "Boundaries, names and statuses on maps and in tables are for orientation only. They express "
    "no opinion on the legal status of any territory and do not endorse any boundary.")
"""Note on boundaries."""

LICENCES = (
    "The data that come with corridors may be used freely under CC BY 4.0 by naming “corridors”; "
    "the basemap is from Natural Earth, in the public domain. Figures from the sources listed "
    "above are cited as facts.")
"""Note on licences."""
