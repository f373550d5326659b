"""The one form of every benchmark: cases side by side with a floor, printed as a table and as JSON.

A benchmark file lists its cases and calls ``main``::

    python benchmarks/methods.py [--only CASE ...] [--json FILE]

JSON holds a list with, for each case: case, seconds, p95_seconds, floor_seconds, ratio, memory_mb, queries,
bytes; null where one does not apply. Seconds are the median over the repeats, and their 95th percentile. The
floor is the least that any program must do for the same answer, timed in the same process right after.
"""

import argparse
import json
import math
import os
import pickle
import resource
import statistics
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Observed:
    """What a run may say about itself besides its time."""

    queries: int | None = None
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to time. ``ready`` prepares it, untimed, and returns what is timed; ``floor`` likewise."""

    name: str
    ready: Callable[[], Callable[[], object]]
    floor: Callable[[], Callable[[], object]] | None = None
    aim: str = ""
    repeats: int = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out, under the names that the JSON has."""

    case: str
    seconds: float
    p95_seconds: float
    floor_seconds: float | None
    ratio: float | None
    memory_mb: float | None
    queries: int | None
    bytes: int | None


def main(cases: Sequence[Case], arguments: Sequence[str] | None = None) -> int:
    """Run the cases that were asked for, print a table, write JSON when a file is named."""
    parser = argparse.ArgumentParser(description="Time this machine. Each case stands beside its floor.")
    parser.add_argument("--only", action="append", metavar="CASE", choices=[case.name for case in cases])
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args(arguments)
    chosen = [case for case in cases if asked.only is None or case.name in asked.only]
    width = max(len(case.name) for case in chosen)
    titles = (
        f"{'seconds':>9}  {'p95':>9}  {'floor':>9}  {'ratio':>6}  {'MB':>7}  {'queries':>7}  {'bytes':>9}"
    )
    print(f"{'case':<{width}}  {titles}  aim")
    found = []
    for case in chosen:
        measured = in_child(case)
        found.append(measured)
        print(
            f"{case.name:<{width}}  {measured.seconds:>9.4f}  {measured.p95_seconds:>9.4f}  "
            f"{_cell(measured.floor_seconds, '.4f'):>9}  "
            f"{_cell(measured.ratio, '.2f'):>6}  {_cell(measured.memory_mb, '.1f'):>7}  "
            f"{_cell(measured.queries, 'd'):>7}  {_cell(measured.bytes, 'd'):>9}  {case.aim}",
            flush=True,
        )
    if asked.json is not None:
        asked.json.write_text(
            json.dumps([asdict(measured) for measured in found], indent=2) + "\n", encoding="utf-8"
        )
    return 0


def in_child(case: Case) -> Measured:
    """Measure a case in a process of its own, so that its peak memory is its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            with os.fdopen(writing, "wb") as out:
                pickle.dump(measure(case), out)
            status = 0
        except BaseException:  # noqa: BLE001  (the child must end here, whatever went wrong)
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as incoming:
        told = incoming.read()
    _, ended = os.waitpid(child, 0)
    if ended != 0:
        raise SystemExit(f"{case.name} failed")
    measured: Measured = pickle.loads(told)
    return measured


def measure(case: Case) -> Measured:
    """Time a case in this process."""
    run = case.ready()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times, said = timed(run, case.repeats)
    seconds = statistics.median(times)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    floor = None if case.floor is None else statistics.median(timed(case.floor(), case.repeats)[0])
    observed = said if isinstance(said, Observed) else Observed()
    return Measured(
        case=case.name,
        seconds=seconds,
        p95_seconds=sorted(times)[max(0, math.ceil(0.95 * len(times)) - 1)],
        floor_seconds=floor,
        ratio=None if not floor else seconds / floor,
        memory_mb=memory,
        queries=observed.queries,
        bytes=observed.bytes,
    )


def timed(run: Callable[[], object], repeats: int) -> tuple[list[float], object]:
    """The time of each of some runs, and what the last one returned."""
    times, said = [], None
    for _ in range(repeats):
        start = time.perf_counter()
        said = run()
        times.append(time.perf_counter() - start)
    return times, said


def _cell(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)
