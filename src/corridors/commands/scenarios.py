"""``corridors run``, ``corridors compare`` and ``corridors new``."""

from __future__ import annotations

from corridors.commands.arguments import Arguments
from corridors.commands.asking import costs_of, network_of, print_text, say, scenario_of, write_json

__all__ = ["compare", "new", "run"]


def run(arguments: Arguments) -> None:
    """Run a scenario into a folder."""
    from pathlib import Path

    from corridors.commands.print_options import printing_asked, repeated
    from corridors.io.save_folder import check_writable
    from corridors.reports.as_json import effects_json
    from corridors.reports.asked_findings import asked_json, finding_of
    from corridors.reports.effects_text import effects_text
    from corridors.reports.finding_text import finding_text
    from corridors.study import run_study

    out = arguments.out or f"out/{Path(arguments.scenario).stem}"
    printing = printing_asked(arguments)
    check_writable(Path(out), overwrite=arguments.overwrite)
    scenario = scenario_of(arguments, arguments.scenario)
    study = run_study(scenario, out, network=network_of(arguments, scenario),
                      costs=costs_of(arguments), overwrite=arguments.overwrite,
                      printing=printing, repeat=repeated(arguments))
    if arguments.json:
        write_json({**effects_json(study.effects), "analyses": asked_json(study.results)})
    else:
        print_text("\n".join((effects_text(study.effects), *(
            finding_text(finding_of(one.result)) for one in study.results))))
    say(f"Report: {out}/report.{printing.formats[0]}")


def compare(arguments: Arguments) -> None:
    """Print the headline tables of scenarios."""
    from corridors.reports.as_json import effects_json
    from corridors.reports.effects_text import effects_text
    from corridors.study import run_study

    scenarios = [scenario_of(arguments, name) for name in arguments.scenarios]
    folders = [arguments.data or scenario.network for scenario in scenarios]
    # Read once, however many scenarios rest on it.
    networks = {folder: network_of(arguments, scenario) for folder, scenario in
                dict(zip(folders, scenarios, strict=True)).items()}
    costs = costs_of(arguments)
    made = [run_study(scenario, network=networks[folder], costs=costs).effects
            for folder, scenario in zip(folders, scenarios, strict=True)]
    if arguments.json:
        write_json({effects.scenario.name: effects_json(effects) for effects in made})
    else:
        print_text("\n".join(effects_text(effects) for effects in made))


def new(arguments: Arguments) -> None:
    """Write a scenario file to start from."""
    from corridors.io.new_scenario import new_scenario

    path = new_scenario(arguments.name, arguments.out, overwrite=arguments.overwrite)
    say(f'Written: {path}. "corridors check {path}" says whether it is sound.')
