"""The network on days between 1990 and 2035: closures, openings, suspensions, seasons."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from corridors.io.data_folder import load
from corridors.model.network import Network
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries

DATA = Path(__file__).parents[2] / "data"
OPEN, CLOSED, WORKS = "operational", "closed", "under_construction"

# Link, day, status. The sources stand in link_status.csv and season.csv.
AUDIT: tuple[tuple[str, str, str], ...] = (
    # The wars of the 1990s.
    ("am-ijevan-az-gazakh-rail", "1990-06-01", OPEN),
    ("am-ijevan-az-gazakh-rail", "1991-01-01", CLOSED),
    ("am-ijevan-az-gazakh-road", "1995-01-01", CLOSED),
    ("az-sadarak-am-yeraskh-rail", "1993-01-01", CLOSED),
    ("am-yeraskh-az-sadarak-gate-road", "1993-01-01", CLOSED),
    ("am-nrnadzor-am-meghri-rail", "1991-01-01", OPEN),
    ("az-aghband-am-nrnadzor-rail", "1994-01-01", CLOSED),
    ("az-horadiz-az-mincivan-rail", "1993-07-01", OPEN),
    ("az-horadiz-az-mincivan-rail", "2000-01-01", CLOSED),
    ("az-barda-az-aghdam-rail", "1992-01-01", OPEN),
    ("az-barda-az-aghdam-rail", "2020-01-01", CLOSED),
    ("az-aghdam-az-barda-road", "2000-01-01", CLOSED),
    ("az-aghdam-az-barda-road", "2024-01-01", OPEN),
    ("az-horadiz-az-fuzuli-road", "1993-08-22", OPEN),
    ("az-horadiz-az-fuzuli-road", "2005-01-01", CLOSED),
    ("az-horadiz-az-jabrayil-road", "2010-01-01", CLOSED),
    ("am-tegh-az-lachin-road", "2023-01-15", "suspended"),
    ("ru-grozny-ru-makhachkala-road", "1995-06-01", CLOSED),
    ("rs-belgrade-rs-subotica-rail", "2000-01-01", CLOSED),
    ("am-akhurik-tr-dogukapi-rail", "1993-06-30", OPEN),
    ("am-akhurik-tr-dogukapi-rail", "1994-01-01", CLOSED),
    ("am-margara-tr-alican-road", "1993-05-01", CLOSED),
    ("ge-sukhumi-ge-samtredia-rail", "1992-08-13", OPEN),
    ("ge-sukhumi-ge-samtredia-rail", "1993-01-01", "disused"),
    ("ru-psou-veseloe-ge-sukhumi-rail", "1995-01-01", CLOSED),
    ("ru-psou-veseloe-ge-sukhumi-rail", "2003-01-01", OPEN),
    ("ru-beslan-ru-grozny-rail", "1995-06-01", CLOSED),
    ("ru-beslan-ru-grozny-rail", "1998-01-01", OPEN),
    ("ru-kizlyar-ru-gudermes-rail", "1995-06-01", CLOSED),
    ("ru-kizlyar-ru-makhachkala-rail", "1996-01-01", WORKS),
    ("ru-kizlyar-ru-makhachkala-rail", "1999-12-01", OPEN),
    ("ru-yarag-kazmalyar-az-samur-road", "1995-06-01", CLOSED),
    ("ru-yarag-kazmalyar-az-samur-road", "2004-10-01", CLOSED),
    ("ru-yarag-kazmalyar-az-samur-road", "2004-10-22", OPEN),
    ("ru-verkhny-lars-ge-kazbegi-lars-road", "2009-06-01", CLOSED),
    ("uz-termez-af-hairatan-rail", "1990-01-01", OPEN),
    ("uz-termez-af-hairatan-rail", "2000-01-01", CLOSED),
    ("uz-termez-af-hairatan-rail", "2001-12-09", OPEN),
    # Borders of the former Soviet Union that opened.
    ("ge-sarpi-tr-sarp-road", "1990-01-01", OPEN),
    ("az-sadarak-gate-tr-dilucu-road", "1991-01-01", WORKS),
    ("az-sadarak-gate-tr-dilucu-road", "1993-01-01", OPEN),
    ("ir-norduz-am-agarak-road", "1993-01-01", "restricted"),
    ("ir-norduz-am-agarak-road", "1996-01-01", OPEN),
    ("kg-irkeshtam-cn-kashgar-road", "1996-01-01", CLOSED),
    ("kg-irkeshtam-cn-kashgar-road", "2003-01-01", OPEN),
    ("ge-kartsakhi-tr-cildir-road", "2015-10-17", CLOSED),
    ("ge-kartsakhi-tr-cildir-road", "2015-10-18", OPEN),
    ("tr-kapikoy-ir-razi-road", "2010-01-01", CLOSED),
    ("tr-kapikoy-ir-razi-road", "2012-01-01", OPEN),
    # Railways and ports, by their opening.
    ("kz-dostyk-cn-alashankou-rail", "1990-09-11", WORKS),
    ("cn-alashankou-cn-jinghe-rail", "1990-09-11", WORKS),
    ("kz-dostyk-cn-alashankou-rail", "1991-01-01", "restricted"),
    ("kz-dostyk-cn-alashankou-rail", "1993-01-01", OPEN),
    ("ir-sirjan-ir-bandar-abbas-rail", "1995-03-16", WORKS),
    ("ir-bandar-abbas-city-ir-bandar-abbas-rail", "1995-03-17", OPEN),
    ("tm-altyn-sahra-tm-serahs-rail", "1996-05-12", WORKS),
    ("ir-mashhad-ir-sarakhs-rail", "1996-05-13", OPEN),
    ("cn-kashgar-cn-aksu-rail", "1999-11-30", WORKS),
    ("cn-kashgar-cn-aksu-rail", "1999-12-01", OPEN),
    ("uz-nukus-uz-misken-rail", "2000-06-01", WORKS),
    ("ru-saint-petersburg-port-ru-ust-luga-sea", "2001-01-01", WORKS),
    ("kz-aktau-port-ir-amirabad-sea", "2000-01-01", WORKS),
    ("ir-torbat-e-heydarieh-ir-tabas-rail", "2005-05-02", WORKS),
    ("ir-torbat-e-heydarieh-ir-tabas-rail", "2005-05-03", OPEN),
    ("uz-tashguzar-uz-kumkurgan-rail", "2007-01-01", OPEN),
    ("ir-bam-ir-zahedan-rail", "2009-06-18", WORKS),
    ("ir-bam-ir-zahedan-rail", "2009-06-19", OPEN),
    ("cn-horgos-cn-jinghe-rail", "2009-11-30", WORKS),
    ("af-hairatan-af-mazar-i-sharif-rail", "2011-11-30", WORKS),
    ("kz-altynkol-cn-horgos-rail", "2012-12-21", WORKS),
    ("kz-altynkol-cn-horgos-rail", "2012-12-22", OPEN),
    ("kz-bolashak-tm-serhetyaka-rail", "2013-05-10", WORKS),
    ("kz-bolashak-tm-serhetyaka-rail", "2013-05-11", OPEN),
    ("kz-saksaulskaya-kz-zhezkazgan-rail", "2014-08-22", OPEN),
    ("tm-akyayla-ir-incheh-borun-rail", "2014-12-02", WORKS),
    ("ir-gorgan-ir-incheh-borun-rail", "2014-12-03", OPEN),
    ("az-alat-port-kz-aktau-port-ferry", "2013-12-31", WORKS),
    ("az-alat-port-kz-aktau-port-sea", "2018-05-14", OPEN),
    ("kz-mangystau-kz-kuryk-rail", "2016-11-30", WORKS),
    ("ru-bronka-ru-saint-petersburg-rail", "2015-01-01", WORKS),
    ("uz-tashkent-uz-pap-rail", "2016-05-31", WORKS),
    ("ir-torbat-e-heydarieh-ir-khaf-rail", "2016-09-07", WORKS),
    ("ge-kartsakhi-tr-kars-rail", "2017-10-29", WORKS),
    ("ge-kartsakhi-tr-kars-rail", "2017-10-30", OPEN),
    ("az-astara-ir-astara-rail", "2018-03-26", WORKS),
    ("az-astara-ir-astara-rail", "2018-03-27", OPEN),
    ("ir-maragheh-ir-urmia-rail", "2018-11-19", OPEN),
    ("ir-qazvin-ir-rasht-rail", "2019-03-05", WORKS),
    ("ir-mianeh-ir-bostanabad-rail", "2019-11-27", OPEN),
    ("ir-shamtigh-af-rozanak-rail", "2020-12-09", WORKS),
    ("ir-shamtigh-af-rozanak-rail", "2022-01-01", "suspended"),
    ("ir-bostanabad-ir-khavaran-rail", "2021-07-29", OPEN),
    ("ir-rasht-ir-caspian-port-rail", "2024-06-19", WORKS),
    ("ir-rasht-ir-caspian-port-rail", "2024-06-20", OPEN),
    ("in-mundra-sea-hormuz-sea", "1998-10-06", WORKS),
    ("in-mundra-sea-hormuz-sea", "1998-10-07", OPEN),
    ("pk-gwadar-ir-chabahar-sea", "2007-03-19", WORKS),
    ("ru-astrakhan-ru-olya-rail", "2004-07-01", OPEN),
    ("ge-batumi-bg-varna-ferry", "1998-12-31", "planned"),
    # Interruptions.
    ("ge-tbilisi-ge-khashuri-rail", "2008-08-20", CLOSED),
    ("uz-andijan-kg-jalal-abad-rail", "2015-01-01", CLOSED),
    ("az-bilasuvar-ir-bileh-savar-road", "2013-11-10", "suspended"),
    ("sea-suez-sea-port-said-sea", "2021-03-25", CLOSED),
    ("ge-marabda-ge-akhalkalaki-rail", "2023-10-01", "suspended"),
    ("am-ayrum-am-vanadzor-rail", "2024-06-01", "suspended"),
    # The pandemic.
    ("tr-gurbulak-ir-bazargan-road", "2020-04-01", CLOSED),
    ("tr-gurbulak-ir-bazargan-road", "2020-06-04", OPEN),
    ("ir-razi-tr-kapikoy-rail", "2020-03-01", "suspended"),
    ("ir-razi-tr-kapikoy-rail", "2020-05-01", OPEN),
    ("ir-sarakhs-tm-serahs-rail", "2020-04-01", "suspended"),
    ("ir-sarakhs-tm-serahs-road", "2020-07-01", CLOSED),
    ("ir-sarakhs-tm-serahs-road", "2021-01-01", "restricted"),
    ("tm-altyn-asyr-ir-incheh-borun-road", "2021-01-01", CLOSED),
    ("ir-mirjaveh-pk-taftan-road", "2020-04-15", CLOSED),
    ("ir-shalamcheh-iq-basra-road", "2020-05-01", CLOSED),
    ("kg-irkeshtam-cn-kashgar-road", "2020-03-01", CLOSED),
    # The war in Ukraine, and the borders of the European Union.
    ("ru-belgorod-ua-kharkiv-rail", "2022-02-23", OPEN),
    ("ru-belgorod-ua-kharkiv-rail", "2022-02-24", CLOSED),
    ("ge-batumi-ua-odesa-ferry", "2022-03-01", "suspended"),
    ("lt-kybartai-ru-nesterov-rail", "2022-07-01", "restricted"),
    ("lt-kybartai-ru-nesterov-rail", "2022-07-22", OPEN),
    ("fi-vaalimaa-ru-torfyanovka-road", "2023-11-17", OPEN),
    ("fi-vaalimaa-ru-torfyanovka-road", "2024-01-01", CLOSED),
    ("by-berestovitsa-pl-bobrowniki-road", "2024-01-01", CLOSED),
    ("by-brest-pl-terespol-road", "2025-09-20", CLOSED),
    ("by-brest-pl-terespol-road", "2025-09-25", OPEN),
    ("by-kamenny-log-lt-medininkai-road", "2025-11-01", CLOSED),
    ("de-berlin-de-hamburg-rail", "2025-12-01", CLOSED),
    ("de-berlin-de-hamburg-rail", "2026-11-01", OPEN),
    # The war of 2026.
    ("sea-hormuz-ir-bandar-abbas-sea", "2026-02-27", OPEN),
    ("sea-hormuz-ir-bandar-abbas-sea", "2026-03-15", CLOSED),
    ("sea-hormuz-ir-bandar-abbas-sea", "2026-07-01", "restricted"),
    ("ir-jolfa-az-julfa-road", "2026-03-06", "suspended"),
    # What is announced stays what it is.
    ("ir-astara-ir-rasht-rail", "2035-12-31", "planned"),
    ("am-nrnadzor-am-meghri-rail", "2035-12-31", "planned"),
    ("tr-dilucu-tr-kars-rail", "2035-12-31", WORKS),
    ("kg-makmal-kg-torugart-rail", "2035-12-31", WORKS),
    # Seasons.
    ("ru-volga-don-canal-ru-kalach-waterway", "1990-01-15", "suspended"),
    ("ru-volga-don-canal-ru-kalach-waterway", "2017-12-06", OPEN),
    ("ru-volga-don-canal-ru-kalach-waterway", "2020-03-24", OPEN),
    ("ru-volga-don-canal-ru-kalach-waterway", "2022-12-01", OPEN),
    ("ru-volga-don-canal-ru-kalach-waterway", "2022-12-02", "suspended"),
    ("ru-volga-don-canal-ru-kalach-waterway", "2025-12-07", OPEN),
    ("ru-volga-don-canal-ru-kalach-waterway", "2026-01-15", "suspended"),
    ("ru-volga-don-canal-ru-kalach-waterway", "2026-07-15", OPEN),
    ("ru-volga-don-canal-ru-kalach-waterway", "2035-02-01", "suspended"),
    ("ru-saint-petersburg-port-ru-cherepovets-waterway", "2026-01-15", "suspended"),
    ("ru-saint-petersburg-port-ru-cherepovets-waterway", "2026-04-30", OPEN),
    ("ru-saint-petersburg-port-ru-cherepovets-waterway", "2026-11-15", OPEN),
    ("ru-saint-petersburg-port-ru-cherepovets-waterway", "2026-11-16", "suspended"),
    ("ru-volgograd-ru-astrakhan-port-waterway", "2026-02-01", "suspended"),
    ("ru-olya-ir-anzali-sea", "2026-01-15", "restricted"),
    ("ru-olya-ir-anzali-sea", "2026-07-15", OPEN),
)


@cache
def network() -> Network:
    return load(DATA)


@cache
def on(day: str) -> Snapshot:
    return network().as_of(day)


@pytest.mark.parametrize(("link", "day", "expected"), AUDIT)
def test_a_link_has_its_status_on_a_day(link: str, day: str, expected: str) -> None:
    assert on(day).status_of(link) == expected


def test_the_audit_is_wide() -> None:
    assert len(AUDIT) >= 60
    decades = {day[:3] for _, day, _ in AUDIT}
    assert decades == {"199", "200", "201", "202", "203"}
    assert len(set(AUDIT)) == len(AUDIT)


@pytest.mark.parametrize("year", range(1990, 2036))
def test_every_day_from_1990_to_2035_has_a_network(year: int) -> None:
    for month in (1, 4, 7, 11):
        snapshot = network().as_of(date(year, month, 15))
        assert len(snapshot.status) == len(network().links)
        assert sum(snapshot.carrying) > 500


def test_what_is_planned_opens_only_by_assumption() -> None:
    plain, assumed = on("2035-12-31"), network().as_of("2035-12-31", assume_expected=True)
    waiting = [link for link in network().links.records
               if link.opens_expected and not carries(on("2026-11-01").status_of(link.link_id))]
    assert len(waiting) >= 25
    assert {link.link_id for link in waiting} == set(assumed.assumed)
    for link in waiting:
        assert not carries(plain.status_of(link.link_id)), link.link_id
        assert carries(assumed.status_of(link.link_id)), link.link_id
        assert f"assume {link.link_id} open, expected {link.opens_expected}" in assumed.applied


def test_navigation_is_open_on_the_reference_date() -> None:
    closed = [link.link_id for link in network().links.records
              if link.seasons and network().as_of().pause_of(link.link_id) is not None]
    assert closed == []


def test_waterways_and_no_railways_have_seasons() -> None:
    paused = {link.link_id for link in network().links.records
              for season in link.seasons if not carries(season.status)}
    assert len(paused) == 11
    assert {network().link(link).mode for link in paused} == {"inland_waterway"}


def test_there_are_events_enough_and_each_has_a_source() -> None:
    with (DATA / "network" / "event.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 200
    assert [row["event_id"] for row in rows if not row["source"] or not row["date"]] == []
    cited = [row for row in rows if row["source"] != "general-knowledge"]
    assert len(cited) >= 120
    placeless = [row["event_id"] for row in rows if not row["link_ids"] and not row["countries"]]
    assert placeless == []


def test_every_dated_status_has_a_source_and_an_event() -> None:
    with (DATA / "network" / "link_status.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["link_id"] for row in rows if not row["source"] or not row["event_id"]] == []
