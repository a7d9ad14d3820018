"""A cost model has a rate for everything, once, and says what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from toys import costs, flat

from corridors.errors import InputError
from corridors.io.cost_files import bundled_cost_models, load_cost_model
from corridors.model.costs import KINDS, CostModel, Rate
from corridors.model.spread import Spread


def test_the_rate_of_the_country_comes_before_that_for_everywhere() -> None:
    model = CostModel.build("x", "", [*costs().rates, Rate("speed", flat(40), "rail",
                                                            country="RU")])
    assert model.rate("speed", mode="rail", country="RU").spread.value == 40
    assert model.rate("speed", mode="rail", country="IR").spread.value == 50
    assert model.rate("transfer_hours", mode="road", to_mode="rail").spread.value == 24
    assert model.rate("co2", mode="rail", traction="electric").spread.value == 10
    assert model.version != costs().version


@pytest.mark.parametrize(("rate", "sentence"), [
    (Rate("speed", Spread(5, 3, 9), "rail", country="RU"), "5, 3, 9 is not a range"),
    (Rate("speed", Spread(0, 3, 9), "rail", country="RU"), "a speed of 0 would never arrive"),
    (Rate("driving_hours", Spread(9, 10, 25), "road", country="RU"), "25 h do not fit into a day"),
    (Rate("speed", flat(5), "raill"), '"raill" is not a mode. Did you mean "rail"?'),
    (Rate("tariff", Spread(-1, 1, 2), "rail", country="RU"), "-1, 1, 2 is not a range"),
    (Rate("tariff", Spread(1, 1, float("inf")), "rail", country="RU"), "is not a range"),
    (Rate("gauge_change_hours", flat(5), technique="magic"), '"magic" is not a technique'),
    (Rate("co2", flat(5), "rail", traction="steam"), '"steam" is not a traction'),
    (Rate("payload", flat(5)), "the rate payload is given twice"),
])
def test_a_rate_that_is_not_sound_is_named(rate: Rate, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        CostModel.build("x", "", [*costs().rates, rate])
    assert sentence in str(caught.value)


def test_every_missing_rate_is_named_at_once() -> None:
    with pytest.raises(InputError) as caught:
        CostModel.build("x", "", [rate for rate in costs().rates if rate.kind != "tariff"])
    assert [p.code for p in caught.value.problems] == ["C03"] * 5
    assert "there is no tariff sea that holds everywhere" in str(caught.value)


def test_files_are_read_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "costs.toml"
    path.write_text('name = "mine"\n\n[[rate]]\nkind = "speed"\nmode = "rail"\nunit = "mph"\n'
                    'value = 30\nvalu = 4\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_cost_model(path)
    assert [str(problem) for problem in caught.value.problems] == [
        'costs.toml, line 6, key unit: a speed is not in "mph". Give it in "km/h". [K04]',
        'costs.toml, line 8, key valu: "valu" is not a key that belongs here. Did you mean '
        '"value"? [K01]']


def test_the_bundled_model_is_sound_and_every_number_has_a_source() -> None:
    model = load_cost_model()
    assert all(rate.source for rate in model.rates)
    assert model.rate("driving_hours", mode="road").spread.value == 10


def test_the_bundled_models_say_unit_year_range_and_currency() -> None:
    for name in bundled_cost_models():
        told = load_cost_model(name)
        assert told.currency == "USD of 2024"
        assert told.name == name
        for rate in told.rates:
            assert rate.year, rate.key
            assert rate.unit in KINDS[rate.kind]
            assert rate.source, rate.key


def test_a_model_extends_another_and_holds_what_differs(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'extends = "default"\nname = "mine"\n[[area]]\nname = "gulf"\nnodes = ["ir-bushehr"]\n'
        '[[rate]]\nkind = "tariff"\nmode = "sea"\narea = "gulf"\nunit = "USD/TEU-km"\n'
        'year = "2024"\nvalue = 0.3\nsource = "general-knowledge"\n', encoding="utf-8")
    (tmp_path / "ours.toml").write_text('extends = "mine.toml"\nname = "ours"\n', encoding="utf-8")
    base, ours = load_cost_model(), load_cost_model(tmp_path / "ours.toml")
    assert len(ours.rates) == len(base.rates) + 1
    assert ours.currency == base.currency
    assert ours.area("ir-bushehr") == "gulf"
    assert ours.area("ir-anzali") == "caspian"
    assert ours.rate("tariff", mode="sea", country="IR", area="gulf").unit == "USD/TEU-km"
    assert ours.rate("tariff", mode="sea", country="IR", area="gulf").spread.value == 0.3
    assert ours.version == load_cost_model(tmp_path / "mine.toml").version != base.version


@pytest.mark.parametrize(("text", "sentence"), [
    ('extends = "x.toml"\nname = "x"\n',
     'x.toml, line 1, key extends: "x.toml" extends this file in its turn. Let one of them stand '
     'alone. [C06]'),
    ('extends = "defalt"\nname = "x"\n',
     'there is no cost model "defalt". Did you mean "default"? Or give the path of a .toml file. '
     '[C05]'),
    ('extends = "default"\nname = "x"\n[[area]]\nname = "IR"\nnodes = []\n',
     'x.toml, line 4, key name: "IR" would pass for a country. Use small letters. [K03]'),
    ('extends = "default"\nname = "x"\n[[rate]]\nkind = "speed"\nmode = "sea"\narea = "gulf"\n'
     'unit = "km/h"\nvalue = 5\n',
     'x.toml, line 3, key area: "gulf" is not an area. Use one of: caspian. [C02]'),
    ('extends = "default"\nname = "x"\n[[rate]]\nkind = "passage_fee"\nunit = "USD/TEU"\n'
     'value = 5\n',
     'x.toml, line 3, key link: a passage_fee belongs to a link. Give link = "...".'),
    ('extends = "default"\nname = "x"\n[[rate]]\nkind = "tariff"\nmode = "sea"\nunit = "EUR/tkm"\n'
     'value = 5\n', 'a tariff is not in "EUR/tkm". Give it in "USD/tkm" or "USD/TEU-km".'),
    ('extends = "default"\nname = "x"\n[[rate]]\nkind = "speed"\nmode = "sea"\narea = "caspian"\n'
     'country = "IR"\nunit = "km/h"\nvalue = 5\n',
     "a rate holds for caspian or for IR, not for both. Keep the area or the country. [C02]"),
])
def test_what_is_wrong_with_a_model_is_said(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_cost_model(path)
    assert sentence in str(caught.value)


def test_a_model_is_found_by_its_name() -> None:
    assert "cpmm" in bundled_cost_models()
    with pytest.raises(InputError, match="there is no cost model"):
        load_cost_model("cpm")
