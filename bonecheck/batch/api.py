"""`bonecheck.score`: many people's logs in a frame of pandas, Polars or PySpark → their scores in a frame of that kind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import narwhals as nw

from bonecheck import pipeline
from bonecheck.batch import frames, keys, people, sums, typed
from bonecheck.batch import score as scoring
from bonecheck.batch.keys import KeyTable
from bonecheck.batch.people import KindTable, Person
from bonecheck.errors import InputError, OptionError
from bonecheck.model import Profile
from bonecheck.profiles import make_profile

Frame = Any
_TOLD: Final = ("sex", "age", "life_stage", "authority", "phytate")


def score(
    frame: Any,
    clients: Any = None,
    profile: Profile | None = None,
    *,
    authority: str = "NAM",
    per: str = "client",
    targets: str | Path | None = None,
    mapping: str | Path | None = None,
    english: str = "us",
    foods: str | Path | Sequence[str | Path] = (),
) -> Any:
    """Score many people's logs.

    ``frame`` is a DataFrame of pandas, Polars (eager or lazy) or PySpark with the columns of our CSV: ``food`` and, where
    known, ``client, date, amount, unit``; a row without a date is of a day without one. ``clients`` is a frame of the
    same kind with ``client`` and any of ``sex, age, weight_kg, life_stage, authority, phytate``; what it leaves out, and
    whoever it does not list, goes by ``profile`` (a woman of 40 unless given) and ``authority``. ``targets``, ``mapping``,
    ``english`` and ``foods`` are those of `bonecheck.check`.

    Returns a frame of the kind given, one row per client (with ``per="day"`` per client and date) and nutrient:
    ``intake`` per day in ``unit`` (the known part; a mean over ``days``), ``lower_bound``, ``at_most`` (null: no bound),
    ``unknown_foods`` (lines), ``reference`` with its kind and authority, ``percent``, ``gap``, ``status``, ``upper_level``,
    ``excess``, what days tell of the habit (``usual, confidence, confidence_at_most``), ``lines, lines_lost`` and
    ``energy_kcal`` per day. Of a lazy or PySpark frame only the distinct names, units, dates and kinds of people are
    collected. Raises InputError for a frame without foods, OptionError for a profile that makes no sense.

    >>> import bonecheck, pandas as pd
    >>> log = pd.DataFrame({"client": ["ann", "bob"], "food": ["milk", "2 eggs"], "amount": [244, None], "unit": ["g", None]})
    >>> scores = bonecheck.score(log, profile=bonecheck.make_profile(sex="female", age=52))
    >>> scores[scores.nutrient == "calcium"][["client", "intake", "percent", "status"]].round(1).to_dict("records")
    [{'client': 'ann', 'intake': 305.0, 'percent': 25.4, 'status': 'low'}, {'client': 'bob', 'intake': 46.0, 'percent': 3.8, 'status': 'low'}]
    """
    if per not in ("client", "day"):
        raise OptionError(f"per {per!r} is not known", "choose client or day")
    lines = typed.log_frame(_narwhals(frame))
    with pipeline.opened(targets, mapping, english, foods) as data:
        table = KeyTable(data.resolver, data.table)
        summed = _summed(lines, table)
        whole = sums.per_day(summed) if per == "day" else sums.per_client(summed)
        default = Person("", profile or make_profile(), authority)
        kinds = KindTable(data.choose, data.ages)
        placed = _placed(whole, clients, default, kinds)
        found = scoring.scored(placed, frames.like(placed, kinds.columns, people.KINDS), has_skewed=kinds.has_skewed)
        return found.to_native()


def _narwhals(frame: Any) -> Frame:
    try:
        return nw.from_native(frame)
    except TypeError:
        kind = type(frame).__name__
        raise InputError(f"the log: {kind} is no frame", "give a DataFrame of pandas, Polars or PySpark") from None


def _summed(lines: Frame, table: KeyTable) -> sums.Sums:
    """The sums of all lines; what is collected of them are units and distinct foods."""
    table.learn_units(unit for (unit,) in frames.rows(lines.select("unit").unique()))
    keyed = sums.keyed(lines, table)
    table.add(sorted(frames.rows(keyed.select(*keys.KEY).unique())))
    key_frame = frames.like(lines, table.columns, keys.COLUMNS)
    return sums.of_lines(sums.numbered(keyed, key_frame), key_frame)


def _placed(whole: Frame, clients: Any, default: Person, kinds: KindTable) -> Frame:
    """Sums with each client's kind and weight; the default's where nothing else is known."""
    usual = kinds.number(default.profile, default.authority), default.profile.weight_kg or 0.0
    if clients is None:
        return whole.with_columns(nw.lit(usual[0]).alias(people.KIND), nw.lit(usual[1]).alias(people.WEIGHT))
    persons = _persons(_narwhals(clients), default, kinds)
    found = whole.join(persons, on=sums.CLIENT, how="left")
    unlisted = nw.col(people.KIND).is_null()
    # A missing number makes others of its column floats in pandas.
    kind = nw.when(unlisted).then(nw.lit(usual[0])).otherwise(nw.col(people.KIND)).cast(nw.Int64)
    weight = nw.when(unlisted).then(nw.lit(usual[1])).otherwise(nw.col(people.WEIGHT))
    return found.with_columns(kind.alias(people.KIND), weight.alias(people.WEIGHT))


def _persons(clients: Frame, default: Person, kinds: KindTable) -> Frame:
    """A frame of clients as client, kind and weight, each client once; of the clients themselves nothing is collected."""
    if "client" not in clients.columns:
        raise InputError("the clients: no column 'client'", "name it client")
    weight = nw.col("weight_kg").cast(nw.Float64) if "weight_kg" in clients.columns else nw.lit(None, dtype=nw.Float64)
    told = clients.select(
        nw.col("client").cast(nw.String).str.strip_chars(),
        *(_told(clients, name) for name in _TOLD),
        weight.fill_null(default.profile.weight_kg or 0.0).alias(people.WEIGHT),
    ).with_columns((nw.col(people.WEIGHT) > 0).alias("weighed"))
    by = [*_TOLD, "weighed"]
    kept = sorted(frames.rows(told.select(*by).unique()))
    people_ = (_person(dict(zip(by, row, strict=True)), default) for row in kept)
    numbers = [kinds.number(each.profile, each.authority) for each in people_]
    columns = {name: [row[place] for row in kept] for place, name in enumerate(by)} | {people.KIND: numbers}
    types = {**dict.fromkeys(_TOLD, str), "weighed": bool, people.KIND: int}
    found = told.join(frames.like(told, columns, types), on=by, how="left").select("client", people.KIND, people.WEIGHT)
    return found.unique("client", keep="any" if isinstance(found, nw.LazyFrame) else "first")


def _told(clients: Frame, name: str) -> nw.Expr:
    return (nw.col(name).cast(nw.String).fill_null("") if name in clients.columns else nw.lit("")).alias(name)


def _person(told: dict[str, Any], default: Person) -> Person:
    """The person that a row describes; what it leaves out is the default's."""
    if not any(told[name] for name in ("sex", "age", "life_stage", "phytate")):
        profile = default.profile
    else:
        usual = default.profile
        profile = make_profile(
            told["sex"] or str(usual.sex), told["age"] or usual.age, None, told["life_stage"] or None,
            told["phytate"] or usual.phytate,
        )  # fmt: skip
    weight = 1.0 if told["weighed"] else None
    return Person("", profile._replace(weight_kg=weight), told["authority"] or default.authority)
