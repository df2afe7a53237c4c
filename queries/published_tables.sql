-- Which tables each indicator is published as.
SELECT indicator, level::VARCHAR AS level, period_kind::VARCHAR AS period_kind, dimension
FROM published.indicator_table
ORDER BY ALL
