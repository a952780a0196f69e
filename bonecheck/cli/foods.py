"""``bonecheck foods``: look into the food table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonecheck.cli import options

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look into the food table.")


@app.command("search")
def search(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="A food as you would write it in a log.")],
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many foods to list.")] = 10,
) -> None:
    """List the foods that a text may mean, the likeliest first."""
    from bonecheck import compiled
    from bonecheck.cli import output as out
    from bonecheck.errors import OptionError
    from bonecheck.foods import names
    from bonecheck.foods.table import FoodTable
    from bonecheck.reports import food_pages
    from bonecheck.reports.base import Style

    wanted = " ".join(text)
    found = names.search(FoodTable(compiled.connect()), wanted, limit)
    if not found:
        raise OptionError(f"no food is like {wanted!r}", "fewer or plainer words")
    out.write(food_pages.listing(found, Style(width=options.width(), colors=options.colors(None))), None)


@app.command("why", short_help="Show how a line is understood, word by word.")
def why(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="A line as you would write it in a log.")],
) -> None:
    """Show how a line is understood: each word's place, the foods that were near, the synonyms that applied."""
    from bonecheck import compiled
    from bonecheck.cli import output as out
    from bonecheck.foods import why as reasons
    from bonecheck.foods.table import FoodTable
    from bonecheck.reports import why_page
    from bonecheck.reports.base import Style

    found = reasons.of_text(FoodTable(compiled.connect()), " ".join(text))
    out.write(why_page.render(found, Style(width=options.width(), colors=options.colors(None))), None)


@app.command("show")
def show(
    food_id: Annotated[str, typer.Argument(metavar="ID", help="An id as search lists it, e.g. fndds:11111000.")],
) -> None:
    """Show one food: nutrients, where each figure is from, portions."""
    from bonecheck import compiled
    from bonecheck.cli import output as out
    from bonecheck.errors import OptionError
    from bonecheck.foods.table import FoodTable
    from bonecheck.reports import food_pages
    from bonecheck.reports.base import Style

    table = FoodTable(compiled.connect())
    food = table.by_id(food_id.strip().casefold())
    if food is None:
        raise OptionError(f"no food has the id {food_id!r}", "find it with: bonecheck foods search TEXT")
    style = Style(width=options.width(), colors=options.colors(None))
    out.write(food_pages.page(food, table.portions(food), style, table.k2_source(food)), None)


@app.command("check", short_help="Show what is understood of own foods, and what is wrong.")
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files of own foods and recipes in CSV.")],
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if a figure or a food could not be used.")] = False,
) -> None:
    """Show what is understood of files of own foods, and what is wrong in them, line by line."""
    import sys

    from bonecheck import compiled, pipeline
    from bonecheck.cli import output as out
    from bonecheck.foods.table import FoodTable
    from bonecheck.reports import own_page
    from bonecheck.reports.base import Style

    own = pipeline.own_foods_of(files, FoodTable(compiled.connect()))
    found = [own_page.Understood(food, own.portions(food) or []) for food in own.foods()]
    problems = own.told(each.food.food_id for each in found)
    style = Style(width=options.width(), colors=options.colors(None))
    out.write(own_page.render(found, problems, own.not_counted, style), None)
    sys.exit(1 if strict and any(problem.severity == "lost" for problem in problems) else 0)


@app.command("top")
def top(
    nutrient: Annotated[str, typer.Argument(metavar="NUTRIENT", help="One of the seven, e.g. vitamin_k2.")],
    per: Annotated[str, typer.Option(help="100g, portion (the usual one) or kcal (100 kcal).")] = "100g",
    group: Annotated[list[str] | None, typer.Option(help="Only foods of this group; may be repeated.")] = None,
    not_group: Annotated[list[str] | None, typer.Option(help="No foods of this group; may be repeated.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many foods to list.")] = 20,
) -> None:
    """List the foods that have most of a nutrient."""
    from bonecheck import compiled
    from bonecheck.cli import output as out
    from bonecheck.foods import best
    from bonecheck.reports import food_pages
    from bonecheck.reports.base import Style

    key = best.nutrient_key(nutrient)
    counted = best.per_of(per)
    connection = compiled.connect()
    wanted, unwanted = best.checked_groups(connection, group or ()), best.checked_groups(connection, not_group or ())
    if not wanted:
        unwanted = [*unwanted, *best.NOT_EATEN_BY_THE_100_G]
    found = best.top(connection, key, counted, limit, wanted, unwanted)
    style = Style(width=options.width(), colors=options.colors(None))
    out.write(food_pages.ranking(found, key, counted, style), None)
