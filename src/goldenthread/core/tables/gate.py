"""The upload gate: what a file really is, and whether it may be opened.

Runs inside the child process; only the size is looked at before.
"""

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.core.tables.faults import refused
from goldenthread.core.tables.limits import Limits

_CHUNK = 1 << 16
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_MEMBER = re.compile(r"(?!__MACOSX/)(?:.*/)?[^/.][^/]*\.(?:csv|tsv|tab|txt)", re.IGNORECASE | re.DOTALL)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


class Format(StrEnum):
    """What kind of table a file holds."""

    TEXT = "text"
    XLSX = "xlsx"
    ODS = "ods"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that passed the gate."""

    format: Format
    content: bytes


def open_upload(content: bytes, limits: Limits) -> Opened:
    """Say what a file is from its content; its name is never trusted."""
    if not content.strip():
        raise refused("The file is empty.", "Check that you chose the right file, and save it again.")
    if content.startswith(b"PK\x03\x04"):
        return _open_zip(content, limits)
    if content.startswith(b"\x1f\x8b"):
        unpacked = _gunzip(content, limits)
        _refuse_nested(unpacked)
        return Opened(Format.TEXT, _text(unpacked))
    if content.startswith(_OLE):
        raise refused(
            "This is an older Excel workbook (.xls), or one locked with a password.",
            "Open it in your spreadsheet, take off any password, and save it as .xlsx or .csv.",
        )
    return Opened(Format.TEXT, _text(content))


def _text(content: bytes) -> bytes:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise refused(
            "This is a web page, whatever its name says.",
            "Open it in your spreadsheet and save it as .xlsx or .csv.",
        )
    if start.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"gif8", b"\xff\xd8\xff")):
        raise refused(
            "This is a document or a picture, not a table.", "Send a .csv, .tsv, .xlsx or .ods file."
        )
    _refuse_nested(content)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and b"\x00" in content:
        raise refused(
            "The file holds bytes that are not text.",
            "Save it again from your spreadsheet as .xlsx or .csv (UTF-8).",
        )
    return content


def _refuse_nested(content: bytes) -> None:
    if content.startswith((*_ARCHIVES, _OLE)):
        raise refused(
            "The file holds a packed file inside a packed file.", "Unpack it and send the table itself."
        )


def _gunzip(content: bytes, limits: Limits) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    most = min(limits.unpacked_bytes, limits.unpack_ratio * len(content))
    try:
        unpacked = unpacker.decompress(content, most + 1)
    except zlib.error:
        raise refused("The packed file is damaged.", "Pack it again, or send the table itself.") from None
    if len(unpacked) > most:
        raise _too_large()
    if not unpacker.eof:
        raise refused("The packed file is cut short.", "Pack it again, or send the table itself.")
    if unpacker.unused_data.strip(b"\x00"):
        raise refused("The packed file holds more than one part.", "Send the table itself, not packed.")
    return unpacked


def _open_zip(content: bytes, limits: Limits) -> Opened:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise refused(
            "The file is damaged and cannot be opened.", "Save it again and send the new copy."
        ) from None
    _check_members(members, len(content), limits)
    names = [member.filename for member in members]
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        _check_contents(archive, members, limits)
        return Opened(Format.XLSX, content)
    if "mimetype" in names and "content.xml" in names:
        parts = _check_contents(archive, members, limits, keep={"mimetype"})
        if parts["mimetype"].strip().startswith(_ODS_TYPE):
            return Opened(Format.ODS, content)
        raise refused("This is not a spreadsheet.", "Send a .csv, .tsv, .xlsx or .ods file.")
    tables = [member for member in members if _TEXT_MEMBER.fullmatch(member.filename)]
    if len(tables) != 1:
        raise refused(
            f"The packed file holds {len(tables)} tables; we can take one.",
            "Unpack it and send the table that you mean (.csv, .tsv, .xlsx or .ods).",
        )
    parts = _check_contents(archive, members, limits, keep={tables[0].filename}, plain=True)
    return Opened(Format.TEXT, _text(parts[tables[0].filename]))


def _check_members(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    if len(members) > limits.archive_members:
        raise refused("The file holds too many parts.", "Copy the table into a new workbook and send that.")
    if len({member.filename for member in members}) != len(members):
        raise refused("The file holds two parts of the same name.", "Save it again and send the new copy.")
    for member in members:
        if member.flag_bits & 0x1:
            raise refused("The file is locked with a password.", "Take the password off and send it again.")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise refused("The packed file holds a link.", "Send the table itself.")
    declared = sum(member.file_size for member in members)
    if declared > limits.unpacked_bytes or declared > limits.unpack_ratio * packed:
        raise _too_large()


def _check_contents(
    archive: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    limits: Limits,
    *,
    keep: frozenset[str] | set[str] = frozenset(),
    plain: bool = False,
) -> dict[str, bytes]:
    """Unpack every member in pieces, counting what really comes out; keep only those asked for."""
    total, kept = 0, {}
    for member in members:
        pieces, before = [], b""
        try:
            with archive.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    total += len(piece)
                    if total > limits.unpacked_bytes:
                        raise _too_large()
                    if not before and (piece.startswith(_ARCHIVES) or (plain and piece.startswith(_OLE))):
                        _refuse_nested(piece)
                    if member.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(before[-64:] + piece):
                        raise refused(
                            "The file asks to include other files.",
                            "Copy the table into a new workbook and send that.",
                        )
                    if member.filename in keep:
                        pieces.append(piece)
                    before = piece
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
            raise refused(
                "The file is damaged and cannot be opened.", "Save it again and send the new copy."
            ) from None
        if member.filename in keep:
            kept[member.filename] = b"".join(pieces)
    return kept


def _too_large() -> Exception:
    return refused(
        "The file unpacks to far more than a table of people's work would.",
        "Send only the sheet that is needed, without pictures or empty rows.",
    )
