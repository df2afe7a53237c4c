"""Office files that are the same bytes every time.

Owns: the times that Office formats write into their files. Must not know what the files hold.
"""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first time a zip file can hold: it stands for no time at all."""
PROPERTIES = "docProps/core.xml"
_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def with_fixed_times(content: bytes, moment: datetime) -> bytes:
    """Give the Office file with the moment as its times, also in workbooks inside it, and none in the zip."""
    result = BytesIO()
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(BytesIO(content)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith(".xlsx"):
                part = with_fixed_times(part, moment)
            elif name == PROPERTIES:
                part = _TIME.sub(rb"\g<1>" + stamp + rb"\g<3>", part)
            entry = ZipInfo(name, FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, part)
    return result.getvalue()
