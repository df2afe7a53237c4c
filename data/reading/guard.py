"""What a file is, and whether it may be opened at all: before anything is parsed.

Owns the checks on raw bytes: size, kind, extension, encryption, zip and XML bombs. Must not know sheets or
cells.
Workbooks are unpacked here, part by part under measured limits, and packed again: the parser never sees a
byte that has not been counted, whatever the file claims about itself.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from data.reading import limits
from data.reading.refusal import RefusedFileError

Kind = Literal["text", "xlsx"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TEXT_EXTENSIONS = frozenset({".csv", ".txt", ".tsv", ".tab"})
_WORKBOOK_EXTENSIONS = frozenset({".xlsx"})
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_BIT = 0x1
_PLAIN_EXTENSION = re.compile(r"\.[a-z]{1,5}")


@dataclass(frozen=True)
class Checked:
    """A file that may be parsed. parts: the XML parts of a workbook by name; empty for text."""

    kind: Kind
    content: bytes
    parts: dict[str, bytes]


def check(content: bytes, *, name: str) -> Checked:
    """Return the file ready for parsing; RefusedFileError with a clear reason otherwise."""
    extension = PurePath(name).suffix.casefold()
    if not content.strip():
        raise RefusedFileError("file_empty")
    if len(content) > limits.MOST_BYTES:
        raise RefusedFileError("file_too_big", limit=limits.MOST_BYTES // 1_000_000)
    _refuse_known_formats(extension)
    if content.startswith(_OLE):
        encrypted = _ENCRYPTED_STREAM in content
        raise RefusedFileError("encrypted" if encrypted else "old_excel")
    if content.startswith(_ZIP):
        return _check_zip(content, extension)
    if content.startswith(_BINARY):
        raise RefusedFileError("unknown_type")
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<meta", b"<table", b"<body")):
        raise RefusedFileError("html_file")
    if extension in _WORKBOOK_EXTENSIONS:
        raise RefusedFileError("damaged")
    if extension not in _TEXT_EXTENSIONS or start.startswith(b"<"):
        raise RefusedFileError("unknown_type")
    if _is_statistics_format(content):
        raise RefusedFileError("background_format")
    return Checked("text", content, {})


def _refuse_known_formats(extension: str) -> None:
    known = {
        ".xls": "old_excel",
        ".ods": "open_document",
        ".xlsm": "macro_workbook",
        ".xltm": "macro_workbook",
        ".xlsb": "binary_workbook",
        ".px": "background_format",
        ".json": "background_format",
    }
    if extension in known:
        raise RefusedFileError(known[extension])


def _is_statistics_format(content: bytes) -> bool:
    start = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"CHARSET=", b"AXIS-VERSION=")) or re.match(rb'MATRIX\s*=\s*"', start):
        return True
    if not start.startswith((b"{", b"[")):
        return False
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _check_zip(content: bytes, extension: str) -> Checked:
    if extension not in _WORKBOOK_EXTENSIONS:
        shown = extension if _PLAIN_EXTENSION.fullmatch(extension) else "något okänt"
        raise RefusedFileError("wrong_extension", extension=shown, found="en arbetsbok (.xlsx)")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            parts = {entry.filename: _read(archive, entry) for entry in entries if _is_needed(entry.filename)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        # RuntimeError and NotImplementedError: an encrypted part or an unknown packing method.
        raise RefusedFileError("damaged") from None
    names = {name.casefold() for name in parts}
    if "mimetype" in {entry.filename for entry in entries} and "content.xml" in names:
        raise RefusedFileError("open_document")
    if not any(name.endswith("workbook.xml") for name in names):
        raise RefusedFileError("unknown_type")
    return Checked("xlsx", _packed(parts), parts)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.MOST_ENTRIES or sum(e.file_size for e in entries) > limits.MOST_UNPACKED:
        raise RefusedFileError("zip_bomb")
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.RATIO_FROM and ratio > limits.MOST_RATIO:
            raise RefusedFileError("zip_bomb")
        if entry.flag_bits & _ENCRYPTED_BIT:
            raise RefusedFileError("encrypted")
        if entry.filename.casefold().endswith("vbaproject.bin"):
            raise RefusedFileError("macro_workbook")
    if len({entry.filename for entry in entries}) != len(entries):
        raise RefusedFileError("damaged")


def _is_needed(name: str) -> bool:
    """Only XML is opened; pictures, printer settings and embedded objects stay closed."""
    return name.casefold().endswith((".xml", ".rels", ".vml"))


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        part = stream.read(
            entry.file_size + 1
        )  # one more than declared shows a file that lies about its size
    if len(part) > entry.file_size:
        raise RefusedFileError("zip_bomb")
    if _DOCTYPE.search(part) or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedFileError("doctype")  # UTF-16 could hide a declaration from the search above
    return part


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            if not name.casefold().endswith(".vml") and "/drawings/" not in name.casefold():
                archive.writestr(name, part)
    return buffer.getvalue()
