"""Our own log: what each line becomes, and the exact words for each that cannot be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import pytest

from bonecheck.errors import InputError
from bonecheck.imported import Imported
from bonecheck.model import Entry, Log

Read = Callable[..., Log]
NUMBER_HINT = "write a number such as 150, 1.5 or 1/2; leave it empty for a usual portion"
DATE_HINT = "write it as 2026-03-31; until then the line is unknown to the day of the line above"
ORDER_HINT = "write dates as 2026-03-31, or say --dates dmy or --dates mdy"


def quantities(entries: Iterable[Entry]) -> list[tuple[float | None, str]]:
    """The amounts and units of entries."""
    return [(entry.amount, entry.unit) for entry in entries]


def days(log: Log) -> list[str]:
    """The dates of a log's entries, "-" for none."""
    return [entry.date.isoformat() if entry.date else "-" for entry in log.entries]


def told(log: Log) -> list[tuple[int, str, str, str, str]]:
    """The problems of a log, whole but for their file."""
    return [(each.line, each.code, each.severity, each.message, each.hint) for each in log.problems]


def test_every_column(read: Read) -> None:
    """All of a line is kept, without the spaces around its cells."""
    log = read("date,meal,food,amount,unit,client,note\n2026-03-02, lunch , Natto ,50,g,C1,with rice\n")
    assert log == Log(
        entries=(
            Entry(
                file="day.csv",
                line=2,
                food="Natto",
                amount=50.0,
                unit="g",
                date=dt.date(2026, 3, 2),
                meal="lunch",
                client="C1",
                note="with rice",
            ),
        ),
        files=("day.csv",),
        imports=(Imported(file="day.csv", reader="plain", title="bonecheck's own CSV", rows=1),),
    )


def test_a_food_alone_is_enough(read: Read) -> None:
    """A line may end early; an amount that is not given is none, not one."""
    assert read("food,amount,unit\nNA\nNone,,\n").entries == (
        Entry(file="day.csv", line=2, food="NA"),
        Entry(file="day.csv", line=3, food="None"),
    )


@pytest.mark.parametrize("name", ["NA", "None", "null", "nan", "N/A", "TRUE", "1:30", "-", "=1+1"])
def test_names_that_other_tools_take_for_something_else(read: Read, name: str) -> None:
    """A food's name is text."""
    assert read(f"food,amount\n{name},1\n").entries[0].food == name


@pytest.mark.parametrize(
    ("log", "found"),
    [
        ("food,amount\nbread,2 slices", (2.0, "slices")),
        ("food,amount\nnatto,150g", (150.0, "g")),
        ("food,qty,unit\nnatto,150 g,grams", (150.0, "grams")),
        ("food,unit\nmilk,1 cup", (1.0, "cup")),
        ("food,unit\nmilk,cup", (None, "cup")),
        ("food,unit\ncola,12-oz can", (None, "12-oz can")),
        ("food,unit\nmilk,", (None, "")),
        ("food,amount\nmilk,½", (0.5, "")),
        ("food,grams\nmilk,240", (240.0, "g")),
        ("food,grams\nmilk,8 oz", (8.0, "oz")),
        ("food,Weight (oz)\nmilk,8", (8.0, "oz")),
        ("food,weight,unit\nmilk,8,oz", (8.0, "oz")),
        ("food,weight\nmilk,240", (240.0, "g")),
        ("food,grams,unit\nmilk,240,g.", (240.0, "g")),
        ("food,grams,unit\nmilk,240,Gram", (240.0, "g")),
        ("food,amount,unit,grams\nmilk,1,cup,244", (244.0, "g")),
        ("food,amount,unit,grams\nmilk,1,cup,", (1.0, "cup")),
    ],
)
def test_where_an_amount_may_stand(read: Read, log: str, found: tuple[float | None, str]) -> None:
    """In its column, with its unit, in the unit's column, or in a column of weights."""
    assert quantities(read(log + "\n").entries) == [found]


@pytest.mark.parametrize(
    ("delimiter", "amounts", "values"),
    [
        (",", ["1.5", '"1,500"'], [1.5, 1500.0]),
        (",", ['"1,5"', '"1,500"', "1.500"], [1.5, 1.5, 1500.0]),
        (";", ["1,5", "1,500", "1.500"], [1.5, 1.5, 1500.0]),
        (";", ["1.5", "1,500"], [1.5, 1500.0]),
        ("\t", ["0,500", "2,250"], [0.5, 2.25]),
        (";", ["12", "1.234,5", "2.500"], [12.0, 1234.5, 2500.0]),
    ],
)
def test_the_decimal_mark_is_that_of_the_files_other_numbers(
    read: Read, delimiter: str, amounts: list[str], values: list[float]
) -> None:
    """A number that could be meant in two ways needs no question then."""
    lines = "".join(f"egg{delimiter}{amount}{delimiter}piece\n" for amount in amounts)
    log = read(f"food{delimiter}amount{delimiter}unit\n{lines}")
    assert [entry.amount for entry in log.entries] == values
    assert log.problems == ()


