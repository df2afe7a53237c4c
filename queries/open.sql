-- Run once for each snapshot, before anything else: attach the file read-only, then shut every other door for good.
-- {file} is the escaped path: DuckDB cannot bind it as a parameter.
ATTACH '{file}' AS published (READ_ONLY);
SET enable_external_access = false;
SET lock_configuration = true;
