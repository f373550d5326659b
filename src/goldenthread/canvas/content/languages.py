"""The local people's words of the canvas in other languages, falling back to English word by word."""

from pathlib import Path
from types import MappingProxyType

from goldenthread.canvas.content.shapes import (
    LEVEL_COUNT,
    Canvas,
    FiveTexts,
    Language,
    Practice,
    TranslatedPractice,
    Translation,
    TranslationStatus,
)
from goldenthread.canvas.content.toml_tables import ContentFaulty, Fault, Table, read_table

ENGLISH = "en"
PSEUDO = "ar-x-pseudo"
_VOICE = "local_people"
_PSEUDO_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz?,", "ابثدعفجهيذكلمنوپقرستطڤغخةز؟،")


def english(source: Canvas) -> Translation:
    """Give the source itself in the shape of a translation, so that a page needs no special case."""
    return Translation(
        language=Language(ENGLISH, "English", "English", right_to_left=False, complete=True),
        version=source.version,
        status=TranslationStatus.SOURCE,
        translator=source.author,
        reviewed_by=source.reviewed_by,
        factor_titles=MappingProxyType({factor.number: factor.plain_title for factor in source.factors}),
        practices=MappingProxyType({practice.code: _in_english(practice) for practice in source.practices}),
        missing=(),
    )


def _in_english(practice: Practice) -> TranslatedPractice:
    return TranslatedPractice(
        code=practice.code,
        question=practice.questions[_VOICE],
        answers=practice.answers[_VOICE],
        why=practice.why,
        in_english=(),
    )


def pseudo(source: Canvas) -> Translation:
    """Make a right-to-left language of Arabic letters out of English, to test pages with.

    Square brackets stand at both ends of each text, so that a text cut short can be seen.
    """
    plain = english(source)
    practices = {
        code: TranslatedPractice(
            code=code,
            question=_pseudo_text(practice.question),
            answers=_five(tuple(_pseudo_text(answer) for answer in practice.answers)),
            why=_pseudo_text(practice.why),
            in_english=(),
        )
        for code, practice in plain.practices.items()
    }
    titles = {number: _pseudo_text(title) for number, title in plain.factor_titles.items()}
    return Translation(
        language=Language(
            PSEUDO,
            "Right-to-left, for tests",
            _pseudo_text("Right to left"),
            right_to_left=True,
            complete=True,
        ),
        version=source.version,
        status=TranslationStatus.PSEUDO,
        translator="Made by a program",
        reviewed_by="Nobody: these are not words",
        factor_titles=MappingProxyType(titles),
        practices=MappingProxyType(practices),
        missing=(),
    )


def _pseudo_text(text: str) -> str:
    return f"[{text.casefold().translate(_PSEUDO_LETTERS)}]"


def read_translation(path: Path, source: Canvas) -> Translation:
    """Read `translations/<language>/<version>.toml`; raise ContentFaulty with every fault."""
    faults: list[Fault] = []
    table = read_table(path, faults)
    if table is None:
        raise ContentFaulty(tuple(faults))
    translation = _translation(table, path, source)
    if faults:
        raise ContentFaulty(tuple(faults))
    return translation


def _translation(table: Table, path: Path, source: Canvas) -> Translation:
    titles, missing_titles = _read_titles(table.part("factor_titles"), source)
    practices = _read_practices(table.part("practices"), source)
    missing = [
        *missing_titles,
        *(
            f"{practice.code} {name}"
            for practice in source.quick_practices
            for name in practices[practice.code].in_english
        ),
    ]
    version = table.text("source_version")
    if version != source.version or path.stem != source.version:
        table.fault(
            "source_version", f"is {version!r}, in a file for {path.stem!r}, beside {source.version!r}"
        )
    translation = Translation(
        language=Language(
            code=path.parent.name,
            name=table.text("name"),
            native_name=table.text("native_name"),
            right_to_left=table.yes("right_to_left"),
            complete=not missing,
        ),
        version=version,
        status=_status(table),
        translator=table.text("translator"),
        reviewed_by=table.text("reviewed_by"),
        factor_titles=titles,
        practices=practices,
        missing=tuple(missing),
    )
    table.finish()
    return translation


def _status(table: Table) -> TranslationStatus:
    status = table.text("status")
    if status in (TranslationStatus.DRAFT, TranslationStatus.REVIEWED):
        return TranslationStatus(status)
    table.fault("status", f"is {status!r}, neither draft nor reviewed")
    return TranslationStatus.DRAFT


def _read_titles(table: Table, source: Canvas) -> tuple[MappingProxyType[int, str], list[str]]:
    titles, missing = {}, []
    for factor in source.factors:
        name = str(factor.number)
        if table.has(name):
            titles[factor.number] = table.text(name)
        else:
            titles[factor.number] = factor.plain_title
            missing.append(f"factor {name}")
    table.finish()
    return MappingProxyType(titles), missing


def _read_practices(table: Table, source: Canvas) -> MappingProxyType[str, TranslatedPractice]:
    practices = {}
    for practice in source.practices:
        words = table.part(practice.code) if table.has(practice.code) else None
        practices[practice.code] = _read_words(words, practice)
    table.finish()
    return MappingProxyType(practices)


def _read_words(table: Table | None, practice: Practice) -> TranslatedPractice:
    """Take the words that are there; the five answers stand or fall together: no scale mixes languages."""
    if table is None:
        table = Table({}, "", [])
    in_english = tuple(name for name in ("question", "answers", "why") if not table.has(name))
    words = TranslatedPractice(
        code=practice.code,
        question=practice.questions[_VOICE] if "question" in in_english else table.text("question"),
        answers=practice.answers[_VOICE]
        if "answers" in in_english
        else _five(table.texts("answers", count=LEVEL_COUNT)),
        why=practice.why if "why" in in_english else table.text("why"),
        in_english=in_english,
    )
    table.finish()
    return words


def _five(texts: tuple[str, ...]) -> FiveTexts:
    zero, one, two, three, four, *_ = (*texts, "", "", "", "", "")
    return zero, one, two, three, four
