"""A name means one place, or the user is asked which."""

from __future__ import annotations

import pytest
from toys import gap, node

from corridors.errors import PlaceError
from corridors.model.places import Gazetteer, plain
from corridors.model.records import Alias

NODES = [node("az-ganja", 46, 40, "Ganja"), node("az-astara", 48, 38, "Astara"),
         node("ir-astara", 48, 38, "Astara"), node("ir-port", 56, 27, "Bandar Abbas"),
         node("ir-city", 56, 27, "Bandar Abbas"), node("tr-igdir", 44, 40, "Iğdır")]
ALIASES = [Alias("az-ganja", "Gəncə"), Alias("ir-port", "Bandar Abbas", primary=True),
           Alias("ir-port", "بندرعباس"), Alias("ir-city", "بندرعباس"), Alias("az-ganja", "Гянджа")]
PLACES = Gazetteer.build(NODES, ALIASES)


@pytest.mark.parametrize(("text", "node_id"), [
    ("Ganja", "az-ganja"), ("ganja", "az-ganja"), ("GƏNCƏ", "az-ganja"), ("гянджа", "az-ganja"),
    ("az-ganja", "az-ganja"), ("Bandar Abbas", "ir-port"), ("bandar-abbas", "ir-port"),
    ("Astara, IR", "ir-astara"), ("Astara (az)", "az-astara"), ("IĞDIR", "tr-igdir")])
def test_a_name_is_found(text: str, node_id: str) -> None:
    if text == "IĞDIR":
        # Capital I stands for ı in Turkish and for i elsewhere: the locale is never asked.
        with pytest.raises(PlaceError, match=r'no place "IĞDIR"\. Did you mean Iğdır \(tr-igdir\)'):
            PLACES.find(text)
    else:
        assert PLACES.find(text).node_id == node_id


def test_an_unknown_name_gets_the_three_nearest() -> None:
    with pytest.raises(PlaceError) as caught:
        gap().place("Raasht")
    assert str(caught.value) == (
        'There is no place "Raasht". Did you mean Rasht (ir-rasht), East (tm-east), '
        "Astara (ir-astara)? [Q10]")
    with pytest.raises(PlaceError, match='Look it up with "corridors places"'):
        PLACES.find("zzzzzz")


def test_a_name_without_its_accents_is_asked_for() -> None:
    with pytest.raises(PlaceError, match=r"Did you mean Iğdır \(tr-igdir\)\?"):
        PLACES.find("Igdir")


def test_a_name_of_several_places_is_never_the_first() -> None:
    with pytest.raises(PlaceError) as caught:
        PLACES.find("Astara")
    assert str(caught.value) == ('"Astara" is the name of 2 places: az-astara (AZ), ir-astara '
                                 "(IR). Give the id, or the name with its country, such as "
                                 '"Astara, AZ". [Q10]')
    with pytest.raises(PlaceError, match="ir-city"):
        PLACES.find("بندرعباس")


def test_search_gives_whole_names_first() -> None:
    found = PLACES.search("astara")
    assert [match.node.node_id for match in found] == ["az-astara", "ir-astara"]
    assert PLACES.search("bandar")[0].name == "Bandar Abbas"
    assert [match.node.node_id for match in PLACES.search("gandja")] == ["az-ganja"]
    assert PLACES.search("qqqqq") == ()


def test_letters_of_every_script_come_apart() -> None:
    assert plain("Naxçıvan") == "naxcivan"
    assert plain("İSTANBUL") == "istanbul"
    assert plain("كرج") == plain("کرج")
