"""A user's own foods as they were understood, for a person to check, and what is wrong in their files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text

from bonecheck.errors import Problem
from bonecheck.model import SUPPLEMENTS, Food, Portion
from bonecheck.nutrients import NUTRIENTS, Nutrient
from bonecheck.reports import words
from bonecheck.reports.base import Style, amount, printable
from bonecheck.reports.page import Page

_DEFAULT = "default"


class Understood(NamedTuple):
    """An own food with its measures."""

    food: Food
    portions: Sequence[Portion]


def render(found: Sequence[Understood], problems: Sequence[Problem], not_counted: Sequence[str], style: Style) -> str:
    """One paragraph per food, then what could not be used and what was taken for granted."""
    sheet = _Sheet(style)
    for each in found:
        sheet.food(each)
    lost = [problem for problem in problems if problem.severity == "lost"]
    sheet.section("Not used", [words.problem(each) for each in lost])
    sheet.section("Taken for granted", [words.problem(each) for each in problems if each.severity != "lost"])
    if not_counted:
        sheet.section("Not counted here", [printable(", ".join(not_counted))])
    count = "1 food" if len(found) == 1 else f"{len(found)} foods"
    sheet.say(f"{count}, {len(lost)} {'problem' if len(lost) == 1 else 'problems'}", style="bold")
    return sheet.page.text()


def _known(food: Food, times: float) -> list[str]:
    """Energy and nutrients of so many times 100 g."""
    energy = [] if food.energy_kcal is None else [f"energy {food.energy_kcal * times:.0f} kcal"]
    given = ((n, food.per_100g[n.key]) for n in NUTRIENTS)
    return energy + [f"{n.label} {amount(n.key, value * times)}" for n, value in given if value is not None]


def _unknown(food: Food, nutrient: Nutrient) -> str:
    most = food.limits.get(nutrient.key)
    return f"{nutrient.label} {'no limit' if most is None else amount(nutrient.key, most)}"


class _Sheet:
    """Prints paragraphs whose further lines are indented."""

    def __init__(self, style: Style) -> None:
        self.page = Page(style)
        self.width = style.width

    def say(self, text: str, indent: int = 0, hanging: int = 0, style: str = "") -> None:
        for number, line in enumerate(Text(text, style=style).wrap(self.page.console, self.width - indent - hanging)):
            line.rstrip()
            self.page.console.print(Text(" " * (indent + hanging * (number > 0))) + line, soft_wrap=True)

    def food(self, each: Understood) -> None:
        """Name and id, measures, what is known per 100 g (of a supplement in its first measure) and what is not."""
        food, measures = each.food, [p for p in each.portions if p.measure != _DEFAULT]
        is_supplement = food.group == SUPPLEMENTS
        dose = measures[0] if is_supplement and measures else Portion("100 g", 100.0)
        self.say(f"{printable(food.name)}  {food.food_id}", style="bold", hanging=2)
        if food.aliases:
            self.say(f"also: {printable('; '.join(food.aliases))}", 2)
        if measures:
            self.say("; ".join(f"1 {printable(p.measure)} = {p.grams:.4g} g" for p in measures), 2)
        known = _known(food, dose.grams / 100)
        unknown = [_unknown(food, n) for n in NUTRIENTS if food.per_100g[n.key] is None]
        if known:
            self.say(f"per {printable(dose.measure)}: {', '.join(known)}", 2)
        if is_supplement:
            self.say("a supplement: it has nothing that its label does not name", 2)
        if unknown:
            self.say(f"unknown, with the most that it is held to: {', '.join(unknown)}", 2)
        self.page.console.print()

    def section(self, heading: str, items: Sequence[str]) -> None:
        """A heading with a list; nothing where the list is empty."""
        if not items:
            return
        self.say(heading, style="bold")
        for item in items:
            self.say(f"• {item}", 2, 2)
        self.page.console.print()
