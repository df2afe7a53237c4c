-- Targets: of one organisation, or of all where org is empty.
SELECT indicator, org, valid_from, valid_to, value, source, is_example
FROM published.target
ORDER BY indicator, org NULLS FIRST, valid_from
