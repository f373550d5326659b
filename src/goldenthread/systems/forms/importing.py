"""Files, choices and confirmation for starting a system."""

from datetime import date
from typing import Any

from django import forms
from django.core import signing

from goldenthread.core.components.forms import DayField
from goldenthread.core.tables import TableRefused, read_upload, upload_bytes
from goldenthread.systems.imports.building import (
    carried,
    mostly_inside,
    parts_of,
    uncarried,
    wanted_system,
)
from goldenthread.systems.imports.faults import FileFault, FilesFaulty
from goldenthread.systems.imports.lookups import LOOKUP_HEADINGS, Board, Lookup, Part, read_lookup
from goldenthread.systems.imports.organisations import OrganisationRow, read_organisations
from goldenthread.systems.rules.importing import WantedSystem, short_system_name
from goldenthread.systems.terms import PLACE_SOURCE_NAMES, OrganisationKind, PlaceSource

_SALT = "systems.importing"
_HOURS = 12 * 60 * 60  # how long a page between the steps may lie open


class CarriedField(forms.CharField):
    """What an earlier step read, signed, so that the server keeps nothing between the steps."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:
        """The plain values that were carried."""
        try:
            return signing.loads(super().clean(value), salt=_SALT, max_age=_HOURS)
        except signing.BadSignature:
            raise forms.ValidationError("This page is too old. Start again.") from None


def to_carry(plain: Any) -> str:
    """Plain values as a signed text for a hidden box."""
    return signing.dumps(plain, salt=_SALT, compress=True)


class LookupForm(forms.Form):
    """One lookup of boards and their parts, or two that share small areas."""

    lookup = forms.FileField(error_messages={"required": "Choose the file that has integrated care boards"})
    second = forms.FileField(required=False)

    lookup_read: Lookup
    faults: tuple[FileFault, ...] = ()
    hashes: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Read the files; what is wrong with them goes beside the file, row by row into ``faults``."""
        cleaned = super().clean() or {}
        tables = []
        for name in ("lookup", "second"):
            if upload := cleaned.get(name):
                try:
                    tables.append(read_upload(upload, expect=LOOKUP_HEADINGS))
                except TableRefused as refused:
                    _add_refusal(self, name, refused)
        if self.errors:
            return cleaned
        self.hashes = tuple(table.sha256 for table in tables)
        try:
            self.lookup_read = read_lookup(*tables)
        except FilesFaulty as faulty:
            self.faults = faulty.faults
            self.add_error("lookup", _rows_faulty(faulty))
        return cleaned

    def to_carry(self) -> str:
        """What was read, for the next step."""
        return to_carry({"lookup": carried(self.lookup_read), "hashes": self.hashes})


