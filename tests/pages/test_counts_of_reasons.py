"""Why cells are hidden, on the method page: roughly, for the snapshot has no exact counts either."""

from dataclasses import replace
from typing import Any

from queries import catalogue
from queries.store import Snapshot


def test_the_method_page_tells_hundreds(application: Any, tiny: Snapshot) -> None:
    from pages.metod import counts_table  # noqa: PLC0415  a page can be imported only once the application is there

    assert application is not None
    facts = catalogue.facts(tiny)
    few = replace(facts, cells_protected_by_need=0, cells_protected_by_consequence=43)
    assert [row[1] for row in counts_table(few).rows[1:]] == ["43", "färre än 100", "färre än 100"]
    many = replace(facts, cells_protected_by_need=700, cells_protected_by_consequence=372)
    assert [row[1] for row in counts_table(many).rows[1:]] == ["1\u00a0072", "ungefär 700", "ungefär 400"]
