"""A name means one place, or the user is asked which."""

from __future__ import annotations

from dataclasses import replace

import pytest
from toys import gap, node

from corridors.errors import PlaceError
from corridors.model.places import Gazetteer, plain
from corridors.model.records import Alias

NODES = [node("az-ganja", 46, 40, "Ganja"), node("az-astara", 48, 38, "Astara"),
         node("ir-astara", 48, 38, "Astara"), node("ir-port", 56, 27, "Bandar Abbas"),
         node("ir-city", 56, 27, "Bandar Abbas"), node("tr-igdir", 44, 40, "Iğdır"),
         replace(node("cn-xian", 109, 34, "Xi'an"), unlocode="CNXIA"),
         node("kz-aktobe", 57, 50, "Aqtobe"), node("kz-port", 51, 43, "Aktau Port")]
NODES[3:5] = [replace(each, unlocode="IRBND") for each in NODES[3:5]]
ALIASES = [Alias("az-ganja", "Gəncə"), Alias("ir-port", "Bandar Abbas", primary=True),
           Alias("ir-port", "بندرعباس"), Alias("ir-city", "بندرعباس"), Alias("az-ganja", "Гянджа"),
           Alias("kz-aktobe", "Ақтөбе"), Alias("kz-aktobe", "Saint Aqtobe"),
           Alias("kz-port", "پارس\u200cآباد")]
PLACES = Gazetteer.build(NODES, ALIASES)


@pytest.mark.parametrize(("text", "node_id"), [
    ("Ganja", "az-ganja"), ("ganja", "az-ganja"), ("GƏNCƏ", "az-ganja"), ("гянджа", "az-ganja"),
    ("az-ganja", "az-ganja"), ("Bandar Abbas", "ir-port"), ("bandar-abbas", "ir-port"),
    ("Astara, IR", "ir-astara"), ("Astara (az)", "az-astara"), ("Bandar Abbas, IR", "ir-port")])
def test_a_name_is_found(text: str, node_id: str) -> None:
    assert PLACES.find(text).node_id == node_id


@pytest.mark.parametrize(("text", "node_id"), [
    ("Igdir", "tr-igdir"), ("IĞDIR", "tr-igdir"), ("IGDIR", "tr-igdir"), ("GENCE", "az-ganja"),
    ("İğdır", "tr-igdir"), ("gence, az", "az-ganja"), ("bandarabbas", "ir-port"),
    ("Xian", "cn-xian"), ("XI’AN", "cn-xian"), ("Xiʻan", "cn-xian"), ("xi an", "cn-xian"),
    ("Актобе", "kz-aktobe"), ("АҚТӨБЕ", "kz-aktobe"), ("St. Aqtobe", "kz-aktobe"),
    ("پارساباد", "kz-port"), ("پارس آباد", "kz-port"), ("بارس", "")])
def test_a_name_is_found_however_it_is_written(text: str, node_id: str) -> None:
    if node_id:
        assert PLACES.find(text).node_id == node_id
    else:
        with pytest.raises(PlaceError, match="There is no place"):
            PLACES.find(text)


def test_an_exact_name_goes_before_one_without_accents() -> None:
    places = Gazetteer.build([node("tr-sark", 43, 41, "Şark"), node("tr-sarks", 42, 40, "Sark")],
                             [])
    assert places.find("Şark").node_id == "tr-sark"
    assert places.find("sark").node_id == "tr-sarks"
    with pytest.raises(PlaceError, match=r'"ŠARK" is the name of 2 places: tr-sark .*Give the id'):
        places.find("ŠARK")


def test_a_code_means_its_place() -> None:
    assert PLACES.find("CNXIA").node_id == PLACES.find("cn xia").node_id == "cn-xian"
    assert PLACES.find("IRBND").node_id == "ir-port"
    assert [match.node.node_id for match in PLACES.search("irbnd")] == ["ir-city", "ir-port"]
    assert PLACES.search("irbnd")[0].names == ("IRBND",)


def test_an_unknown_name_gets_the_three_nearest() -> None:
    with pytest.raises(PlaceError) as caught:
        gap().place("Raasht")
    assert str(caught.value) == (
        'There is no place "Raasht". Did you mean Rasht (ir-rasht), East (tm-east), '
        "Astara (ir-astara)? [Q10]")
    with pytest.raises(PlaceError, match='Look it up with "corridors places"'):
        PLACES.find("zzzzzz")


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
    assert PLACES.search("gənc")[0].names == ("Gəncə",)
    assert [match.node.node_id for match in PLACES.search("port")] == ["ir-port", "kz-port"]
    assert PLACES.search("ir-port")[0].names == ("ir-port",)
    assert PLACES.search(" - ") == ()
    assert [match.node.node_id for match in PLACES.search("gandja")] == ["az-ganja"]
    assert PLACES.search("qqqqq") == ()


def test_letters_of_every_script_come_apart() -> None:
    assert plain("Naxçıvan") == "naxcivan"
    assert plain("İSTANBUL") == "istanbul"
    assert plain("كرج") == plain("کرج")
