"""Make published files: small ones with invented areas, and where the real ones are."""

import os
from pathlib import Path

from goldenthread.core.tables import Table, read_table
from making.files import csv_file

AS_PUBLISHED = (
    "LSOA21CD",
    "LSOA21NM",
    "SICBL24CD",
    "SICBL24CDH",
    "SICBL24NM",
    "ICB24CD",
    "ICB24CDH",
    "ICB24NM",
)
BOARD = ("E54000901", "QZ1", "NHS Wessbury Integrated Care Board")
OTHER_BOARD = ("E54000902", "QZ2", "NHS Norrow ICB")
SUB_ICBS = (("E38000901", "90A", "NHS Wessbury ICB - 90A"), ("E38000902", "90C", "NHS Wessbury ICB - 90C"))
OTHER_SUB_ICB = ("E38000903", "90D", "NHS Norrow ICB - 90D")


def lookup_rows() -> list[tuple[str, ...]]:
    """Six small areas: four in Wessbury's two sub-ICB locations, two in Norrow."""
    homes = [(SUB_ICBS[0], BOARD)] * 2 + [(SUB_ICBS[1], BOARD)] * 2 + [(OTHER_SUB_ICB, OTHER_BOARD)] * 2
    return [(f"E0190000{at}", f"Area {at}", *sub, *board) for at, (sub, board) in enumerate(homes, start=1)]


def lookup_file() -> bytes:
    """Small areas to sub-ICB locations to boards, with the publisher's headings."""
    return csv_file(AS_PUBLISHED, *lookup_rows(), encoding="utf-8-sig")


def authorities_file() -> bytes:
    """Small areas to local authorities: two in Wessbury, of which one reaches into Norrow."""
    homes = ["Eastdale", "Eastdale", "Eastdale", "Marsh", "Marsh", "Marsh"]
    codes = {"Eastdale": "E06000901", "Marsh": "E07000901"}
    rows = [(f"E0190000{at}", codes[name], name) for at, name in enumerate(homes, start=1)]
    return csv_file(("lsoa21_code", "ltla24_code", "ltla24_name"), *rows)


def table_of(content: bytes, name: str = "lookup.csv") -> Table:
    """A file as our reader gives it."""
    return read_table(content, name=name)


def report_file(*rows: tuple[str, str, str, str, str]) -> bytes:
    """An ODS report of (code, name, board, opened, closed), without headings."""
    return csv_file(
        *(
            (
                code,
                f'"{name}"',
                "Y99",
                board,
                *([""] * 6),
                opened,
                closed,
                "A",
                "",
                "90A",
                *([""] * 10),
                "4",
                "",
            )
            for code, name, board, opened, closed in rows
        )
    )


def open_data(path: str) -> Path | None:
    """A real published file, when GOLDENTHREAD_OPEN_DATA says where they are."""
    folder = os.environ.get("GOLDENTHREAD_OPEN_DATA")
    return Path(folder) / path if folder else None
