-- Every indicator with its definition.
SELECT
    id, code, name, measure, page, kind, time, frequency, reported_at, numerator, denominator, unit_of_measure, direction,
    sensitivity, threshold, complement_sensitive, counts, genders, purpose, exclusions, source, owner, note,
    valid_from, valid_to,
    phrase_label, phrase, phrase_one, phrase_many, phrase_is_neuter, phrase_yes, phrase_no
FROM published.indicator
ORDER BY measure, position
