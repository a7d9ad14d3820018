"""Names the maps write on the ground: waters, capitals and countries in short."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CAPITALS", "LAKES", "SHORT", "WATERS", "Water"]


class Water(NamedTuple):
    """A sea, gulf or ocean.

    Parameters
    ----------
    name
        English name; a line break where it may be written on two lines.
    west, south, east, north
        Where the name may stand, in degrees.
    """

    name: str
    west: float
    south: float
    east: float
    north: float


WATERS = (
    Water("Caspian\nSea", 46.5, 36.4, 55.0, 47.2),
    Water("Black\nSea", 27.6, 41.0, 41.8, 46.5),
    Water("Persian\nGulf", 47.8, 24.0, 56.2, 30.5),
    Water("Gulf of\nOman", 56.6, 22.8, 61.3, 25.8),
    Water("Arabian\nSea", 56.0, 8.0, 73.0, 22.6),
    Water("Red\nSea", 32.5, 13.5, 43.0, 28.0),
    Water("Gulf of\nAden", 43.5, 10.5, 51.0, 15.0),
    Water("Mediterranean\nSea", -2.0, 30.5, 36.2, 38.5),
    Water("Aegean\nSea", 23.0, 35.8, 27.0, 40.7),
    Water("Adriatic\nSea", 12.5, 40.5, 19.5, 45.5),
    Water("Baltic\nSea", 14.0, 54.0, 21.5, 59.4),
    Water("Gulf of\nBothnia", 17.0, 60.5, 25.0, 65.8),
    Water("North\nSea", -2.0, 51.5, 8.5, 60.5),
    Water("Norwegian\nSea", -8.0, 62.0, 14.0, 71.0),
    Water("Barents\nSea", 20.0, 69.0, 52.0, 75.0),
    Water("Kara\nSea", 58.0, 69.5, 85.0, 75.0),
    Water("Sea of\nAzov", 34.8, 45.3, 39.2, 47.2),
    Water("Bay of\nBiscay", -9.5, 43.5, -1.5, 47.8),
    Water("Atlantic\nOcean", -20.0, -34.0, 8.0, 43.0),
    Water("Indian\nOcean", 52.0, -34.0, 98.0, 6.0),
    Water("Bay of\nBengal", 81.0, 8.0, 94.0, 21.5),
    Water("Andaman\nSea", 93.5, 6.5, 98.5, 15.5),
    Water("South China\nSea", 107.0, 4.0, 120.0, 21.5),
    Water("East China\nSea", 121.5, 25.5, 129.0, 32.5),
    Water("Yellow\nSea", 120.5, 33.0, 126.0, 38.5),
    Water("Sea of\nJapan", 129.0, 36.0, 140.0, 45.0),
    Water("Sea of\nOkhotsk", 143.0, 48.0, 155.0, 59.0),
    Water("Philippine\nSea", 124.5, 8.0, 140.0, 24.0),
    Water("Pacific\nOcean", 141.0, 8.0, 150.0, 40.0),
)
"""Source: common English names, as on the 1:50m physical sheets of Natural Earth."""

LAKES: dict[str, str] = {
    "Balkhash": "Lake Balkhash", "Ladoga": "Lake Ladoga", "North Aral": "North Aral Sea",
    "Onega": "Lake Onega", "Sevan": "Lake Sevan", "Urmia": "Lake Urmia", "Van": "Lake Van",
}
"""How lakes are written that bear other names in the basemap: a town may be called the same."""

SHORT: dict[str, str] = {
    "AE": "UAE", "AM": "Arm.", "AZ": "Azerb.", "BA": "Bosnia", "CH": "Switz.", "GB": "UK",
    "GE": "Georgia", "KG": "Kyrg.", "KW": "Kuwait", "LT": "Lith.", "LU": "Lux.", "LV": "Latvia",
    "MD": "Mold.", "MK": "N. Mac.", "NL": "Neth.", "SI": "Slov.", "TJ": "Tajik.",
    "TM": "Turkm.", "UZ": "Uzb.",
}
"""What is written where the name does not fit."""

CAPITALS: dict[str, str] = {
    "AE": "Abu Dhabi", "AF": "Kabul", "AM": "Yerevan", "AT": "Vienna", "AZ": "Baku",
    "BE": "Brussels", "BG": "Sofia", "BY": "Minsk", "CH": "Bern", "CN": "Beijing",
    "CZ": "Prague", "DE": "Berlin", "DK": "Copenhagen", "EE": "Tallinn", "EG": "Cairo",
    "ES": "Madrid", "FI": "Helsinki", "FR": "Paris", "GB": "London", "GE": "Tbilisi",
    "GR": "Athens", "HU": "Budapest", "IN": "New Delhi", "IQ": "Baghdad", "IR": "Tehran",
    "IT": "Rome", "KG": "Bishkek", "KW": "Kuwait", "KZ": "Astana", "LT": "Vilnius",
    "LV": "Riga", "MD": "Chișinău", "MN": "Ulaanbaatar", "NL": "Amsterdam", "NO": "Oslo",
    "OM": "Muscat", "PK": "Islamabad", "PL": "Warsaw", "QA": "Doha", "RO": "Bucharest",
    "RS": "Belgrade", "RU": "Moscow", "SA": "Riyadh", "SE": "Stockholm", "SK": "Bratislava",
    "SY": "Damascus", "TJ": "Dushanbe", "TM": "Ashgabat", "TR": "Ankara", "UA": "Kyiv",
    "UZ": "Tashkent",
}
"""Capitals, by ISO 3166 code, as the nodes of the network spell them."""
