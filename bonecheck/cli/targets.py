"""``bonecheck targets``: the reference intakes that apply to a person, or all there are, with their sources."""

from __future__ import annotations

from typing import Annotated

import typer

from bonecheck.cli import options


def targets(
    sex: options.Sex = None,
    age: options.Age = None,
    weight: options.Weight = None,
    life_stage: options.LifeStage = None,
    authority: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose: NAM unless given; with --all every one's.")
    ] = None,
    phytate: options.Phytate = None,
    targets: options.Targets = None,
    every: Annotated[bool, typer.Option("--all", help="Every value of the table, for everybody.")] = False,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="terminal, json or csv.")
    ] = "terminal",
    output: options.Output = None,
) -> None:
    """Show the reference intakes that apply to a person, with their sources."""
    from bonecheck import pipeline
    from bonecheck.cli import output as out
    from bonecheck.profiles import make_profile
    from bonecheck.reports import target_data, target_pages
    from bonecheck.reports.base import Style

    style = Style(width=options.width(), colors=options.colors(output))
    told = options.one_of("--format", format_, target_data.FORMATS)
    if every:
        values, profile = pipeline.all_targets(authority), None
        text = target_pages.listing(values, style) if told == "terminal" else ""
        rows = target_data.of_table(values)
    else:
        profile = make_profile(sex, age, weight, life_stage, phytate)
        name, chosen = pipeline.targets_of(profile, authority or "NAM", targets)
        text = target_pages.page(profile, name, chosen, style) if told == "terminal" else ""
        rows = target_data.of_person(chosen)
    out.write(text or target_data.render(rows, told, profile), output)
