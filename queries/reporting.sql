-- Who has reported what, base period by base period.
SELECT indicator, level::VARCHAR AS level, org, period_kind::VARCHAR AS period_kind, period_start, units_reported, units_expected, received_on
FROM published.reporting
WHERE level::VARCHAR = $level AND period_kind::VARCHAR = $period_kind
ORDER BY indicator, org, period_start
