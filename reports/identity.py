"""Which report it is: what it is about, for whom, under which number, from which snapshot.

Owns what stands on every paper of a report. Must not know what the report says, or formats of files.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Identity:
    """Which report this is: the same identity always gives the same bytes.

    Attributes:
        title, subtitle: What it is about, and what it covers.
        snapshot: Id of the snapshot it is frozen to.
        published_at: When the snapshot was published (UTC); the date of the report.
        selection: `Urval: …`.
        source: `Källa: …`.
        demo: The words that the figures are made up; empty when they are not.
        file_stem: Name of its files without ending.
        author: Whose it is: office and municipality.
        committee: Which committee it goes to; empty when the catalogue does not say.
        registration: The registration number (diarienummer) of the assignment; empty likewise.
    """

    title: str
    subtitle: str
    snapshot: str
    published_at: datetime
    selection: str
    source: str
    demo: str
    file_stem: str
    author: str
    committee: str
    registration: str

    @property
    def owner(self) -> str:
        """`Socialnämnden · dnr SN 2023/0048`, as far as it is known."""
        return " · ".join(text for text in (self.committee, self._registered) if text)

    @property
    def keywords(self) -> str:
        """What a file is found by."""
        return ", ".join(text for text in (self.registration, self.snapshot) if text)

    @property
    def colophon(self) -> str:
        """What stands under everything: selection, source, registration number."""
        number = f" D{self._registered[1:]}." if self.registration else ""
        return f"{self.selection} {self.source}.{number}"

    @property
    def _registered(self) -> str:
        return f"dnr {self.registration}" if self.registration else ""
