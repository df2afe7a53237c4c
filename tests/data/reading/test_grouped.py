"""Messages that say the same of several places are told once."""

from data.reading.grouped import grouped
from data.reading.messages import message


def test_the_same_words_are_told_once_with_all_their_places() -> None:
    told = [
        message("no_denominator", row=row, column=f"kolumn: {row}", sheet="'Blad: 1'") for row in (7, 4, 9)
    ]
    (group,) = grouped([*told, told[0]])
    assert (group.rows_text, group.columns_text) == ("4, 7 och 9", "kolumn: 7, kolumn: 4 och kolumn: 9")
    assert group.text == (
        "Blad 'Blad: 1', rad 4, 7 och 9, kolumn kolumn: 7, kolumn: 4 och kolumn: 9: "
        "Nämnare saknas. Skriv hur många gruppen är i kolumnen namnare."
    )


def test_many_places_are_counted_and_other_words_stand_apart() -> None:
    many = [message("excel_error", row=row, column=str(row)) for row in range(1, 12)]
    first, second, whole = grouped([*many, message("negative", row=3, value="-1"), message("no_table")])
    assert first.rows_text == "1, 2, 3, 4, 5 och 6 till"
    assert first.columns_text == "1, 2, 3 och 8 till"
    assert second.text.startswith("Rad 3: '-1' är negativt.")
    assert (whole.rows_text, whole.columns_text) == ("", "")
    assert whole.text == message("no_table").message
