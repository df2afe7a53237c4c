"""How the file of a known source is laid out: data/profiles/*.toml.

Owns what a profile may say, how profiles are read (all faults at once) and which one fits a file. A new
source is a new file there. Must not know sheets beyond their headings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.model.faults import CatalogueError, Fault, faults_of, value_text
from data.reading.grid import Cell, comparable, text_of

FOLDER = Path(__file__).resolve().parent.parent / "profiles"

FieldName = Literal[
    "indikator", "enhet", "period", "ar", "manad", "kvartal", "tertial", "kon", "aldersgrupp", "kategori",
    "antal", "namnare", "personer", "andel",
]  # fmt: skip


class Profile(BaseModel):
    """One known source.

    headings: all must stand in the header row for the profile to fit. columns: for each field, the headings
    it may have in this source. fixed: fields that are the same for the whole file. title: for each field, the
    words in front of its value in the rows above the table. values: for each field, the source's own words
    with ours.
    ignore: headings that are left out without a word. add_up: rows about the same figure are parts of it.
    answers: answers to questions, once given; same keys as in read_file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    description: str = ""
    headings: tuple[str, ...] = Field(min_length=1)
    columns: dict[FieldName, tuple[str, ...]] = Field(default_factory=dict)
    fixed: dict[FieldName, str] = Field(default_factory=dict)
    title: dict[FieldName, str] = Field(default_factory=dict)
    values: dict[FieldName, dict[str, str]] = Field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    add_up: bool = False
    answers: dict[str, str] = Field(default_factory=dict)

    @property
    def extra_headings(self) -> dict[str, str]:
        """The source's headings in comparable form, with the field each stands for."""
        return {comparable(word): name for name, words in self.columns.items() for word in words}

    def fits(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """Say whether one of the rows holds all the headings of the profile."""
        wanted = {comparable(heading) for heading in self.headings}
        return any(wanted <= {comparable(text_of(cell)) for cell in row} for row in rows)

    def value_of(self, name: str, cell: Cell) -> Cell:
        """Return our word for the source's own, or the cell as it is."""
        for field, words in self.values.items():
            if field == name:
                ours = {comparable(theirs): word for theirs, word in words.items()}
                return ours.get(comparable(text_of(cell)), cell)
        return cell

    def ignores(self, heading: str) -> bool:
        """Say whether the column with that heading is left out without a word."""
        return comparable(heading) in {comparable(ignored) for ignored in self.ignore}


def load_profiles(folder: Path) -> tuple[Profile, ...]:
    """Read every profile in the folder, in order of file name.

    CatalogueError with every fault of every file.
    """
    faults: list[Fault] = []
    found: dict[str, Profile] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            profile = Profile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            faults.append(Fault(path.name, "filen", value_text(str(error)), "giltig TOML i UTF-8"))
        except ValidationError as error:
            faults += faults_of(error, file=path.name, entry="profilen")
        else:
            if profile.id in found:
                faults.append(
                    Fault(path.name, "id", value_text(profile.id), "ett id som ingen annan profil har")
                )
            found[profile.id] = profile
    if faults:
        raise CatalogueError(faults)
    return tuple(found.values())


@cache
def known_profiles() -> tuple[Profile, ...]:
    """Return the profiles that come with the product."""
    return load_profiles(FOLDER)


def fitting_profile(rows: Sequence[Sequence[Cell]], profiles: Iterable[Profile]) -> Profile | None:
    """Return the profile with most headings among those that fit, or None."""
    fitting = [profile for profile in profiles if profile.fits(rows)]
    return max(fitting, key=lambda profile: len(profile.headings), default=None)
