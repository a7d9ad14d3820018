"""Fixed words of reports: complete in English, headings and table heads in every language."""

from __future__ import annotations

import inspect
import re
import string
from pathlib import Path

import pytest

from corridors.analysis.effects import effects_of
from corridors.errors import InputError
from corridors.io.data_folder import load
from corridors.io.scenario_files import load_scenario
from corridors.reports import outline
from corridors.reports.chapters import CHAPTERS
from corridors.reports.outline import outline_of
from corridors.reports.wording import LANGUAGES, TERMS, wording

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "src" / "corridors" / "reports"
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
COUNTED = ("borders", "gauge_breaks", "transfers")
MUST = ("headings.", "heads.")
SCRIPTS = {"ru": r"[а-яё]", "fa": r"[؀-ۿ]"}


def sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(
        [*REPORTS.glob("*.py"), *REPORTS.glob("templates/*")]))


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_a_file_and_no_file_is_of_another() -> None:
    assert {path.stem for path in (REPORTS / "languages").iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("lang", OTHERS)
def test_every_heading_and_table_head_is_translated(lang: str) -> None:
    assert not [key for key in wording("en").words
                if key.startswith(MUST) and not wording(lang).words.get(key)]


@pytest.mark.parametrize("lang", OTHERS)
def test_a_translation_says_nothing_that_english_lacks(lang: str) -> None:
    mine = {key for key in wording(lang).words if not key.startswith(TERMS)}
    assert mine <= wording("en").words.keys()


@pytest.mark.parametrize("lang", OTHERS)
def test_translations_fill_in_the_same_names(lang: str) -> None:
    for key, said in wording(lang).words.items():
        if key in wording("en").words:
            assert braces(said) == braces(wording("en")[key]), key


@pytest.mark.parametrize("lang", SCRIPTS)
def test_translations_are_in_their_script(lang: str) -> None:
    assert not [key for key, said in wording(lang).words.items()
                if not re.search(SCRIPTS[lang], said, re.IGNORECASE)]


def test_all_languages_know_the_same_terms() -> None:
    known = [{key for key in wording(lang).words if key.startswith(TERMS)} for lang in OTHERS]
    assert known[0]
    assert all(one == known[0] for one in known)


def test_every_term_is_one_that_reports_use() -> None:
    said = sources().lower()
    model = (REPORTS.parent / "model" / "route.py").read_text(encoding="utf-8").lower()
    assert not [key for key in wording("ru").words if key.startswith(TERMS)
                and key.removeprefix(TERMS).lower().removeprefix("moving by ") not in said + model]


@pytest.mark.parametrize("lang", OTHERS)
def test_heads_of_findings_are_translated(lang: str) -> None:
    made = outline_of(effects_of(load_scenario("rasht-astara"), load()), ())
    tables = [table for shown in (made.indicators, *(one.finding for chapter in made.chapters
                                                     for one in chapter.findings))
              for table in shown.tables]
    words = wording(lang)
    same = {key.removeprefix(TERMS) for key, said in words.words.items()
            if said == key.removeprefix(TERMS)}
    assert len(tables) > 4
    assert not [head for table in tables for head in table.header
                if head and words.term(head) == head and head.lower() not in same]


def test_a_term_keeps_its_capital_and_a_name_is_left_alone() -> None:
    words = wording("ru")
    assert (words.term("Link"), words.term("link")) == ("Участок", "участок")
    assert words.term("mean, USD/TEU") == "среднее, долл. США/TEU"
    assert [words.term(name) for name in ("", ", ", "Link, Baku", "a" * 5_000)] == [
        "", ", ", "Link, Baku", "a" * 5_000]
    assert wording("en").term("Link") == "Link"


def test_what_a_language_lacks_is_said_in_english() -> None:
    english = wording("en")
    bare = type(english)("fa", {}, english.words)
    assert bare["headings.maps"] == "Maps"
    assert bare.language_of("headings.maps") == "en"
    assert wording("fa").language_of("headings.maps") == "fa"


def test_names_are_filled_in_as_they_are() -> None:
    said = wording("en").said("page.about", {"about": "{0} {about} <b>"})
    assert said == "About: {0} {about} <b>"


def test_every_key_that_reports_name_is_in_english_and_every_key_is_named() -> None:
    groups = "|".join({key.partition(".")[0] for key in wording("en").words})
    named = set(re.findall(rf"[\"']((?:{groups})\.\w+)[\"']", sources()))
    heads = "".join(re.findall(r"_heads\(words, ([^)]*)\)", sources()))
    named |= {f"heads.{key}" for key in (*COUNTED, *re.findall(r'"(\w+)"', heads))}
    listed = [group for group in groups.split("|") if f'several("{group}")' in sources()]
    assert named <= wording("en").words.keys()
    contents = re.findall(r'"(\w+)"', inspect.getsource(outline))
    chapters = {f"headings.{key}" for key in (*CHAPTERS, *contents)}
    assert not [key for key in wording("en").words
                if key not in named | chapters and key.partition(".")[0] not in listed]


def test_chapters_have_the_titles_of_their_headings() -> None:
    assert {key: wording("en")[f"headings.{key}"] for key in CHAPTERS} == CHAPTERS


def test_a_page_of_another_language_says_which_of_its_words_are_english() -> None:
    assert wording("fa").speaks("بندر عباس")
    assert not wording("fa").speaks("Bandar Abbas")
    assert wording("en").speaks("Bandar Abbas")


@pytest.mark.parametrize(("lang", "advice"), [
    ("de", "Use one of: en (English), ru (Russian), fa (Persian), az (Azerbaijani)"),
    ("../en", "Use one of"), ("", "Use one of")])
def test_another_language_is_refused(lang: str, advice: str) -> None:
    with pytest.raises(InputError, match="no words for reports in the language") as caught:
        wording(lang)
    assert advice in str(caught.value)
    assert "[Q80]" in str(caught.value)


def test_a_wording_says_its_language_and_not_every_word() -> None:
    assert repr(wording("ru")) == "Wording(lang='ru')"