class BoardForm(forms.Form):
    """Which board, which places, from which day, and which organisations."""

    carried = CarriedField()
    board = forms.ChoiceField(error_messages={"required": "Choose an integrated care board"})
    places = forms.ChoiceField(
        choices=[(source.value, name) for source, name in PLACE_SOURCE_NAMES.items()],
        error_messages={"required": "Choose what the places are"},
    )
    opened = DayField(missing="Enter the day from which the system is on record")
    organisations = forms.FileField(required=False)

    lookup: Lookup | None = None
    faults: tuple[FileFault, ...] = ()
    notices: tuple[str, ...] = ()
    rows: tuple[OrganisationRow, ...] = ()

    def __init__(self, *args: Any, carried: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["carried"].initial = carried
        try:
            plain = self.fields["carried"].clean(carried)
        except forms.ValidationError:
            return
        self.lookup, self.hashes = uncarried(plain["lookup"]), plain["hashes"]
        boards = [(board.code, board.name) for board in self.lookup.boards]
        self.fields["board"].choices = [("", "Choose a board"), *boards]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the organisations of the chosen board."""
        cleaned = super().clean() or {}
        if self.errors or self.lookup is None:
            return cleaned
        board, source = self.chosen_board(), PlaceSource(cleaned["places"])
        if source is not PlaceSource.NONE and not parts_of(board, source):
            self.add_error(
                "places", f"The files do not say which {PLACE_SOURCE_NAMES[source].lower()} lie in this board"
            )
        if cleaned["opened"] > date(date.max.year - 1, 1, 1):
            self.add_error("opened", "Enter a day that is not so far away")
        if upload := cleaned.get("organisations"):
            self._read_organisations(upload, board, cleaned["opened"])
        return cleaned

    def chosen_board(self) -> Board:
        """The board with the chosen code."""
        assert self.lookup is not None  # noqa: S101  # clean has seen it
        return next(board for board in self.lookup.boards if board.code == self.cleaned_data["board"])

    def to_carry(self) -> str:
        """The board and the organisations, for the next step."""
        board = self.chosen_board()
        narrowed = Lookup(None, (board,), ())
        rows = [[row.line, row.code, row.name, row.kind.value, row.place_code] for row in self.rows]
        opened, places = self.cleaned_data["opened"].isoformat(), self.cleaned_data["places"]
        return to_carry(
            {
                "lookup": carried(narrowed),
                "hashes": self.hashes,
                "rows": rows,
                "opened": opened,
                "places": places,
            }
        )

    def _read_organisations(self, upload: Any, board: Board, on: date) -> None:
        try:
            read = read_organisations(
                upload_bytes(upload), name=upload.name, board_ods_code=board.ods_code, on=on
            )
        except TableRefused as refused:
            _add_refusal(self, "organisations", refused)
        except FilesFaulty as faulty:
            self.faults = faulty.faults
            self.add_error("organisations", _rows_faulty(faulty))
        else:
            self.rows, self.notices = read.rows, read.notices


class MakeSystemForm(forms.Form):
    """The name and the places of the system, confirmed."""

    carried = CarriedField()
    name = forms.CharField(max_length=200, error_messages={"required": "Enter a name for the system"})
    chosen = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, carried: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["carried"].initial = carried
        self.board: Board | None = None
        try:
            plain = self.fields["carried"].clean(carried)
        except forms.ValidationError:
            return
        self.board = uncarried(plain["lookup"]).boards[0]
        self.source, self.opened = PlaceSource(plain["places"]), date.fromisoformat(plain["opened"])
        self.hashes = tuple(plain["hashes"])
        self.rows = tuple(
            OrganisationRow(line, code, name, OrganisationKind(kind), place)
            for line, code, name, kind, place in plain["rows"]
        )
        parts = parts_of(self.board, self.source)
        self.fields["chosen"].choices = [(part.code, _part_words(part)) for part in parts]  # type: ignore[attr-defined]
        self.fields["chosen"].initial = [part.code for part in parts if mostly_inside(part)]
        self.fields["name"].initial = short_system_name(self.board.name)

    def wanted(self) -> WantedSystem:
        """The system as it was confirmed, or as it is proposed before that."""
        assert self.board is not None  # noqa: S101  # the carried text was sound
        is_confirmed = self.is_bound and self.is_valid()
        return wanted_system(
            self.board,
            name=self.cleaned_data["name"] if is_confirmed else "",
            source=self.source,
            chosen=self.cleaned_data["chosen"] if is_confirmed else None,
            organisations=self.rows,
        )


def _part_words(part: Part) -> str:
    if part.inside_count == part.all_count:
        return part.name
    return f"{part.name} ({part.inside_count:,} of its {part.all_count:,} small areas lie in the board)"


def _add_refusal(form: forms.Form, name: str, refused: TableRefused) -> None:
    for reason in refused.reasons:
        form.add_error(name, f"{reason.what} {reason.mend}")


def _rows_faulty(faulty: FilesFaulty) -> str:
    count = len(faulty.faults)
    cells = "1 cell" if count == 1 else f"{count:,} cells"
    return f"{cells} cannot be used. Each is listed below. Nothing was imported."
