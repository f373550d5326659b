"""Decisions about a system's own canvas: what it asks, and what of it can be compared with the core.

The words of a practice travel as plain values, the same in an adaptation and in a round:
``title``, ``statement``, ``why``, ``evidence`` (a list), ``levels`` (five), ``questions`` (by voice) and
``answers`` (by voice, five each). A round adds ``translations``: by language ``question``, ``answers``,
``why`` and ``in_english``, the fields for which there are no words in that language.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldenthread.canvas.content.shapes import VOICES, Canvas, Practice, Translation
from goldenthread.canvas.terms import AdaptingRefusal, Origin, QuestionSet, Voice

WEIGHTS = range(1, 6)
# what people are asked and can answer; the help beside it can change without changing the question
ASKED = ("title", "statement", "levels", "questions", "answers")
WORDS = ("title", "statement", "why", "evidence", "levels", "questions", "answers")


@dataclass(frozen=True, slots=True)
class Change:
    """What a system does differently for one practice."""

    code: str
    wording: Mapping[str, Any] = field(default_factory=dict)  # only the words that differ; all, when added
    hidden: bool = False
    weight: int = 1
    reason: str = ""

    @property
    def added(self) -> bool:
        """Whether this practice is the system's own."""
        return is_local(self.code)

    @property
    def empty(self) -> bool:
        """Whether nothing differs from the core."""
        return not (self.wording or self.hidden or self.added) and self.weight == 1


@dataclass(frozen=True, slots=True)
class LocalPractice:
    """A practice as a system asks it."""

    code: str
    factor: int
    origin: Origin
    hidden: bool
    weight: int
    in_quick: bool
    words: Mapping[str, Any]
    reason: str = ""

    @property
    def title(self) -> str:
        """What the practice is called here."""
        return str(self.words["title"])


def is_local(code: str) -> bool:
    """Whether a code is that of an added practice, such as ``3.L1``."""
    return code.partition(".")[2].startswith("L")


def factor_of(code: str) -> int:
    """The factor that a code belongs to."""
    return int(code.partition(".")[0])


def next_code(factor: int, taken: Iterable[str]) -> str:
    """A code that no practice of this system has ever had."""
    numbers = [int(code.partition(".L")[2]) for code in taken if code.startswith(f"{factor}.L")]
    return f"{factor}.L{max(numbers, default=0) + 1}"


def words_of(practice: Practice) -> dict[str, Any]:
    """The words of a core practice as plain values."""
    return {
        "title": practice.title,
        "statement": practice.statement,
        "why": practice.why,
        "evidence": list(practice.evidence),
        "levels": list(practice.levels),
        "questions": dict(practice.questions),
        "answers": {voice: list(texts) for voice, texts in practice.answers.items()},
    }


