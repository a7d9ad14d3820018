"""Names and codes of the shipped places: in their own languages, of today and of old maps."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from corridors.errors import PlaceError
from corridors.io.data_folder import load
from corridors.model.network import Network
from corridors.model.places import folded, plain

DATA = Path(__file__).parents[2] / "data"

LANGUAGES = {
    "AE": "ar", "AF": "fa", "AM": "hy", "AT": "de", "AZ": "az", "BG": "bg", "BY": "be", "CN": "zh",
    "DE": "de", "EE": "et", "FI": "fi", "GE": "ka", "HU": "hu", "IN": "en gu hi mr", "IQ": "ar",
    "IR": "fa", "KG": "ky", "KZ": "kk", "LT": "lt", "LV": "lv", "NL": "nl", "PK": "ur", "PL": "pl",
    "RO": "ro", "RS": "sr", "RU": "ru", "TM": "tk", "TR": "tr", "UA": "uk", "UZ": "uz"}
SOVIET = {"AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "RU", "TM", "UA", "UZ"}
WITHOUT_OFFICIAL_NAME = {
    "af-sanobar": "a junction; its spelling in Persian was not found",
    "ir-fariman": "a junction in the open, named after the nearest town",
    "kz-semiglavy-mar": "the station has its Russian name; no Kazakh one was found",
    "ru-moscow-freight": "stands for several freight yards",
}
ONE_PLACE = {
    "AZALA": "Alat, the railway junction and the port",
    "IRBND": "Bandar Abbas, the city and the port complex",
    "KZAAU": "Aktau, the city and the port",
    "RUASF": "Astrakhan, the city and the port",
    "RULED": "Saint Petersburg, the city and the port",
    "RUMCX": "Makhachkala, the city and the port",
}
BOTH_SIDES = {"astara", "bandar abbas", "bandar e abbas", "khorgos", "red bridge", "samur",
              "астара", "джульфа", "красный мост", "самур", "серахс", "хоргос", "بندر عباس",
              "بندرعباس"}
"""Names that two places truly share: the sides of a border, and Bandar Abbas with its port."""


@cache
def network() -> Network:
    return load(DATA)


@cache
def languages() -> dict[str, set[tuple[str, str]]]:
    """Language and kind of the names of every place."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    with (DATA / "network" / "place_alias.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            found[row["node_id"]].add((row["language"], row["kind"]))
    return found


def test_codes_are_of_their_country_and_of_one_place() -> None:
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for node in network().nodes.records:
        if node.unlocode:
            assert re.fullmatch(r"[A-Z]{2}[A-Z2-9]{3}", node.unlocode)
            # The straits that bear a code are the two ends of the canal, in Egypt.
            assert node.unlocode[:2] == (node.country or "EG")
            bearers[node.unlocode].append(node.node_id)
    assert {code for code, nodes in bearers.items() if len(nodes) > 1} == set(ONE_PLACE)
    assert max(map(len, bearers.values())) == 2
    assert len(bearers) + len(ONE_PLACE) == 250


def test_every_place_has_its_official_name_in_a_language_of_its_country() -> None:
    nameless = {
        node.node_id for node in network().nodes.records
        if node.country and not any((language, "official") in languages()[node.node_id]
                                    for language in LANGUAGES[node.country].split())}
    assert nameless == set(WITHOUT_OFFICIAL_NAME)


def test_every_place_of_the_former_soviet_union_has_its_russian_name() -> None:
    assert [node.node_id for node in network().nodes.records if node.country in SOVIET
            and "ru" not in {language for language, _ in languages()[node.node_id]}] == []


def test_only_the_two_sides_of_a_border_share_a_name() -> None:
    exact: defaultdict[str, set[str]] = defaultdict(set)
    loose: defaultdict[str, set[str]] = defaultdict(set)
    for node_id, names in network().gazetteer.spellings.items():
        for name in names:
            exact[folded(name)].add(node_id)
            loose[plain(name)].add(node_id)
    assert {name for name, nodes in exact.items() if len(nodes) > 1} == BOTH_SIDES
    assert {name for name, nodes in loose.items() if len(nodes) > 1} == set(map(plain, BOTH_SIDES))


@pytest.mark.parametrize(("text", "node_id"), [
    ("Naxcivan", "az-nakhchivan"), ("NAXÇIVAN", "az-nakhchivan"), ("İSTANBUL", "tr-istanbul"),
    ("ıstanbul", "tr-istanbul"), ("IĞDIR", "tr-igdir"), ("Turkmenbasy", "tm-turkmenbashi"),
    ("Turkmenbasi", "tm-turkmenbashi"), ("xian", "cn-xian"), ("XI’AN", "cn-xian"),
    ("St Petersburg", "ru-saint-petersburg"), ("saint-petersburg", "ru-saint-petersburg"),
    ("اهواز", "ir-ahvaz"), ("كرمان", "ir-kerman"), ("طهران", "ir-tehran"),
    ("پارس آباد", "ir-parsabad"), ("أردبيل", "ir-ardabil"), ("بَندَر اَنزَلی", "ir-anzali"),
    ("Усть Луга", "ru-ust-luga"), ("Актобе", "kz-aktobe"), ("Караганды", "kz-karagandy"),
    ("Enzeli", "ir-anzali"), ("Bandar Pahlavi", "ir-anzali"), ("Leningrad", "ru-saint-petersburg"),
    ("Сталинград", "ru-volgograd"), ("Leninakan", "am-gyumri"), ("Shevchenko", "kz-aktau"),
    ("Tselinograd", "kz-astana"), ("Krasnovodsk", "tm-turkmenbashi"), ("Tiflis", "ge-tbilisi"),
    ("Dzhulfa", "az-julfa"), ("Culfa", "az-julfa"), ("Jolfa", "ir-jolfa"),
    ("Bombay", "in-mumbai"), ("Nhava Sheva", "in-mumbai"), ("Bandar Shah", "ir-bandar-torkaman"),
    ("Bandar Abbas, IR", "ir-bandar-abbas"), ("IRBND", "ir-bandar-abbas"),
    ("kz hor", "kz-altynkol"),
])
def test_any_spelling_means_one_place(text: str, node_id: str) -> None:
    assert network().place(text).node_id == node_id
    assert network().gazetteer.search(text)[0].node.node_id == node_id


@pytest.mark.parametrize("text", ["Астара", "KHORGOS", "RULED"])
def test_what_two_places_share_is_asked_for(text: str) -> None:
    with pytest.raises(PlaceError, match="is the name of 2 places"):
        network().place(text)
