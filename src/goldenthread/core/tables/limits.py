"""How much of a file we are willing to read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of the upload gate. The command line may raise ``file_bytes`` for its own operator."""

    file_bytes: int = 10_000_000
    unpacked_bytes: int = 100_000_000
    archive_members: int = 200
    unpack_ratio: int = 200
    rows: int = 100_000
    columns: int = 200
    cells: int = 2_000_000
    cell_characters: int = 32_000
    memory_bytes: int = 1_000_000_000
    cpu_seconds: int = 20
    wall_seconds: int = 30
