-- Whose follow-up it is: one row, or none.
SELECT name, committee, registration, contact
FROM published.municipality
