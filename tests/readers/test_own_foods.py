"""A user's file of foods and recipes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bonecheck.errors import InputError
from bonecheck.model import Entry, Portion
from bonecheck.own import OwnFile
from bonecheck.readers import own_foods


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder, so that messages name files as a user would."""
    monkeypatch.chdir(tmp_path)


def read(text: str, encoding: str = "utf-8") -> OwnFile:
    Path("my.csv").write_bytes(text.encode(encoding))
    return own_foods.read("my.csv")


def told(found: OwnFile) -> list[str]:
    of_foods = [problem for food in found.foods for problem in food.problems]
    problems = [*found.problems, *of_foods, *(problem for each in found.recipes for problem in each.problems)]
    return [f"{problem} {problem.hint} ({problem.severity})" for problem in problems]


def test_figures_per_serving_are_brought_to_100_g() -> None:
    """And the serving is a measure of the food, and its usual portion."""
    found = read(
        "name,aliases,per,energy_kcal,calcium_mg,zinc_mg\noat bar,granola bar; flapjack,1 bar (45 g),190,90,\n"
    )
    assert told(found) == []
    food = found.foods[0]
    assert (food.name, food.aliases, food.line) == ("oat bar", ("granola bar", "flapjack"), 2)
    assert food.energy_kcal == pytest.approx(190 / 0.45)
    assert food.per_100g["calcium"] == pytest.approx(200)
    assert (food.per_100g["zinc"], food.per_100g["magnesium"]) == (None, None)
    assert food.portions == (Portion("bar", 45), Portion("default", 45))


def test_figures_per_100_g_and_a_serving_beside_them() -> None:
    """As on an EU label."""
    found = read("name;per;serving;calcium_mg\nskyr;100 g;1 pot (150 g); 0,5 pot\n".replace("; 0,5 pot", ";162,5"))
    assert told(found) == []
    assert found.foods[0].per_100g["calcium"] == 162.5
    assert found.foods[0].portions == (Portion("pot", 150), Portion("default", 150))


def test_per_serving_takes_the_weight_of_the_serving() -> None:
    """As on a US label, with the serving in a column of its own."""
    found = read("name,serving size,per,Calcium (%DV),Vitamin D (IU)\ncereal,1 cup (40 g),serving,10,80\n")
    assert found.foods[0].per_100g["calcium"] == pytest.approx(325)
    assert found.foods[0].per_100g["vitamin_d"] == pytest.approx(5)
    assert told(found) == [
        "my.csv:2: cereal: by the FDA Daily Values (21 CFR 101.9, 2016) calcium 10 % as 130 mg [percent-value] "
        "write the amounts where the label gives them (assumed)"
    ]


def test_an_amount_comes_before_a_percentage() -> None:
    """Where a label gives both."""
    found = read("name,per,Calcium (%DV),calcium_mg\na,100 g,10,120\nb,100 g,10,\n")
    assert [food.per_100g["calcium"] for food in found.foods] == [120, 130]


