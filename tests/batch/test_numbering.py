"""Lines in memory get the keys that the joins of every other engine give them, block after block."""

from __future__ import annotations

import random

import narwhals as nw
import polars as pl

from bonecheck import pipeline
from bonecheck.batch import frames, keys, sums
from bonecheck.batch.keys import KeyTable
from bonecheck.batch.log_frame import SCHEMA
from bonecheck.batch.numbering import Numbering

FOODS = ("natto", "egg", "Egg", "milk, whole", "", "no such food at all", "vitamin D3 2000 IU")
UNITS = ("", "g", "large", "cup", "pieces", "no such unit")
AMOUNTS = (None, 0.0, 0.5, 1.0, 2.0, 150.0)


def _block(number: int) -> pl.DataFrame:
    """Lines of any food, unit and amount, some of which could not be read."""
    some = random.Random(number)
    told = [
        ("anna", None, some.choice(FOODS), some.choice(AMOUNTS), some.choice(UNITS), line, some.random() < 0.1)
        for line in range(60 * number)
    ]
    return pl.DataFrame(told, schema=SCHEMA, orient="row")


def test_lines_have_the_keys_of_a_join() -> None:
    """Those of a table that learned its keys from the lines, and it learns no others."""
    blocks = [_block(number) for number in (0, 1, 2, 3, 1)]
    with pipeline.opened() as data:
        table, judge = KeyTable(data.resolver, data.table), KeyTable(data.resolver, data.table)
        judge.learn_units(UNITS)
        numbering = Numbering(table)
        for block in blocks:
            lines = sums.keyed(nw.from_native(block.cast({"food": pl.String, "unit": pl.String})), judge)
            judge.add(lines.select(*keys.KEY).unique(maintain_order=True).iter_rows())
            joined = sums.numbered(lines, frames.like(lines, judge.columns, keys.COLUMNS)).sort("line")
            found = [table.resolved[number].key for number in numbering.of_lines(block)]
            assert found == [judge.resolved[number].key for number in joined[keys.NUMBER]]
            assert len(table) == len(judge)
