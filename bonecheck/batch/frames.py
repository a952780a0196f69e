"""Small tables of ours as frames of the engine that the logs are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import narwhals as nw

Frame = Any
_TYPES: Final[Mapping[type, Any]] = {str: nw.String, int: nw.Int64, float: nw.Float64, bool: nw.Boolean}


def is_spark(frame: Frame) -> bool:
    """Whether a frame is one of PySpark."""
    return bool(frame.implementation.is_pyspark() or frame.implementation.is_pyspark_connect())


def like(frame: Frame, columns: Mapping[str, list[object]], types: Mapping[str, type]) -> Frame:
    """A table given by its columns as a narwhals frame of the kind of ``frame``: lazy where that is lazy."""
    filled = {name: columns.get(name, []) for name in types}
    implementation = frame.implementation
    if is_spark(frame):
        return _spark(frame.to_native().sparkSession, filled, types)
    schema = {name: _TYPES[type_] for name, type_ in types.items()}
    made = nw.from_dict(filled, schema=schema, backend=implementation)
    return made.lazy() if isinstance(frame, nw.LazyFrame) else made


def _spark(session: Any, columns: Mapping[str, list[object]], types: Mapping[str, type]) -> Frame:
    from pyspark.sql import functions
    from pyspark.sql import types as spark

    kinds = {str: spark.StringType, int: spark.LongType, float: spark.DoubleType, bool: spark.BooleanType}
    schema = spark.StructType([spark.StructField(name, kinds[type_]()) for name, type_ in types.items()])
    rows = list(zip(*columns.values(), strict=True))
    return nw.from_native(functions.broadcast(session.createDataFrame(rows, schema)))


def rows(frame: Frame) -> list[tuple[Any, ...]]:
    """The rows of a small frame, fetched from wherever it is."""
    if not isinstance(frame, nw.LazyFrame):
        return list(frame.rows())
    native = frame.to_native()
    if is_spark(frame):
        return [tuple(row) for row in native.collect()]
    return list(frame.collect().rows())
