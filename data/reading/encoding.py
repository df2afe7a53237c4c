"""From bytes to text: which encoding a text file has.

Owns the decision (byte order mark, then strict UTF-8, then Windows-1252) and the mending of doubly encoded
letters. Must not know tables. We decide by our own checks: guessing libraries call Swedish files Cyrillic.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from data.reading.refusal import RefusedFileError

# What å, ä, ö, Å, Ä, Ö, é and the no-break space look like when UTF-8 has been read as Windows-1252.
_DOUBLE = re.compile("Ã[¥¤¶…„–©\x85\x84\x96\xa5\xa4\xb6\xa9\xa0]|Â[\xa0\xad]|â€[“”™\x93\x94\x99]")
_CODECS = {"UTF-8": "utf-8-sig", "Windows-1252": "cp1252", "UTF-16": "utf-16"}
_REPLACEMENT = "\ufffd"
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\x0b\x1a")
_BYTES_OF_TEXT = bytes(range(32, 256)) + "".join(sorted(_ALLOWED_CONTROLS)).encode()


@dataclass(frozen=True)
class Text:
    """Decoded text. encoding: the name shown to the reader. repairs: message codes of what was mended."""

    text: str
    encoding: str
    repairs: tuple[str, ...] = ()


CHOICES = ("UTF-8", "Windows-1252", "UTF-16")
"""What a human may choose instead of our own decision."""


def decode(content: bytes, *, chosen: str | None = None) -> Text:
    """Return the text of the bytes. chosen: one of CHOICES, decided by a human.

    RefusedFileError when it cannot be read or its letters are beyond mending.
    """
    decoded = _strict(content, _CODECS[chosen], chosen) if chosen in _CODECS else _decode(content)
    controls = sum(1 for c in decoded.text[:20_000] if c < " " and c not in _ALLOWED_CONTROLS)
    if controls:
        raise RefusedFileError("unreadable_text")
    if _REPLACEMENT in decoded.text:
        raise RefusedFileError("broken_letters")
    if not _DOUBLE.search(decoded.text):
        return decoded
    return Text(mend(decoded.text), decoded.encoding, (*decoded.repairs, "double_encoded"))


def is_double_encoded(text: str) -> bool:
    """Say whether the text holds letters that look doubly encoded."""
    return bool(_DOUBLE.search(text))


def mend(text: str) -> str:
    """Return doubly encoded text as it was meant; RefusedFileError when it does not round-trip."""
    try:
        mended = b"".join(_as_windows_1252(character) for character in text).decode("utf-8")
    except UnicodeError:
        raise RefusedFileError("broken_letters") from None
    if _DOUBLE.search(mended):
        raise RefusedFileError("broken_letters")
    return mended


def _decode(content: bytes) -> Text:
    if content.startswith(codecs.BOM_UTF8):
        return _strict(content[len(codecs.BOM_UTF8) :], "utf-8", "UTF-8 med BOM")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(content, "utf-16", "UTF-16")
    sample = content[:4096]
    if sample.count(0) > len(sample) // 4:  # Latin text in UTF-16 without mark: every other byte is zero
        name = "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"
        return _strict(content, name, "UTF-16")
    try:
        return Text(content.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        if content.translate(None, _BYTES_OF_TEXT):
            raise RefusedFileError("unreadable_text") from None
        return Text(_from_windows_1252(content), "Windows-1252", ("windows_1252",))


def _strict(content: bytes, codec: str, shown: str) -> Text:
    try:
        return Text(content.decode(codec), shown)
    except UnicodeDecodeError:
        raise RefusedFileError("broken_letters") from None


def _from_windows_1252(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise RefusedFileError("broken_letters") from None


def _as_windows_1252(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode(
            "latin-1"
        )  # five bytes have no letter in Windows-1252 and stay control characters
