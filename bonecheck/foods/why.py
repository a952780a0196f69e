"""Why a line is read as it is: the account of its words, the foods that were near, and which synonyms applied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from bonecheck import resources
from bonecheck.foods import names
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.synonyms import phrases_in
from bonecheck.foods.table import FoodTable
from bonecheck.model import Entry, Line
from bonecheck.parse import words

_CANDIDATES: Final = 5
_FILE: Final = "synonyms.yaml"


class Synonym(NamedTuple):
    """A phrase that stands for other words, with its line in data/synonyms.yaml."""

    phrase: str
    meant: str
    line: int


class Why(NamedTuple):
    """One food of a line, why it is that one: foods with their scores, best first, and the synonyms that applied."""

    line: Line
    candidates: tuple[tuple[str, float], ...]
    synonyms: tuple[Synonym, ...]


def of_text(table: FoodTable, text: str) -> list[Why]:
    """The foods of a text, each with its reasons."""
    resolver = Resolver(table)
    entry = Entry(file="the text", line=1, food=text)
    names_ = iter(resolver.named(entry))
    lines = [line for line, _ in resolver.resolve(entry)]
    return [_why(table, text, line, "" if line.is_supplement else next(names_, "")) for line in lines]


def _why(table: FoodTable, text: str, line: Line, name: str) -> Why:
    if not name:
        return Why(line, (), ())
    scored = names.candidates(table, name, _CANDIDATES)
    return Why(line, tuple((food.name, score) for food, score in scored), tuple(_synonyms(table, text, name)))


def _synonyms(table: FoodTable, text: str, name: str) -> Iterator[Synonym]:
    """The lines of the file that applied: to the whole text, if that is several foods served together, and to the name."""
    plates = {run: table.plate(run) for run in phrases_in(words.words(text)) if table.plate(run)}
    applied = plates | {words.key(phrase): meant for phrase, meant in table.phrases(words.words(name)).items()}
    if not applied:
        return
    lines = (resources.data_folder() / _FILE).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        phrase, colon, _ = line.strip().partition(": ")
        key = words.key(phrase) if colon and not line.lstrip().startswith("#") else ""
        if key in applied:
            yield Synonym(phrase, applied.pop(key), number)
