"""Names the maps write on the ground: waters, countries and capitals."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CAPITALS", "COUNTRIES", "SHORT", "WATERS", "Water"]


class Water(NamedTuple):
    """A sea, gulf or ocean.

    Parameters
    ----------
    name
        English name; a line break where it may be written on two lines.
    lon, lat
        About its middle, in degrees.
    reach_deg
        How far from there the name may stand, in degrees.
    """

    name: str
    lon: float
    lat: float
    reach_deg: float


WATERS = (
    Water("Caspian\nSea", 50.8, 41.5, 5.0), Water("Black\nSea", 34.0, 43.2, 5.5),
    Water("Persian\nGulf", 51.5, 27.0, 3.5), Water("Gulf of\nOman", 59.0, 24.8, 2.2),
    Water("Arabian\nSea", 63.0, 17.0, 9.0), Water("Red\nSea", 38.3, 20.0, 6.0),
    Water("Gulf of\nAden", 48.0, 12.3, 3.0), Water("Mediterranean\nSea", 19.0, 35.0, 16.0),
    Water("Aegean\nSea", 25.0, 38.5, 2.2), Water("Adriatic\nSea", 16.0, 43.0, 3.0),
    Water("Baltic\nSea", 19.5, 57.5, 4.5), Water("Gulf of\nFinland", 26.0, 59.9, 2.0),
    Water("Gulf of\nBothnia", 20.0, 62.5, 2.8), Water("North\nSea", 3.5, 56.0, 4.0),
    Water("Norwegian\nSea", 4.0, 66.0, 5.0), Water("Barents\nSea", 40.0, 72.0, 8.0),
    Water("White\nSea", 37.8, 65.6, 1.8), Water("Kara\nSea", 68.0, 73.0, 5.0),
    Water("Sea of\nAzov", 36.6, 46.1, 1.2), Water("Bay of\nBiscay", -4.5, 45.5, 3.0),
    Water("Atlantic\nOcean", -13.0, 30.0, 22.0), Water("Indian\nOcean", 75.0, -8.0, 22.0),
    Water("Bay of\nBengal", 88.0, 14.0, 6.0), Water("Andaman\nSea", 95.8, 10.5, 4.0),
    Water("South China\nSea", 113.5, 13.0, 7.0), Water("East China\nSea", 125.0, 29.0, 4.0),
    Water("Yellow\nSea", 123.0, 35.8, 3.0), Water("Sea of\nJapan", 134.5, 39.5, 5.0),
    Water("Pacific\nOcean", 142.0, 25.0, 14.0), Water("Java\nSea", 110.5, -5.0, 4.0),
)
"""Source: common English names, as on the 1:50m physical sheets of Natural Earth."""

COUNTRIES: dict[str, str] = {
    "AE": "United Arab\nEmirates", "BA": "Bosnia and\nHerzegovina", "CD": "DR Congo",
    "CF": "Central African\nRepublic", "CZ": "Czechia", "GB": "United\nKingdom",
    "MK": "North\nMacedonia", "SA": "Saudi\nArabia", "SS": "South\nSudan", "TR": "Türkiye",
}
"""Names that differ from the basemap's, by ISO 3166 code."""

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
