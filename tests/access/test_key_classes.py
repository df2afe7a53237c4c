"""No address that a key opens gives a figure finer than its role may see, whatever is asked for.

Each figure here is a number of its own, so that it is recognised in every file it may turn up in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import product

import openpyxl
import pytest

from access.keys import KeyRole
from tests.access.attack_keys import bearer
from tests.access.running import Service, running
from tests.snapshots import Cell, indicator

CLASSES = {"sto1": "client", "utb1": "staff", "kast2": "restricted"}
PLACES = {"unit": "elsa", "area": "vald-och-skydd", "office": "socialkontoret"}
KINDS = {"month": "manad", "quarter": "kvartal", "tertial": "tertial", "year": "ar"}
FINE = {
    number: (sensitivity, level, kind, identity)
    for number, ((identity, sensitivity), level, kind) in enumerate(
        product(CLASSES.items(), PLACES, KINDS), start=71_000
    )
}
"""Every combination, by the number that stands for it."""
PICTURES = ("over-tid", "enheter", "uppdelning", "tva-ar", "rutor", "utbildning-och-fraga")


def seen_by(role: KeyRole) -> set[int]:
    """What the assignment lets the role see."""
    seen = set()
    for number, (sensitivity, level, kind, _) in FINE.items():
        is_whole = (level, kind) == ("office", "year")
        allowed = {
            "restricted": is_whole,
            "staff": role is KeyRole.LEDNING or level != "unit",
            "client": role is KeyRole.LEDNING or kind != "month",
        }
        if allowed[sensitivity]:
            seen.add(number)
    return seen


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    indicators = [
        indicator(identity, sensitivity=sensitivity, kind="count", denominator=None, position=position,
                  unit_of_measure="antal", genders=False, threshold=0)
        for position, (identity, sensitivity) in enumerate(CLASSES.items(), start=10)
    ]  # fmt: skip
    cells = [
        Cell(identity, level, PLACES[level], kind, date(2025, 1, 1), number, None, float(number))
        for number, (_, level, kind, identity) in FINE.items()
    ]
    folder = tmp_path_factory.mktemp("service")
    with running(folder, extra_cells=cells, extra_indicators=indicators) as service:
        yield service


def addresses() -> Iterator[str]:
    for identity in CLASSES:
        yield f"/api/v1/indicators/{identity}/cells"
        yield f"/api/v1/indicators/{identity}/cells.csv"
        for kind in KINDS.values():
            yield f"/api/v1/indicators/{identity}.jsonstat?period={kind}"
            yield f"/api/v1/indicators/{identity}/cells?period={kind}&enhet=elsa"
            for units in ("", "&enhet=elsa", "&enhet=elsa,frideborg"):
                chosen = f"period={kind}&ar=2025{units}"
                yield f"/ladda-ner/{identity}.csv?{chosen}"
                yield f"/ladda-ner/{identity}.xlsx?{chosen}"
                yield from (f"/ladda-ner/{identity}.svg?{chosen}&bild={picture}" for picture in PICTURES)
    for page, kind in product(("oversikt", "fraga"), KINDS.values()):
        yield f"/ladda-ner/sida/{page}.xlsx?period={kind}&ar=2025"
    yield from ("/rapport/namnd.xlsx?ar=2025&tertial=3", "/rapport/arsunderlag.xlsx?ar=2025")
    for identity, kind in product(CLASSES, KINDS.values()):
        yield f"/ladda-ner/sida/jamfor.xlsx?indikator={identity}&period={kind}&ar=2025"


def numbers_in(content: bytes, kind: str) -> set[int]:
    """The numbers of ours that stand in a file, however they are written."""
    if kind.endswith("sheet"):
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        cells = [str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row]
        text = "\n".join(cells)
    else:
        text = content.decode("utf-8")
    joined = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3})", "", text)
    return {int(found) for found in re.findall(r"(?<!\d)71\d{3}(?!\d)", joined)} & FINE.keys()


@pytest.mark.parametrize("role", KeyRole)
def test_a_key_sees_what_its_role_may_and_nothing_finer(service: Service, role: KeyRole) -> None:
    headers = bearer(service.key(role))
    seen: set[int] = set()
    for address in addresses():
        answer = service.get(address, headers)
        assert answer.status_code in {200, 400}, address
        found = numbers_in(answer.content, answer.headers["Content-Type"].partition(";")[0])
        assert found <= seen_by(role), (address, [FINE[number] for number in found - seen_by(role)])
        seen |= found
    assert seen == seen_by(role)