@pytest.mark.parametrize(
    ("log", "value", "told_"),
    [
        ('food,amount\nrice,"1,500"\n', 1500.0, "may be 1500 or 1.5; read as 1500"),
        ("food;amount\nrice;1,500\n", 1.5, "may be 1.5 or 1500; read as 1.5"),
        ("food;amount\nrice;1.500\n", 1.5, "may be 1.5 or 1500; read as 1.5"),
        (
            'food,amount\nrice,"1,500"\ntea,1.5\nnut,"2,5"\negg,2.500\n',
            1500.0,
            "may be 1500 or 1.5; read as 1500 (and 1 more line like it)",
        ),
    ],
)
def test_an_amount_that_nothing_decides(read: Read, log: str, value: float, told_: str) -> None:
    """It is read by the delimiter, and the report says so: it may be a thousand times as much."""
    found = read(log)
    assert found.entries[0].amount == value
    amount = log.splitlines()[1].split(",", 1)[1].strip('"') if "," in log[:6] else log.splitlines()[1].split(";")[1]
    assert told(found) == [
        (
            1,
            "ambiguous-amount",
            "assumed",
            f"amount '{amount}' on line 2 {told_}",
            "write 1500 without a mark, and 1.5 with one decimal",
        )
    ]


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        ("-5", "is negative"),
        ("NaN", "is not a number"),
        ("inf", "is not a number"),
        ("1e400", "is too large"),
        ("some", "is not a number"),
        ("1/0", "divides by zero"),
        ("2 large", "has words of its own beside the unit 'g'"),
        ("x" * 100, "is not a number"),
    ],
)
def test_amounts_that_cannot_be_read(read: Read, amount: str, why: str) -> None:
    """The line goes on as one whose food is unknown; its neighbours count."""
    log = read(f"food,amount,unit\negg,2,large\nmilk,{amount},g\ntea,1,cup\n")
    assert [entry.line for entry in log.entries] == [2, 4]
    assert [(entry.line, entry.food, entry.amount) for entry in log.unread] == [(3, "milk", None)]
    shown = amount if len(amount) < 40 else "x" * 39 + "…"
    assert told(log) == [(3, "bad-amount", "lost", f"amount '{shown}' {why}", NUMBER_HINT)]
    assert str(log.problems[0]) == f"day.csv:3: amount '{shown}' {why} [bad-amount]"


def test_a_weight_column_beside_another_unit(read: Read) -> None:
    """One of the two is wrong, and nobody but the writer knows which."""
    log = read("food,grams,unit\nmilk,1,cup\nmilk,,-2 cups\n")
    assert [(line, message) for line, _, _, message, _ in told(log)] == [
        (2, "amount '1' is in 'g' and beside the unit 'cup'"),
        (3, "amount '-2 cups' is negative"),
    ]


def test_a_zero_is_an_amount(read: Read) -> None:
    """Whether nothing was meant is asked where the food is known."""
    assert quantities(read("food,amount,unit\nmilk,0,g\n").entries) == [(0.0, "g")]


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("2026-03-02 2026-03-03", "2026-03-02 2026-03-03"),
        ("2.3.2026 13.3.2026", "2026-03-02 2026-03-13"),
        ("3/2/2026 3/13/2026", "2026-03-02 2026-03-13"),
        ("3/2/2026 13/3/2026", "2026-02-03 2026-03-13"),
        ("- 2026-03-02 - - 2026-03-01 -", "- 2026-03-02 2026-03-02 2026-03-02 2026-03-01 2026-03-01"),
    ],
)
def test_dates(read: Read, column: str, found: str) -> None:
    """The column tells the order of day and month; a blank date is that of the line above."""
    rows = "".join(f"{'' if date == '-' else date},egg\n" for date in column.split())
    log = read("date,food\n" + rows)
    assert days(log) == found.split()
    assert log.problems == ()


def test_dates_that_are_open(read: Read) -> None:
    """They are read month first, and the report says so; --dates decides without a word."""
    text = "date,food\n3/2/2026,egg\n3/3/2026,egg\n4/2/2026,egg\n"
    log = read(text)
    assert days(log) == ["2026-03-02", "2026-03-03", "2026-04-02"]
    assert told(log) == [
        (
            1,
            "ambiguous-date",
            "assumed",
            (
                "date '3/2/2026' on line 2 may be 2026-03-02 or 2026-02-03; read as 2026-03-02, month first"
                " (and 1 more line like it)"
            ),
            ORDER_HINT,
        )
    ]
    assert days(read(text, "dmy")) == ["2026-02-03", "2026-03-03", "2026-02-04"]
    assert read(text, "dmy").problems == read(text, "mdy").problems == ()


