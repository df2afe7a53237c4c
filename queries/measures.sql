-- The six measures of the inquiry.
SELECT number, name, short_name, proposal, status, responsible, source, is_example
FROM published.measure
ORDER BY number
