"""What each invented person says: levels that differ in believable ways, from a seed."""

from dataclasses import dataclass
from random import Random
from typing import Any

from goldenthread.canvas.rules.answering import Answer
from goldenthread.canvas.terms import AnswerKind
from goldenthread.site.demo.story import chapter

_WORDS_SHARE = 0.16  # how many answers come with a sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a round: its row and its factor."""

    practice_id: int
    factor: int


class Crowd:
    """People of one scope in one round, who lean the same way because they live in the same place."""

    def __init__(self, rng: Random, *, year: int, scope_lean: dict[int, float]) -> None:
        self.rng = rng
        self.year = year
        self.scope_lean = scope_lean  # by factor: how this scope differs from the system
        self.opinions = chapter("opinions")

    def answers(self, voice: str, asked: tuple[Asked, ...]) -> dict[int, Answer]:
        """One person's answers, by practice id."""
        mood = self.rng.gauss(0, 0.35)  # some people are sunnier than others
        return {question.practice_id: self._answer(voice, question.factor, mood) for question in asked}

    def _answer(self, voice: str, factor: int, mood: float) -> Answer:
        profile = self.opinions["voice"][voice]
        chance = self.rng.random()
        dont_know = self._dont_know(voice, factor, profile)
        if chance < dont_know:
            return Answer(AnswerKind.DONT_KNOW)
        if chance < dont_know + profile["skip"]:
            return Answer(AnswerKind.SKIPPED)
        level = self._level(voice, factor, profile, mood)
        return Answer(AnswerKind.LEVEL, level, self._words(voice, level))

    def _dont_know(self, voice: str, factor: int, profile: dict[str, Any]) -> float:
        for hard in self.opinions["hard"]:
            if hard["factor"] == factor and hard["voice"] == voice:
                return hard["dont_know"]
        return profile["dont_know"]

    def _level(self, voice: str, factor: int, profile: dict[str, Any], mood: float) -> int:
        truth = self.opinions["factor"][str(factor)]
        centre = (
            truth["level"] + self.year * truth["a_year"] + self.scope_lean.get(factor, 0) + profile["lean"]
        )
        for split in self.opinions["split"]:
            if split["factor"] == factor and split["voice"] == voice and self.rng.random() < split["share"]:
                centre += split["apart"]
        return min(4, max(0, round(self.rng.gauss(centre + mood, profile["spread"]))))

    def _words(self, voice: str, level: int) -> str:
        if level == 2 or self.rng.random() > _WORDS_SHARE:
            return ""
        return self.rng.choice(self.opinions["words"][voice]["high" if level > 2 else "low"])


def lean_of(rng: Random) -> dict[int, float]:
    """How one scope differs from its system, factor by factor."""
    whole = rng.gauss(0, 0.25)
    return {factor: whole + rng.gauss(0, 0.35) for factor in range(1, 12)}


def channel_of(rng: Random, voice: str) -> str:
    """How an answer came in: most people write on the web, some local people do not."""
    if voice != "local_people":
        return "web"
    shares = chapter("opinions")["channels"]
    return rng.choices(list(shares), weights=list(shares.values()))[0]
