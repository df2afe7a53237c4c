-- The one row that says what this snapshot is.
SELECT
    id, sequence, published_at, published_by, is_demo, data_until, catalogue_hash, len(input_hashes) AS input_files,
    application_version, cells_shown, cells_protected_by_need, cells_protected_by_consequence, corrections_waiting
FROM published.snapshot