def test_dates_that_cannot_be_read(read: Read) -> None:
    """Such a line, and what is dated by it, must not become part of the day before it."""
    log = read("date,food\n2026-03-02,egg\n2026-02-30,milk\n,tea\n2026-03-04,natto\n,rice\n")
    assert [(entry.line, str(entry.date)) for entry in log.entries] == [
        (2, "2026-03-02"),
        (5, "2026-03-04"),
        (6, "2026-03-04"),
    ]
    assert [(entry.line, entry.food) for entry in log.unread] == [(3, "milk"), (4, "tea")]
    assert told(log) == [
        (3, "bad-date", "lost", "date '2026-02-30' is not a date", DATE_HINT),
        (
            4,
            "bad-date",
            "lost",
            "the date is that of a line above, '2026-02-30', which is not a date",
            "correct the date above, or date this line",
        ),
    ]


@pytest.mark.parametrize(("order", "bad", "first"), [("mdy", "13/3/2026", "month"), ("dmy", "3/13/2026", "day")])
def test_a_date_in_the_other_order(read: Read, order: str, bad: str, first: str) -> None:
    """It is a date, but not one of this column."""
    assert told(read(f"date,food\n{bad},egg\n", order)) == [
        (2, "bad-date", "lost", f"date '{bad}' is not a date with the {first} first", ORDER_HINT)
    ]


@pytest.mark.parametrize(
    ("row", "label", "code", "message", "hint"),
    [
        (
            "milk, whole,1,cup",
            "milk",
            "ragged-row",
            "4 cells where the header has 3",
            'put a food or number that holds a comma in quotes: "milk, whole"',
        ),
        (
            '"milk,1,cup',
            "milk",
            "unclosed-quote",
            "a quote is opened and never closed",
            'close it, or write a quote as ""',
        ),
        ("mi\0lk,1,cup", "mi\0lk", "nul-byte", "the line holds a NUL byte", "export the log again"),
        (",1,cup", "1 cup", "no-food", "no food is named", "name the food in its column"),
        (
            "x" * 1_000_000,
            "x" * 500,
            "long-name",
            f"the food's name has 1000000 characters ('{'x' * 39}…')",
            "a name has at most 500; look for a missing quote or line end",
        ),
    ],
    ids=["ragged", "quote", "nul", "nameless", "megabyte"],
)
def test_rows_that_cannot_be_read(read: Read, row: str, label: str, code: str, message: str, hint: str) -> None:
    """They are kept as lines with an unknown food, and take no neighbour along."""
    log = read(f"food,amount,unit\negg,2,large\n{row}\ntea,1,cup\n")
    assert [entry.line for entry in log.entries] == [2, 4]
    assert [(entry.line, entry.food) for entry in log.unread] == [(3, label)]
    assert told(log) == [(3, code, "lost", message, hint)]


def test_cells_too_many_but_empty(read: Read) -> None:
    """Spreadsheets pad their rows."""
    assert read("food,amount\nmilk,1,,,\n").problems == ()


@pytest.mark.parametrize("role", ["amount", "unit", "date", "meal", "note", "junk"])
def test_a_megabyte_in_any_column(read: Read, role: str) -> None:
    """It is refused or kept, at once."""
    for character in "x9T -":
        log = read(f"food,{role}\negg,{character * 1_000_000}\ntea,\n")
        assert len(log.entries) + len(log.unread) == 2
        assert all(len(problem.message) < 200 for problem in log.problems)


def test_cells_that_run_over_lines(read: Read) -> None:
    """They may be meant, or be a missing quote: one line says so for the whole file."""
    log = read('food,amount,note\n"milk\nwhole",1,\negg,2,"from\nthe farm"\ntea,1,\n')
    assert [(entry.line, entry.food) for entry in log.entries] == [(2, "milk whole"), (4, "egg"), (6, "tea")]
    assert told(log) == [
        (
            1,
            "multi-line-cell",
            "assumed",
            "a quoted cell on line 2 runs over several lines (and 1 more like it); read as one line of the log",
            "look for a missing quote if these lines are foods of their own",
        )
    ]


