-- The organisation: office, areas, units.
SELECT id, level::VARCHAR AS level, name, parent, valid_from, valid_to
FROM published.org AS listed
ORDER BY listed.level, position
