"""The yardsticks of `batch.py`: what reading, joining and summing alone cost. Each runs as a process of its own.

    python benchmarks/batch_yardsticks.py polars|pandas LOG RESOLVED OUTPUT

Both read the log as CSV, join it by food and unit with a table that is resolved already (what one gram, measure or piece
gives of energy and the seven nutrients), multiply by the amount, sum per client and date, take the mean per client and
write that as CSV. They check no line, resolve no name, tell no problems, know no profiles and give no verdicts; a line that
is not in the table is dropped without a word.
"""

from __future__ import annotations

import sys

KEY = ["food", "unit"]
BY = ["client", "date"]


def with_polars(log: str, resolved: str, output: str) -> None:
    """As one lazy query, by the streaming engine."""
    import polars as pl

    table = pl.scan_csv(resolved, empty_string_is_null=False)
    values = table.collect_schema().names()[len(KEY) :]
    lines = pl.scan_csv(log, empty_string_is_null=False).select(*BY, *KEY, "amount")
    grown = lines.join(table, on=KEY).select(*BY, *(pl.col(name) * pl.col("amount") for name in values))
    days = grown.group_by(BY).agg(pl.col(values).sum())
    days.group_by("client").agg(pl.col(values).mean()).sink_csv(output, engine="streaming")


def with_pandas(log: str, resolved: str, output: str) -> None:
    """As one writes it: read_csv, merge, groupby."""
    import pandas as pd

    table = pd.read_csv(resolved, keep_default_na=False)
    values = [name for name in table.columns if name not in KEY]
    lines = pd.read_csv(log, keep_default_na=False).merge(table, on=KEY)
    lines[values] = lines[values].mul(lines["amount"], axis=0)
    days = lines.groupby(BY)[values].sum()
    days.groupby("client").mean().to_csv(output)


if __name__ == "__main__":
    {"polars": with_polars, "pandas": with_pandas}[sys.argv[1]](*sys.argv[2:])
