"""From files to rows: what units send in, read, checked and told about in Swedish.

Owns reading. Must not know the store, publishing or the web.
"""

from data.reading.profiles import Profile, known_profiles, load_profiles
from data.reading.reader import read_file
from data.reading.results import Choice, Layout, Message, PreviewRow, Question, Reading, ReportedRow

__all__ = [
    "Choice",
    "Layout",
    "Message",
    "PreviewRow",
    "Profile",
    "Question",
    "Reading",
    "ReportedRow",
    "known_profiles",
    "load_profiles",
    "read_file",
]
