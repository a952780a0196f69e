"""``bonecheck check``: one person's log, day by day."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bonecheck.cli import options

if TYPE_CHECKING:
    import datetime as dt

    from bonecheck.model import Log, Profile
    from bonecheck.readers.dates import Order
    from bonecheck.readers.period import Days
    from bonecheck.report import Report
    from bonecheck.reports.base import Style

_DAYS = "Days of the log"
_VALUES = ("log", "table", "fill")
_FORMATS = ("terminal", "json", "csv", "md")


def check(
    logs: Annotated[
        list[str] | None, typer.Argument(metavar="LOG...", help="Food logs in CSV; - is standard input.")
    ] = None,
    food: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help='A food, such as "2 eggs"; may be repeated.')
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="FILE", help="Foods in free text, - for standard input.")] = None,
    sex: options.Sex = None,
    age: options.Age = None,
    weight: options.Weight = None,
    life_stage: options.LifeStage = None,
    authority: options.Authority = "NAM",
    compare: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Several authorities side by side: nam,efsa,uk.")
    ] = None,
    phytate: options.Phytate = None,
    targets: options.Targets = None,
    date: Annotated[str | None, typer.Option(metavar="DAY", help="Only this day, e.g. 2026-03-02.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Only from this day on.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Only up to this day.")] = None,
    dates: options.Dates = None,
    reader: options.Reader = None,
    values: Annotated[
        str,
        typer.Option(
            metavar="WHOSE",
            help="Of a log with values of its own: log (its own alone), table (ours alone) or fill (ours for its blanks).",
        ),
    ] = "fill",
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="terminal, json, csv or md.")
    ] = "terminal",
    english: Annotated[str, typer.Option(metavar="WHICH", help="us or gb: whose chips and biscuits.")] = "us",
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Names and foods as bonecheck match lists them.")
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask about names that are not certain, at a terminal.")] = False,
    foods: options.Foods = None,
    output: options.Output = None,
    brief: Annotated[bool, typer.Option("--brief", help="The table alone.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Every line, every detail.")] = False,
    fail_under: Annotated[
        str | None,
        typer.Option(
            metavar="PERCENT", help="Exit 1 if a nutrient is known to be below this; unknown foods fail nothing."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if a line could not be counted.")] = False,
) -> None:
    """Hold a food log against the reference intakes of one person."""
    from bonecheck import pipeline, readers, reports
    from bonecheck.cli import output as out
    from bonecheck.profiles import make_profile
    from bonecheck.reports import import_report

    profile: Profile = make_profile(sex, age, weight, life_stage, phytate)
    chosen = reports.Format(options.one_of("--format", format_, _FORMATS))
    style = _style(brief, verbose, options.colors(output))
    least = _percent(fail_under)
    sources = [*(logs or ()), *([text] if text else []), *map(str, [*([targets] if targets else []), *(foods or [])])]
    options.refuse_overwriting(output, sources)
    log: list[str] | Log = _log(logs or [], food or [], text)
    which, spoken = _days(date, first, last, options.order(dates)), options.one_of("--english", english, ("us", "gb"))
    decided: Path | dict[str, str] | None = mapping
    if ask:
        log = readers.read_value(log, options.order(dates), reader)
        decided = _asked(log, which, mapping, spoken, foods or [])
    report = pipeline.check(
        log,
        profile,
        authority=authority,
        compare=[] if compare is None else compare.split(","),
        targets=targets,
        days=which,
        dates=options.order(dates),
        mapping=decided,
        reader=reader,
        values=options.one_of("--values", values, _VALUES),
        english=spoken,
        foods=foods or (),
    )
    out.problems(import_report.lines(report.imports, report.lines))
    out.write(reports.render(report, chosen, style), output)
    if chosen is not reports.Format.TERMINAL or output is not None:
        _tell_problems(report)
    sys.exit(1 if _failed(report, least, strict) else 0)


def _asked(log: Log, days: Days, mapping: Path | None, english: str, foods: list[Path]) -> Path | dict[str, str] | None:
    """The mapping that a report is made with after a person was asked: the file, or the answers alone."""
    from bonecheck.cli import ask

    answers = ask.put(log, days, mapping, english, foods)
    ask.save(answers, mapping)
    if mapping is None:
        return answers.ids()
    return mapping if mapping.exists() or not answers.asked else None


def _log(logs: list[str], foods: list[str], text: str | None) -> list[str] | Log:
    """What there is to check: logs, or foods in free text."""
    from bonecheck import readers
    from bonecheck.errors import OptionError

    if logs and (foods or text):
        raise OptionError("a log goes without --food and --text", "put the foods into the log")
    if foods or text:
        return readers.read_texts(foods, text)
    if not logs:
        raise OptionError("there is nothing to check", 'name a log, or give foods: --food "2 eggs"')
    return logs


def _style(brief: bool, verbose: bool, colors: str | None) -> Style:
    from bonecheck.errors import OptionError
    from bonecheck.reports.base import Detail, Style

    if brief and verbose:
        raise OptionError("--brief and --verbose contradict each other", "give one of them")
    detail = Detail.BRIEF if brief else Detail.VERBOSE if verbose else Detail.NORMAL
    return Style(width=options.width(), colors=colors, detail=detail)


def _percent(text: str | None) -> float | None:
    """--fail-under as a number: 80, 80.5 or 80%."""
    from bonecheck.errors import OptionError
    from bonecheck.quantities import NumberError, number

    if text is None:
        return None
    try:
        value, rest = number(text.strip().removesuffix("%"))
    except NumberError as error:
        raise OptionError(f"--fail-under {text!r} {error}", "give a percentage of the reference, such as 80") from None
    if rest:
        raise OptionError(f"--fail-under {text!r} is not a number", "give a percentage of the reference, such as 80")
    return value


def _days(date: str | None, first: str | None, last: str | None, order: Order | None) -> Days:
    from bonecheck.errors import OptionError
    from bonecheck.readers.period import Days

    if date is not None and (first is not None or last is not None):
        raise OptionError("--date goes without --from and --to", "give one day, or a range")
    start, end = _day("--from", first, order), _day("--to", last, order)
    if date is not None:
        start = end = _day("--date", date, order)
    if start and end and start > end:
        raise OptionError(f"--from {start} is after --to {end}", "swap them")
    return Days(first=start, last=end)


def _day(option: str, text: str | None, order: Order | None) -> dt.date | None:
    from bonecheck.errors import OptionError
    from bonecheck.readers import dates

    if text is None:
        return None
    try:
        day = dates.parse(text, order or "mdy")
    except ValueError:
        raise OptionError(f"{option} {text!r} is not a date", "write it as 2026-03-31") from None
    if order is None and dates.is_ambiguous(text):
        raise OptionError(f"{option} {text!r} may be two days", "write it as 2026-03-31")
    return day


def _tell_problems(report: Report) -> None:
    """A report that a program reads leaves its problems on standard error for the person who runs it."""
    from bonecheck.cli import output as out
    from bonecheck.reports import words

    out.problems([words.problem(problem) for problem in report.problems])


def _failed(report: Report, fail_under: float | None, strict: bool) -> bool:
    """Whether a condition that the caller asked for failed; an unclear total fails nothing."""
    if strict and any(problem.severity == "lost" for problem in report.problems):
        return True
    if fail_under is None:
        return False
    findings = [each.finding for each in (report.average or report.days[0]).nutrients.values()]
    return any(
        finding.percent is not None
        and finding.references.target is not None
        and finding.total.at_most is not None
        and 100 * finding.total.at_most / finding.references.target.value < fail_under
        for finding in findings
    )
