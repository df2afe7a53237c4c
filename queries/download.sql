-- The published cells of one indicator under the filters of a page, in words, for a file.
SELECT
    cell.level::VARCHAR AS level,
    cell.org,
    org.name AS org_name,
    cell.period_kind::VARCHAR AS period_kind,
    cell.period_start,
    cell.gender,
    cell.age,
    cell.category,
    coalesce(category.name, cell.category) AS category_name,
    cell.numerator,
    cell.denominator,
    cell.value,
    cell.mark::VARCHAR AS mark,
    reporting.units_reported,
    reporting.units_expected
FROM published.cell
JOIN published.org ON org.level = cell.level AND org.id = cell.org
LEFT JOIN published.category ON category.indicator = cell.indicator AND category.id = cell.category
LEFT JOIN published.reporting
    ON reporting.indicator = cell.indicator
    AND reporting.level = cell.level
    AND reporting.org = cell.org
    AND reporting.period_kind = cell.period_kind
    AND reporting.period_start = cell.period_start
WHERE cell.indicator = $indicator
    AND cell.period_kind::VARCHAR = $period_kind
    AND (len($orgs::VARCHAR[]) = 0 OR list_contains($orgs::VARCHAR[], cell.org))
    AND (len($genders::VARCHAR[]) = 0 OR list_contains($genders::VARCHAR[], cell.gender))
    AND (len($years::INTEGER[]) = 0 OR list_contains($years::INTEGER[], year(cell.period_start)))
ORDER BY cell.level, org.position, cell.period_start, cell.gender, cell.age, category.position NULLS FIRST
