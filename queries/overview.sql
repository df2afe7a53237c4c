-- Every indicator over time for one organisation, whole figures only, at every resolution it is published at.
SELECT
    cell.indicator,
    cell.period_kind::VARCHAR AS period_kind,
    cell.period_start,
    cell.numerator,
    cell.denominator,
    cell.value,
    cell.mark::VARCHAR AS mark,
    reporting.units_reported,
    reporting.units_expected
FROM published.cell
LEFT JOIN published.reporting
    ON reporting.indicator = cell.indicator
    AND reporting.level = cell.level
    AND reporting.org = cell.org
    AND reporting.period_kind = cell.period_kind
    AND reporting.period_start = cell.period_start
WHERE cell.org = $org
    AND cell.gender = 'all'
    AND cell.age = 'all'
    AND cell.category = 'all'
ORDER BY cell.indicator, period_kind, cell.period_start
