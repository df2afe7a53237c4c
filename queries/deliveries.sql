-- Every report that a reporter owes or has given: one row an indicator, reporter and base period.
SELECT
    reporting.indicator, indicator.code, indicator.name, indicator.measure,
    reporting.level::VARCHAR AS level, reporting.org, org.name AS org_name, org.parent, reporting.period_kind::VARCHAR AS period_kind,
    reporting.period_start, reporting.units_reported, reporting.units_expected, reporting.received_on, indicator.due_months,
    greatest(indicator.valid_from, org.valid_from) AS valid_from, least(indicator.valid_to, org.valid_to) AS valid_to
FROM published.reporting AS reporting
JOIN published.indicator AS indicator ON indicator.id = reporting.indicator
JOIN published.org AS org ON org.id = reporting.org AND org.level = reporting.level
WHERE reporting.level::VARCHAR = indicator.reported_at AND reporting.period_kind::VARCHAR = indicator.frequency
ORDER BY reporting.level, org.position, indicator.measure, indicator.position, reporting.period_start
