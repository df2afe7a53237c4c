-- Reads every block of the figures (DuckDB checks a block only when it is read) and says which snapshot the file holds.
SELECT
    snapshot.id,
    (
        SELECT
            count(*) + count(org) + count(period_start) + count(gender) + count(age) + count(category)
            + count(numerator) + count(denominator) + count(value) + count(mark)
        FROM published.cell
    )::BIGINT AS values_read
FROM published.snapshot