def test_other_encodings_delimiters_and_decimal_commas() -> None:
    """As spreadsheets write them."""
    found = read("name\tper\tcalcium_mg\tvitamin_d_ug\nQu\u00e4se\t100 g\t1.200\t0,5\n", "utf-16")
    assert (found.foods[0].per_100g["calcium"], found.foods[0].per_100g["vitamin_d"]) == (1200, 0.5)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "name,per,calcium_mg\nx,100 g,-5\n",
            "my.csv:2: x: calcium_mg '-5' is negative [bad-figure] "
            "write a number, such as 120 or 1.5; leave it empty where the label says nothing (lost)",
        ),
        (
            "name,per,protein_g\nx,100 g,300\n",
            "my.csv:2: x: protein_g '300' is 300 g per 100 g, more than the food weighs [bad-figure] "
            "look at the figure, its unit, and what it is per (lost)",
        ),
        (
            "name,per,energy_kcal\nx,10 g,190\n",
            "my.csv:2: x: energy_kcal '190' is 1900 kcal per 100 g, more than pure fat has [bad-figure] "
            "look at the figure, its unit, and what it is per (lost)",
        ),
        (
            "name,per,calcium_mg\nx,1 bar,100\n",
            "my.csv:2: per '1 bar' has no weight [bad-serving] give it as the label does: 1 bar (45 g), or 30 g (lost)",
        ),
        (
            "name,serving,calcium_mg\nx,30 g,100\n",
            "my.csv:2: the figures may be per 100 g or per serving [no-basis] "
            "write into the column per: 100 g, or 1 bar (45 g) (lost)",
        ),
        (
            "name,per,calcium_mg\nx,serving,100\n",
            "my.csv:2: the figures are per serving, whose weight is not given [no-basis] "
            "write into the column per: 100 g, or 1 bar (45 g) (lost)",
        ),
        (
            "name,calcium_mg\nx,100\n",
            "my.csv:2: the figures are taken to be per 100 g [assumed-basis] add a column per: 100 g (assumed)",
        ),
        (
            "name,per,calcium_mg\nx,100 ml,100\n",
            "my.csv:2: per '100 ml' is a volume; a millilitre is taken for a gram [assumed-density] "
            "give the weight too where it matters: 100 ml (103 g) (assumed)",
        ),
        (
            "name,per,calcium\nx,100 g,100\n",
            "my.csv:1: figures without a unit are read so: calcium as mg [assumed-unit] "
            "write the unit into the header: calcium_mg (assumed)",
        ),
        (
            "name,per,calcum_mg\nx,100 g,100\n",
            "my.csv:1: column 'calcum_mg' is not known, and not used [unknown-column] "
            "did you mean 'calcium_mg'?; a nutrient needs its unit, as in calcium_mg (assumed)",
        ),
        (
            "name,per,vitamin_k_ug\nx,100 g,100\n",
            "my.csv:1: column 'vitamin_k_ug' may be K1 or K2, and only K2 is counted here; it is not used "
            "[which-vitamin-k] name it vitamin_k2_ug if the label says K2 (or MK-4, MK-7) (assumed)",
        ),
        (
            "name,per,calcium_mg\n,100 g,100\n",
            "my.csv:2: the row names neither a food nor a recipe [no-food] fill its column name or recipe (lost)",
        ),
        (
            "name,per,calcium_mg\nx,100 g,1,5\n",
            "my.csv:2: the row has more cells than the header [ragged-row] "
            'put what holds a comma in quotes: "oats, rolled" (lost)',
        ),
        (
            "recipe,ingredient,amount,unit\nsoup,leek,some,g\n",
            "my.csv:2: amount 'some' is not a number [bad-amount] write a number such as 150, 1.5 or 1/2 (lost)",
        ),
        (
            "recipe,ingredient,amount,unit,yield\nsoup,leek,1,kg,much\n",
            "my.csv:2: yield 'much' has no weight [bad-serving] write 800 g for a yield, 8 for servings (lost)",
        ),
    ],
)
def test_what_cannot_be_used_says_so(text: str, problem: str) -> None:
    """File, line, what was found, a stable code, what to try."""
    assert told(read(text)) == [problem]


@pytest.mark.parametrize("text", ["name,per,calcium_mg\nx,1 bar,100\n", "name,per,calcium_mg\nx,100 g,1,5\n"])
def test_a_food_whose_figures_cannot_be_used_keeps_its_name(text: str) -> None:
    """So that its lines are unknown, and no other food is taken for it."""
    food = read(text).foods[0]
    assert food.name == "x"
    assert set(food.per_100g.values()) == {None}


@pytest.mark.parametrize("blank", ["", "-", "n/a", "?", "Unknown"])
def test_a_blank_is_unknown(blank: str) -> None:
    """Never zero; a zero is one."""
    found = read(f"name,per,calcium_mg,zinc_mg\nx,100 g,{blank},0\n")
    assert told(found) == []
    assert (found.foods[0].per_100g["calcium"], found.foods[0].per_100g["zinc"]) == (None, 0)


def test_a_recipe_is_a_row_per_ingredient() -> None:
    """Its name need not be repeated; its yield and servings stand on any of its rows."""
    found = read("recipe,ingredient,amount,unit,yield,servings\nsoup,leek,1/2,kg,,\n,2 eggs,,,,\n,salt,1,tsp,900 g,4\n")
    assert told(found) == []
    recipe = found.recipes[0]
    assert (recipe.name, recipe.line, recipe.yield_grams, recipe.servings) == ("soup", 2, 900, 4)
    assert recipe.ingredients == (
        Entry("my.csv", 2, "leek", 0.5, "kg"),
        Entry("my.csv", 3, "2 eggs"),
        Entry("my.csv", 4, "salt", 1, "tsp"),
    )


@pytest.mark.parametrize(("text", "message"), [("", "is empty"), ("name,per\n", "has a header line but no foods")])
def test_a_file_of_nothing_is_refused(text: str, message: str) -> None:
    """Whether it has a header or not."""
    with pytest.raises(InputError) as error:
        read(text)
    assert str(error.value) == f"my.csv: {message}"


def test_a_file_of_something_else_is_refused() -> None:
    """With what its header names, and what it should."""
    with pytest.raises(InputError) as error:
        read("date,calories\n2026-03-01,1900\n")
    assert str(error.value) == "my.csv:1: is no file of foods; the header names date, calories"
