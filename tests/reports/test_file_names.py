"""File names made from client ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck.reports.file_names import file_name, file_names, folded

ODD = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="./\\:CcOoNn ~-\x00é\u0301ß", max_size=12),
    st.sampled_from(["CON", "con.txt", "LPT1", ".", "..", "", "~", "-rf", "a" * 300, "張" * 200, "\ud800"]),
)


@pytest.mark.parametrize("client", ["anna", "Zoë", "client_7", "2026-03", "李小龍", "a.b", "x@y"])
def test_an_id_that_can_be_a_name_is_one(client: str) -> None:
    """Nothing is added to it."""
    assert file_name(client, set()) == client


@pytest.mark.parametrize(
    ("client", "name"),
    [
        ("../../x", "x-9cdf6a50"),
        ("/etc/passwd", "etc-passwd-74acf318"),
        ("C:\\x", "C-x-520186e2"),
        (".", "client-cdb4ee2a"),
        ("..", "client-5ec1f7e7"),
        ("", "client-e3b0c442"),
        (".hidden", "hidden-16924190"),
        ("-rf", "rf-686c39ac"),
        ("CON", "client-CON-a3dbc4b6"),
        ("con.txt", "client-con.txt-d3bde286"),
        ("a\nb\x00c", "a-b-c-896144d1"),
        ("\u202eevil", "evil-c34b5d3b"),
        ("a" * 400, f"{'a' * 120}-abd5e54b"),
        ("張" * 100, f"{'張' * 40}-3d4f7fde"),
        ("anna ", "anna-d047e20b"),
    ],
)
def test_ids_that_cannot_be_a_name(client: str, name: str) -> None:
    """What is readable of them, and digits of the whole id, so that the name is the same in every run."""
    assert file_name(client, set()) == name


def test_names_that_some_file_system_takes_for_one() -> None:
    """Capitals, composed letters and wide letters do not make two files one."""
    clients = ["anna", "Anna", "é", "e\u0301", "ａｎｎａ", "straße", "STRASSE"]
    names = file_names(clients)
    assert len({folded(name) for name in names.values()}) == len(clients)
    assert (names["anna"], names["é"], names["straße"]) == ("anna", "é", "straße")


def test_a_name_that_looks_made_is_no_trap() -> None:
    """An id that equals the name made for another gets one of its own."""
    names = file_names(["x-9cdf6a50", "../../x"])
    assert names["x-9cdf6a50"] == "x-9cdf6a50"
    assert names["../../x"] == "x-9cdf6a501"


@given(st.lists(ODD, unique=True, max_size=20))
def test_every_name_is_a_file_in_the_folder(clients: list[str]) -> None:
    """Whatever the ids: one part, in the folder, short enough, no device, and different on every system."""
    names = file_names(clients)
    assert len({folded(name) for name in names.values()}) == len(clients)
    for name in names.values():
        assert (Path("/reports") / f"{name}.txt").resolve().parent == Path("/reports")
        assert name == name.strip(" .-") != ""
        assert len(name.encode()) <= 200
        assert not set('/\\:*?"<>|\x00\n') & set(name)
        assert name.split(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
