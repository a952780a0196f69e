"""A YAML file as mappings that know their lines; duplicate keys, broken YAML and odd encodings are refused.

PyYAML alone keeps the last of two equal keys, forgets where a value stood, and its C parser ends the process on a
few thousand nested brackets; none of that may reach a table of health values.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from bonecheck.errors import DataError

if TYPE_CHECKING:
    _BaseLoader = yaml.SafeLoader
else:
    _BaseLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH: Final = 100
_MERGE_TAG: Final = "tag:yaml.org,2002:merge"


class Located(dict[str, Any]):
    """A YAML mapping with text keys; ``line`` is where it begins, ``lines`` where each key stands (from 1)."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Fields:
    """One entry of a file, with the entry whose keys it shares; every error names file and line."""

    __slots__ = ("_chain", "_file")

    def __init__(self, file: str, own: Located, shared: Located | None = None) -> None:
        self._file = file
        self._chain = (own,) if shared is None else (own, shared)

    def own_keys(self) -> tuple[str, ...]:
        """The keys of the entry itself."""
        return tuple(self._chain[0])

    def get(self, key: str) -> Any:
        """The value of a key, its own before a shared one, or None."""
        return next((mapping[key] for mapping in self._chain if key in mapping), None)

    def error(self, key: str, message: str, hint: str = "") -> DataError:
        """An error at a key's line, or at the entry's own where the key is absent."""
        lines = (mapping.lines[key] for mapping in self._chain if key in mapping.lines)
        return DataError(f"{self._file}:{next(lines, self._chain[0].line)}: {message}", hint)

    def text(self, key: str, default: str | None = None) -> str:
        """A text, or a number or date as text; without a default a missing or empty one is a DataError."""
        value = self.get(key)
        if value is None or value == "":
            if default is None:
                raise self.error(key, f"{key} is missing")
            return default
        if isinstance(value, str | int | float | dt.date) and not isinstance(value, bool):
            return str(value).strip()
        raise self.error(key, f"{key} is {kind_of(value)}, not text")

    def section(self, key: str) -> Fields:
        """The entry under a key; anything else there is a DataError."""
        value = self.get(key)
        if isinstance(value, Located):
            return Fields(self._file, value)
        raise self.error(key, f"{key} is {kind_of(value)}, not a mapping")

    def entries(self, key: str) -> list[Fields]:
        """The entries in the list under a key, each sharing this one's keys; anything else there is a DataError."""
        value = self.get(key)
        if not isinstance(value, list):
            raise self.error(key, f"{key} is {kind_of(value)}, not a list of entries")
        for item in value:
            if not isinstance(item, Located):
                raise self.error(key, f"{key} holds {kind_of(item)} where an entry belongs")
        return [Fields(self._file, item, self._chain[0]) for item in value]


def kind_of(value: object) -> str:
    """What a value is, for a message; never the value itself, which may be as long as the file."""
    if value is None:
        return "empty"
    kinds = {Located: "a mapping", list: "a list", str: "text", bool: "yes or no", int: "a number", float: "a number"}
    return kinds.get(type(value), "something else")


def load(path: Path | str) -> Located:
    """Read the one mapping that a YAML file in UTF-8 holds.

    Raises DataError, in one line with file and line number, for a file that cannot be read, is no text or no
    YAML, holds something else than a mapping, or gives a key twice.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: is not text in UTF-8", "save the file as UTF-8") from error
    return loads(text, str(path))


def loads(text: str, file: str) -> Located:
    """The mapping that a YAML text holds; ``file`` names it in errors, which are those of `load`."""
    try:
        _refuse_deep_nesting(text, file)
        document = _construct(text, file)
    except yaml.YAMLError as error:
        raise _broken(error, text, file) from error
    if not isinstance(document, Located):
        raise DataError(f"{file}:1: the file is {kind_of(document)}, not a mapping", "it has lines like 'key: value'")
    return document


# What PyYAML says since 6.0.4, whose scanner reads ahead of the events, at a limit of its own above ours.
_TOO_DEEP = "nesting depth"


class _Loader(_BaseLoader):
    """The safe loader, with what is no such thing as its tag says (a date of 30 February) placed in the file."""

    file: str

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError) as error:
            message = f"{self.file}:{node.start_mark.line + 1}: cannot be read as what it looks like: {error}"
            raise DataError(message, "put it in quotes if it is text") from error


def _construct(text: str, file: str) -> object:
    loader = _Loader(text)
    loader.file = file
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _refuse_deep_nesting(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_BaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise _deep(line, file)


def _deep(line: int, file: str) -> DataError:
    return DataError(f"{file}:{line}: is nested more than {MAX_DEPTH} levels deep")


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> Located:
    _refuse_duplicates(loader, node)
    loader.flatten_mapping(node)
    mapping = Located(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key = _key(loader, key_node)
        mapping[key] = loader.construct_object(value_node, deep=True)
        mapping.lines[key] = key_node.start_mark.line + 1
    return mapping


def _refuse_duplicates(loader: _Loader, node: yaml.MappingNode) -> None:
    first: dict[str, int] = {}
    for key_node, _ in node.value:
        if key_node.tag == _MERGE_TAG:
            continue
        key, line = _key(loader, key_node), key_node.start_mark.line + 1
        if key in first:
            message = f"{loader.file}:{line}: key {key!r} is given twice, first on line {first[key]}"
            raise DataError(message, "keep one of the two")
        first[key] = line


def _key(loader: _Loader, node: yaml.Node) -> str:
    key = loader.construct_object(node, deep=True)
    if isinstance(key, str):
        return key
    line = node.start_mark.line + 1
    raise DataError(f"{loader.file}:{line}: a key here is {kind_of(key)}, not text", "put the key in quotes")


def _broken(error: yaml.YAMLError, text: str, file: str) -> DataError:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        if _TOO_DEEP in (error.problem or ""):
            return _deep(error.problem_mark.line + 1, file)
        line, problem = error.problem_mark.line + 1, error.problem or error.context
    else:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        problem = getattr(error, "reason", str(error))
    # An unclosed bracket is noticed after the last line, which no editor can show.
    line = min(line, max(1, len(text.splitlines())))
    return DataError(f"{file}:{line}: is not valid YAML: {problem}")


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)
