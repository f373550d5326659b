"""What is wrong with files that go together."""

from dataclasses import dataclass

from goldenthread.core.tables import Fault


@dataclass(frozen=True, slots=True)
class FileFault:
    """One fault, and the file it is in."""

    file_name: str
    fault: Fault


class FilesFaulty(Exception):
    """Files with faults, from which nothing is taken. ``faults`` has every one of them."""

    def __init__(self, faults: tuple[FileFault, ...]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults")
