"""`foods why`: why a line is read as it is."""

from __future__ import annotations

from bonecheck.accounted import Place
from bonecheck.foods import why
from bonecheck.foods.table import FoodTable
from bonecheck.reports import why_page
from bonecheck.reports.base import Style


def test_each_food_of_a_text_has_its_reasons(table: FoodTable) -> None:
    """The places of its words, the foods that were near, and the line of the synonym that applied."""
    cereal, milk = why.of_text(table, "9:45 cereal with milk")
    assert cereal.line.words[0].place is Place.WHEN
    assert milk.candidates[0][1] >= milk.candidates[-1][1]
    (synonym,) = [each for each in cereal.synonyms if each.phrase == "cereal"]
    assert synonym.line > 1


def test_the_page_names_the_place_of_each_word(table: FoodTable) -> None:
    """With the file and line of a synonym."""
    page = why_page.render(why.of_text(table, "2 eggs, no salt"), Style(width=100, colors=None))
    assert "amount: 2" in page
    assert "food: eggs" in page
    assert "left out: no, salt" in page
    assert "data/synonyms.yaml:" in page


def test_a_supplement_among_foods_has_no_name(table: FoodTable) -> None:
    """The foods beside it keep theirs."""
    supplement, egg = why.of_text(table, "vitamin D3 1000 IU, 2 eggs")
    assert supplement.candidates == ()
    assert egg.candidates
    assert "Egg" in egg.candidates[0][0]