def reworded(core: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """The core's words with a system's own in their place.

    Leaders choose among the level statements themselves, so new levels are new answers for them,
    unless the change has other words for leaders.
    """
    words = dict(core) | {name: changed[name] for name in WORDS if name in changed}
    for name in ("questions", "answers"):
        words[name] = dict(core.get(name, {})) | dict(changed.get(name, {}))
    leaders = Voice.LEADERS.value
    if "levels" in changed and leaders not in changed.get("answers", {}):
        words["answers"][leaders] = list(changed["levels"])
    return words


def differing(core: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The least that must be kept to turn the core's words into the wanted ones."""
    changed = {name: wanted[name] for name in WORDS if name in wanted and wanted[name] != core[name]}
    for name in ("questions", "answers"):
        if name in changed:
            changed[name] = {
                voice: text for voice, text in changed[name].items() if text != core[name].get(voice)
            }
    answers = changed.get("answers", {})
    if "levels" in changed and answers.get(Voice.LEADERS.value) == changed["levels"]:
        del answers[Voice.LEADERS.value]
    return {name: value for name, value in changed.items() if value}


def local_practices(core: Canvas, changes: Iterable[Change]) -> tuple[LocalPractice, ...]:
    """Every practice of a system's canvas, hidden ones too, factor by factor, added ones last."""
    by_code = {change.code: change for change in changes}
    found: list[LocalPractice] = []
    for factor in core.factors:
        found += [
            _adapted(practice, by_code.get(practice.code, Change(practice.code)))
            for practice in factor.practices
        ]
        own = [code for code in by_code if is_local(code) and factor_of(code) == factor.number]
        own.sort(key=lambda code: int(code.partition(".L")[2]))
        found += [_added(by_code[code], factor.number) for code in own]
    return tuple(found)


def asked_practices(
    practices: Sequence[LocalPractice], question_set: QuestionSet
) -> tuple[LocalPractice, ...]:
    """What a round asks: all that is not hidden, or for a quick round one practice a factor.

    When a system hides a factor's quick practice, the first that it does show stands in, so that a
    quick round still asks about every factor.
    """
    shown = [practice for practice in practices if not practice.hidden]
    if question_set is QuestionSet.FULL:
        return tuple(shown)
    quick: dict[int, LocalPractice] = {}
    for practice in shown:
        if practice.factor not in quick or practice.in_quick:
            quick[practice.factor] = practice
    return tuple(quick.values())


def translations_of(
    practice: LocalPractice, core: Canvas, translations: Iterable[Translation]
) -> dict[str, dict[str, Any]]:
    """A practice's words in other languages, by language; none when the system has its own words for it."""
    if practice.origin is Origin.ADDED:
        return {}
    original = core.practice(practice.code)
    people = Voice.LOCAL_PEOPLE.value
    same_question = practice.words["questions"][people] == original.questions[people]
    if not same_question or list(practice.words["answers"][people]) != list(original.answers[people]):
        return {}
    found = {}
    for translation in translations:
        words = translation.practices[practice.code]
        if {"question", "answers"} & set(words.in_english):
            continue
        found[translation.language.code] = {
            "question": words.question,
            "answers": list(words.answers),
            "why": words.why,
            "in_english": list(words.in_english),
        }
    return found


def wording_hash(words: Mapping[str, Any]) -> str:
    """A fingerprint of what people are asked, in every language: equal only for equal words."""
    asked: dict[str, Any] = {name: words[name] for name in ASKED}
    asked["translations"] = {
        language: {"question": texts["question"], "answers": texts["answers"]}
        for language, texts in words.get("translations", {}).items()
    }
    content = json.dumps(asked, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def missing_words(words: Mapping[str, Any], voices: Iterable[str] = VOICES) -> tuple[str, ...]:
    """The words that a practice cannot be asked without and does not have."""
    missing = [name for name in ("title", "statement") if not str(words.get(name, "")).strip()]
    if not _five(words.get("levels")):
        missing.append("levels")
    for voice in voices:
        if not str(words.get("questions", {}).get(voice, "")).strip():
            missing.append(f"questions.{voice}")
        if not _five(words.get("answers", {}).get(voice)):
            missing.append(f"answers.{voice}")
    return tuple(missing)


def why_not_adapt(
    *,
    is_system: bool,
    core: Canvas,
    change: Change,
    before: Mapping[str, Change],
    seen: int,
    latest_change: int,
) -> AdaptingRefusal | None:
    """Why a system cannot have this change; None when it can.

    ``seen`` is the version that the person was looking at, ``latest_change`` the newest version in which
    this practice changed: somebody else's change is never written over unseen.
    """
    if not is_system:
        return AdaptingRefusal.NOT_A_SYSTEM
    known = {practice.code: practice for practice in core.practices}
    if change.code not in known and not change.added:
        return AdaptingRefusal.NO_SUCH_PRACTICE
    if change.weight not in WEIGHTS:
        return AdaptingRefusal.WEIGHT_OUT_OF_RANGE
    if not change.empty and not change.reason.strip():
        return AdaptingRefusal.REASON_MISSING
    original = words_of(known[change.code]) if change.code in known else {"questions": {}, "answers": {}}
    if missing_words(reworded(original, change.wording)):
        return AdaptingRefusal.WORDS_MISSING
    if latest_change > seen:
        return AdaptingRefusal.CHANGED_MEANWHILE
    if before.get(change.code, Change(change.code)) == change:
        return AdaptingRefusal.NOTHING_CHANGED
    after = local_practices(core, (dict(before) | {change.code: change}).values())
    if not any(practice.factor == factor_of(change.code) and not practice.hidden for practice in after):
        return AdaptingRefusal.FACTOR_LEFT_EMPTY
    return None


def _adapted(practice: Practice, change: Change) -> LocalPractice:
    core = words_of(practice)
    words = reworded(core, change.wording)
    same = all(words[name] == core[name] for name in ASKED)
    return LocalPractice(
        code=practice.code,
        factor=practice.factor,
        origin=Origin.CORE if same else Origin.REWORDED,
        hidden=change.hidden,
        weight=change.weight,
        in_quick=practice.in_quick,
        words=words,
        reason=change.reason,
    )


def _added(change: Change, factor: int) -> LocalPractice:
    return LocalPractice(
        code=change.code,
        factor=factor,
        origin=Origin.ADDED,
        hidden=change.hidden,
        weight=change.weight,
        in_quick=False,
        words=reworded({"why": "", "evidence": [], "questions": {}, "answers": {}}, change.wording),
        reason=change.reason,
    )


def _five(texts: Any) -> bool:
    return isinstance(texts, (list, tuple)) and len(texts) == 5 and all(str(text).strip() for text in texts)