def test_a_header_with_a_quote_that_never_closes(read: Read) -> None:
    """The columns are still told apart."""
    log = read('food,"amount,unit\negg,2,large\n')
    assert quantities(log.entries) == [(2.0, "large")]
    assert told(log) == [
        (
            1,
            "unclosed-quote",
            "assumed",
            "the header opens a quote and never closes it; read without its quotes",
            "close the quote",
        )
    ]


def test_a_damaged_character(read: Read) -> None:
    """The line counts, if its food can be found; the report says what it was."""
    log = read("food,amount\nCrème brûlée,1\n".encode().replace("û".encode(), b"\xff"))
    assert [entry.food for entry in log.entries] == ["Crème br\ufffdlée"]
    assert told(log) == [
        (
            2,
            "bad-character",
            "assumed",
            "a character could not be read and stands as \ufffd",
            "save the log again as CSV in UTF-8",
        )
    ]


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ("egg,2,large\nmilk,1,cup\n", 1, "egg, 2, large"),
        ("\n\nfoo;bar\nx;y\n", 3, "foo, bar"),
        (",".join("abcdefghijk") + "\n1\n", 1, "a, b, c, d, e, f, g, h"),
        ("x" * 100 + "\n1\n", 1, "x" * 39 + "…"),
    ],
)
def test_no_food_column(read: Read, text: str, line: int, named: str) -> None:
    """What the header does name is shown."""
    with pytest.raises(InputError) as error:
        read(text)
    assert str(error.value) == f"day.csv:{line}: no food column; the header names {named}"
    assert error.value.hint == "the first line must name the columns, e.g. date,meal,food,amount,unit"


def test_columns_that_are_not_ours_are_named(read: Read) -> None:
    """Nothing is passed over in silence."""
    assert read("food,Energy (kcal),amount,,mood\negg,70,1,,good\n").ignored_columns == ("Energy (kcal)", "mood")


@pytest.mark.parametrize(
    ("log", "told_"),
    [
        ("client,date,food\nanna,2026-03-02,egg\nanna,,tea\n", None),
        ("client,date,food\nanna,,egg\nben,,tea\n", None),
        ("client,date,food\nanna,yesterday,egg\nanna,2026-03-02,tea\nben,2026-03-02,tea\nben,,nut\n", None),
        ("client,date,food\nanna,2026-03-02,egg\nben,,tea\n", "line 3 has no date, and the date above is another client's; counted on that day"),
        ("client,date,food\nanna,2026-03-02,egg\nben,,tea\n,,nut\n", "line 3 has no date, and the date above is another client's (and 1 more like it); counted on that day"),
    ],
)  # fmt: skip
def test_a_date_of_another_client(read: Read, log: str, told_: str | None) -> None:
    """In a list by days a date may stand once for all clients, so that it counts, and is said."""
    found = [problem for problem in told(read(log)) if problem[1] != "bad-date"]
    hint = "date the first line of each client"
    assert found == ([(1, "borrowed-date", "assumed", told_, hint)] if told_ else [])


def test_numbers_without_any_unit_that_can_only_be_grams_are_grams(read: Read) -> None:
    """Told once, on the header's line; a count is no gram, and one unit anywhere decides."""
    log = read("food,amount\noats,250\nmilk,200\negg,50\n")
    assert quantities(log.entries) == [(250.0, "g (assumed)"), (200.0, "g (assumed)"), (50.0, "g (assumed)")]
    assert told(log) == [
        (
            1,
            "amounts-as-grams",
            "assumed",
            "the file names no unit, and the middle of its amounts is 200; they are read as grams",
            "name the unit in a column 'unit', or write the header 'grams'",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "food,amount\negg,2\nmilk,1\nwalnuts,30\n",
        "food,amount\noats,250\nmilk,200\n",
        "food,amount,unit\noats,250,\nmilk,200,\negg,1,piece\n",
        "food,amount\noats,250 g\nmilk,200\negg,50\n",
        "food,amount\n1 cup oats,250\nmilk,200\negg,50\n",
    ],
)
def test_other_numbers_are_counts(read: Read, text: str) -> None:
    """Of few numbers, of small ones, and of a file that names a unit somewhere."""
    log = read(text)
    assert [unit for _, unit in quantities(log.entries) if "assumed" in unit] == []
    assert [problem.code for problem in log.problems] == []


def test_a_brand_goes_with_its_food(read: Read) -> None:
    """As the grammar of a line reads it; not where the food names it already."""
    log = read('food,brand\nmilk,Oatly\nOatly oat milk,Oatly\negg,\ncheese,"Smith & Co (UK)"\n')
    assert [entry.food for entry in log.entries] == [
        "milk (brand Oatly)",
        "Oatly oat milk",
        "egg",
        "cheese (brand Smith Co UK)",
    ]
    assert log.ignored_columns == ()
