"""Fifty signed-in people of mixed roles who click a realistic mix, over real HTTP.

Run: `./punte bench load`, or `python benchmarks/load.py` with the DATABASE_*_URL of a seeded
database. `--seconds` how long (600 unless told), `--people` how many, `--think` the seconds a
person looks at a page, on average; 0 asks as fast as answers come. Ends with a code other than
zero when p95 > 300 ms, anything but the answer that was due came, or memory grew.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import threading
import time
from collections import Counter
from pathlib import Path

# Sets Django up, which the other imports need.
from benchmarks.main_path import seed  # isort: skip
from benchmarks.assistance import load
from benchmarks.clicking import Answer, Clicker, people
from benchmarks.processes import memory_of, served

P95_MS, GROWN_MB, WARM = 300.0, 25, 15.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--think", type=float, default=4.0)
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4),
                        help="processes of the web server")  # fmt: skip
    parser.add_argument("--persons", type=int, default=1_000_000, help="to seed when empty")
    options = parser.parse_args()
    seed(options.persons)
    answers: list[Answer] = []
    stop = threading.Event()
    with served(options.workers) as (pid, port):
        clickers = [
            Clicker(person, port, options.think, answers, stop) for person in people(options.people)
        ]
        print(f"{len(clickers)} people: {roles(clickers)}; load {load()}", flush=True)
        memory, lasted = click(clickers, pid, options.seconds, stop)
    warm = [answer for answer in answers if answer.at > WARM]
    return told(warm, lasted - WARM, memory)


def roles(clickers: list[Clicker]) -> str:
    counts = Counter(clicker.person.role for clicker in clickers)
    return ", ".join(f"{count} {role}" for role, count in counts.most_common())


def click(
    clickers: list[Clicker], pid: int, seconds: float, stop: threading.Event
) -> tuple[list[int], float]:
    """Let everybody click; megabytes of the server once it is warm, at times, and at the end."""
    start = time.monotonic()
    for clicker in clickers:
        clicker.begin(start)
    time.sleep(min(WARM * 2, seconds / 2))
    memory = [of_tree(pid)]
    while (left := start + seconds - time.monotonic()) > 0:
        time.sleep(min(left, 10))
        memory.append(of_tree(pid))
    stop.set()
    lasted = time.monotonic() - start
    for clicker in clickers:
        clicker.join(60)
    return memory, lasted


def of_tree(pid: int) -> int:
    """Resident megabytes of a process and of those it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return memory_of(pid)[0] + sum(memory_of(int(child))[0] for child in children)


def told(answers: list[Answer], seconds: float, memory: list[int]) -> int:
    """The tables, and whether all targets are met."""
    by_name: dict[str, list[float]] = {}
    for answer in answers:
        by_name.setdefault(answer.name, []).append(answer.seconds * 1e3)
    print(f"\n{'page':<30}{'asked':>7}{'median':>10}{'p95':>10}{'slowest':>10}")
    for name, times in sorted(by_name.items(), key=lambda pair: -part(pair[1], 0.95)):
        line = f"{statistics.median(times):8.0f}ms{part(times, 0.95):8.0f}ms{max(times):8.0f}ms"
        print(f"{name:<30}{len(times):>7}{line}")
    times = [answer.seconds * 1e3 for answer in answers]
    wrong = Counter(f"{answer.name}: {answer.wrong}" for answer in answers if answer.wrong)
    p95, grown = part(times, 0.95), memory[-1] - memory[0]
    rows = [
        ("requests a second", f"{len(times) / seconds:.1f}", "", True),
        ("median", f"{statistics.median(times):.0f} ms", "", True),
        ("p95", f"{p95:.0f} ms", f"≤ {P95_MS:.0f} ms", p95 <= P95_MS),
        ("errors", str(wrong.total()), "0", not wrong),
        ("memory of the web, warm", f"{memory[0]} MB", "", True),
        ("at the end", f"{memory[-1]} MB", f"≤ +{GROWN_MB} MB", grown <= GROWN_MB),
    ]
    print(f"\n{'what':<30}{'measured':>14}{'target':>14}  met")
    for what, measured, target, good in rows:
        print(f"{what:<30}{measured:>14}{target:>14}{('yes' if good else 'NO') * bool(target):>5}")
    for what, count in wrong.most_common(10):
        print(f"  {count} times {what}")
    print(f"over {seconds:.0f} s after {WARM:.0f} s of warming; load at the end {load()}")
    return 0 if all(row[3] for row in rows) else 1


def part(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    sys.exit(main())
