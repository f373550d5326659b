"""Which files may be kept as evidence. What a file is, its content says, never its name alone."""

import io
import zipfile
from dataclasses import dataclass

from goldenthread.canvas.terms import EvidenceRefusal

MOST_BYTES = 10 * 1024 * 1024
_MOST_ENTRIES = 5000
_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that we keep: the end of its name and how it is served."""

    extension: str
    content_type: str


_KINDS = {
    kind.extension: kind
    for kind in (
        FileKind("pdf", "application/pdf"),
        FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        FileKind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        FileKind("odt", "application/vnd.oasis.opendocument.text"),
        FileKind("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        FileKind("csv", "text/csv; charset=utf-8"),
        FileKind("txt", "text/plain; charset=utf-8"),
        FileKind("png", "image/png"),
        FileKind("jpg", "image/jpeg"),
    )
}
EXTENSIONS = tuple(_KINDS)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as somebody sent it."""

    name: str
    content: bytes


def kind_named(file_name: str) -> FileKind:
    """How a file that we keep is served; its name was checked against its content when it came."""
    return _KINDS[_extension(file_name)]


def why_not_take(file: SentFile) -> EvidenceRefusal | None:
    """Why a file cannot be kept; None when it can."""
    if not file.content:
        return EvidenceRefusal.FILE_EMPTY
    if len(file.content) > MOST_BYTES:
        return EvidenceRefusal.FILE_TOO_LARGE
    extension = _extension(file.name)
    if extension not in _KINDS:
        return EvidenceRefusal.FILE_KIND
    if extension not in _kinds_of(file.content):
        return EvidenceRefusal.FILE_NOT_AS_NAMED
    return None


def tidy_name(name: str) -> str:
    """A file's own name without folders or marks that could mislead, for the download."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in bare if letter.isprintable() and letter not in '"<>|:*?')
    stem, dot, extension = kept.rpartition(".")
    extension = "jpg" if extension.lower() == "jpeg" else extension.lower()
    return f"{stem.strip()[: _NAME_LENGTH - 10] or 'file'}{dot}{extension}"


def _extension(name: str) -> str:
    extension = name.rpartition(".")[2].lower()
    return "jpg" if extension == "jpeg" else extension


def _kinds_of(content: bytes) -> frozenset[str]:
    if content.startswith(b"%PDF-"):
        return frozenset({"pdf"})
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return frozenset({"png"})
    if content.startswith(b"\xff\xd8\xff"):
        return frozenset({"jpg"})
    if content.startswith(b"PK\x03\x04"):
        return _kinds_of_package(content)
    return frozenset({"csv", "txt"}) if _is_text(content) else frozenset()


def _kinds_of_package(content: bytes) -> frozenset[str]:
    """Office files are packages. Only their list of contents is read, so nothing can swell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            names = {entry.filename for entry in entries}
            if len(entries) > _MOST_ENTRIES or any(name.lower().endswith("vbaproject.bin") for name in names):
                return frozenset()
            if "[Content_Types].xml" in names:
                return frozenset(
                    extension
                    for extension, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"))
                    if part in names
                )
            first = entries[0] if entries else None
            if first is None or first.filename != "mimetype" or first.file_size > _NAME_LENGTH:
                return frozenset()
            said = package.read(first).decode("ascii", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return frozenset()
    return frozenset(kind.extension for kind in _KINDS.values() if kind.content_type == said)


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return not any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text)
