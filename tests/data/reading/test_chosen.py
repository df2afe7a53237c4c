"""A human chooses how a file is read where our own decision was wrong; a source is known again."""

from data.reading import known_profiles
from data.reading.results import Reading
from data.reading.sources import source_of
from tests.data.reading.small_files import codes, figures, long_form, long_rows, read, workbook

ROW = ("FRÅ1", "Frideborg", "2025-01", None, None, None, 12, 20)
OTHER = ("FRÅ1", "Frideborg", "2025-02", None, None, None, 10, 18)


def chosen(content: str | bytes, **answers: str) -> Reading:
    given = {f"read:{name.replace('_', ':')}": value for name, value in answers.items()}
    name = "a.csv" if isinstance(content, str) else "a.xlsx"
    return read(content, name=name, answers=given)


def test_an_encoding_that_fits_is_used_and_one_that_does_not_is_refused() -> None:
    text = long_form("FRÅ1;Frideborg;2025-01;;;;12;20")
    assert chosen(text, encoding="UTF-8").layout[0].encoding == "UTF-8"
    assert chosen(text, encoding="").layout[0].encoding == "UTF-8"
    assert chosen(text, encoding="UTF-16").errors


def test_a_sheet_is_left_out_and_can_be_taken_in_again() -> None:
    book = workbook({"Jan": long_rows(ROW), "Feb": long_rows(OTHER)})
    assert len(figures(chosen(book))) == 2
    left = chosen(book, sheet_2="nej")
    assert [row[2] for row in figures(left)] == ["2025-01"]
    assert [(one.sheet, one.is_read) for one in left.layout] == [("Jan", True), ("Feb", False)]
    assert len(figures(chosen(book, sheet_2="ja"))) == 2


def test_what_is_left_out_is_still_searched_for_personal_data() -> None:
    book = workbook({"Jan": long_rows(ROW), "Feb": [["Namn", "Antal"], ["19900101-1239", 1]]})
    assert codes(chosen(book, sheet_2="nej").errors) == ["personal_data"]


def test_the_other_form_is_refused_where_there_is_none() -> None:
    assert chosen(long_form("FRÅ1;Frideborg;2025-01;;;;12;20"), form="wide").errors


def test_no_profile_reads_the_file_by_its_own_headings() -> None:
    text = "Organisation;Kurs;Antal med intyg;Antal anställda\nFrideborg;;3;9\n"

    def profile_of(answers: dict[str, str]) -> object:
        reading = read(text, name="a.csv", profiles=known_profiles(), answers=answers)
        return reading.layout[0].profile if reading.layout else None

    assert profile_of({}) == "lms"
    assert profile_of({"read:profile": "lms"}) == "lms"
    assert profile_of({"read:profile": "ingen"}) is None


def test_files_of_one_source_differ_only_in_their_dates() -> None:
    january, february, other = (
        source_of(name, None, None)
        for name in ("Fråga jan 2025.xlsx", "Fråga_februari-2025.xlsx", "Elsa.xlsx")
    )
    assert january == february != other
