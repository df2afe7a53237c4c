"""From raw rows to reported rows: every row read, sums and area totals set aside.

Owns the order in which a row is understood and which rows are figures. Must not know layouts, nor what must
hold between rows (checks.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.model import Indicator
from data.periods import Period
from data.reading.cell_numbers import ANSWER_MISSING, ANSWER_ZERO, EMPTY
from data.reading.fields import FieldReader, Key
from data.reading.figures import FigureReader, Figures
from data.reading.findings import Findings
from data.reading.grid import is_empty, text_of
from data.reading.headers import is_sum_word
from data.reading.names import Vocabulary
from data.reading.period_field import written_period
from data.reading.periods_text import Understood
from data.reading.results import Choice, Question, ReportedRow
from data.reading.table import PERIOD_FIELDS, RawRow

FigureTexts = tuple[int, tuple[tuple[str, str], ...]]
"""Sheet, and what a row says it is about beside its period."""


@dataclass(frozen=True)
class Sum:
    """A sum that stands in the file.

    Fields are None where the sum is over them; row_only: over its own row.
    """

    row: int
    sheet: int
    column: str
    stated: Figures
    indicator: str | None
    org: str | None
    period: Period | None
    gender: str | None
    category: str | None
    row_only: bool


@dataclass
class Gathered:
    """What the rows gave. area_totals: figures of areas where units report, to be checked or asked about."""

    rows: list[ReportedRow] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    area_totals: list[ReportedRow] = field(default_factory=list)
    sheets: dict[int, int] = field(default_factory=dict)

    def sheet_of(self, row: ReportedRow) -> int | None:
        """Return the position of the sheet the row stands in."""
        return self.sheets.get(id(row))


def gather(
    raws: Sequence[RawRow],
    *,
    words: Vocabulary,
    fields: FieldReader,
    figures: FigureReader,
    findings: Findings,
    formulas: Mapping[int, frozenset[tuple[int, str]]],
) -> Gathered:
    """Read every row. formulas: for each sheet, the (row, heading) of cells whose formula lacks a value."""
    gathered = Gathered()
    shorter = _periods_by_figure(raws, words, findings)
    missing: dict[tuple[int, int], list[str]] = {}
    for sheet, cells in formulas.items():
        for row, column in cells:
            missing.setdefault((sheet, row), []).append(column)
    for raw in raws:
        findings.enter(raw.sheet)
        without_value = missing.get((raw.sheet, raw.row), [])
        for column in without_value:
            findings.error("formula_without_value", row=raw.row, column=column)
        if _is_sum(raw, words):
            if not without_value:
                found = _sum(raw, words=words, fields=fields, figures=figures, findings=findings)
                gathered.sums += [found] if found else []
            continue
        longer = _longer(raw, words, shorter, findings)
        if longer is not None:
            found = _sum(raw, words=words, fields=fields, figures=figures, findings=findings)
            gathered.sums += [replace(found, period=longer, row_only=True)] if found else []
            continue
        reported = _row(raw, fields=fields, figures=figures, findings=findings, failed=bool(without_value))
        if reported is None:
            continue
        gathered.sheets[id(reported)] = raw.sheet
        level = words.catalogue.level_of(reported.org)
        indicator = words.by_indicator[reported.indicator]
        if level == "area" and indicator.reported_at == "unit":
            gathered.area_totals += [reported] if reported.count is not None else []
        elif fields.reports(raw, indicator, reported.org, reported.period):
            gathered.rows.append(reported)
    return gathered


def _periods_by_figure(
    raws: Iterable[RawRow], words: Vocabulary, findings: Findings
) -> dict[FigureTexts, set[Period]]:
    """Return, for rows that differ only in their periods, the periods that are as long as they should be."""
    found: dict[FigureTexts, set[Period]] = defaultdict(set)
    for raw in raws:
        indicator = _indicator_of(raw, words)
        period = _period_of(raw, indicator, findings) if indicator else None
        if indicator and period and period.kind == indicator.frequency:
            found[_figure(raw)].add(period)
    return found


def _longer(
    raw: RawRow, words: Vocabulary, shorter: Mapping[FigureTexts, set[Period]], findings: Findings
) -> Period | None:
    """Return the period of a figure that is the sum of others: a quarter beside its months; else None."""
    indicator = _indicator_of(raw, words)
    period = _period_of(raw, indicator, findings) if indicator else None
    if indicator is None or period is None or period.kind == indicator.frequency:
        return None
    return period if any(period.contains(one) for one in shorter.get(_figure(raw), ())) else None


def _period_of(raw: RawRow, indicator: Indicator, findings: Findings) -> Period | None:
    _, parsed = written_period(raw, expected=indicator.frequency, answers=findings.answers)
    return parsed.period if isinstance(parsed, Understood) else None


def _figure(raw: RawRow) -> FigureTexts:
    return raw.sheet, tuple((name, text) for name, text in raw.texts if name not in PERIOD_FIELDS)


def _is_sum(raw: RawRow, words: Vocabulary) -> bool:
    """A sum word in place of a unit, indicator, period or category.

    `Hela kontoret` is a unit where it reports.
    """
    if "kolumn" in raw.sums:
        return True
    if raw.sums & {"indikator", "period", "ar", "manad", "kvartal", "tertial", "kategori"}:
        return True
    if "enhet" not in raw.sums:
        return False
    indicator = _indicator_of(raw, words)
    return indicator is None or indicator.reported_at != "office"


def _indicator_of(raw: RawRow, words: Vocabulary) -> Indicator | None:
    given = raw.fields.get("indikator")
    found = words.indicators.find(text_of(given.value)).ids if given else ()
    return words.by_indicator[found[0]] if len(found) == 1 else None


def _row(
    raw: RawRow, *, fields: FieldReader, figures: FigureReader, findings: Findings, failed: bool
) -> ReportedRow | None:
    indicator = fields.indicator(raw)
    if indicator is None or fields.is_waiting(raw, indicator):
        return None
    org = fields.org(raw, indicator)
    period = fields.period(raw, indicator)
    gender, age, category = (
        fields.gender(raw, indicator),
        fields.age(raw, indicator),
        fields.category(raw, indicator),
    )
    read = figures.figures(raw, indicator, formulas=failed)
    if org is None or period is None or gender is None or age is None or category is None or read is None:
        return None
    _tell_empty(raw, findings)
    key = Key(indicator, org, period, gender, age, category)
    return ReportedRow(
        key.indicator.id,
        org,
        period,
        gender,
        age,
        category,
        read.count,
        read.denominator,
        read.persons,
        raw.row,
    )


def _tell_empty(raw: RawRow, findings: Findings) -> None:
    given = raw.measures.get("antal")
    if given is None or not is_empty(given.value):
        return
    if EMPTY in findings.answers or f"{EMPTY}:{given.column}" in findings.answers:
        return
    findings.gather_warning("empty_cells", raw.row, column=given.column)
    findings.ask(
        Question(
            EMPTY,
            None,
            None,
            "Filen har tomma celler. En tom cell räknas inte som noll. Vad betyder de?",
            (Choice(ANSWER_MISSING, "Ej rapporterat"), Choice(ANSWER_ZERO, "Noll")),
            ANSWER_MISSING,
        )
    )


def _sum(
    raw: RawRow, *, words: Vocabulary, fields: FieldReader, figures: FigureReader, findings: Findings
) -> Sum | None:
    """Read a sum quietly: what cannot be understood in it is no fault of the file."""
    quiet = Findings(findings.answers)
    silent_fields, silent_figures = fields.quiet(quiet), figures.quiet(quiet)
    indicator = silent_fields.indicator(raw) if _has(raw, "indikator") else None
    basis = indicator or words.catalogue.indicators[0]
    counts = silent_figures.sum_figures(raw)
    if counts is None:
        return None
    return Sum(
        row=raw.row,
        sheet=raw.sheet,
        column=next(iter(raw.measures.values())).column,
        stated=counts,
        indicator=indicator.id if indicator else None,
        org=silent_fields.org(raw, basis) if _has(raw, "enhet") else None,
        period=silent_fields.period(raw, basis) if indicator and _has(raw, "period", "ar") else None,
        gender=silent_fields.gender(raw, basis) if _has(raw, "kon") and basis.genders else None,
        category=silent_fields.category(raw, basis) if _has(raw, "kategori") and basis.categories else None,
        row_only="kolumn" in raw.sums,
    )


def _has(raw: RawRow, *names: str) -> bool:
    given = next((raw.fields[name] for name in names if name in raw.fields), None)
    return given is not None and not is_empty(given.value) and not is_sum_word(text_of(given.value))
