"""What a worker's tick costs when 100 duties are due, among ten thousand open ones and among a million.

    python -m benchmarks.tick                     10,000 and 1,000,000 open duties on SQLite
    python -m benchmarks.tick 1000 10000          so many and so many
    HEED_TEST_DATABASE=postgres python -m benchmarks.tick

The bar: a tick costs at most 1.5 times as much with a million, because its cost grows with what is due and not with
what is open. A tick climbs a rung for each duty, writes its ledger entry and its messages, and sends them (here: into
files). Both databases stand side by side and tick in turn, so that whatever else the machine does hits both alike.
Everything is made in folders of its own and gone afterwards.
"""

import os
import subprocess
import sys
from statistics import median

TICKS, BAR = 25, 1.5


class Side:
    """One of the two databases, in a program of its own."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.took: list[tuple[float, float]] = []
        self.program = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.ticking", str(size)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def answer(self) -> str:
        """Wait for a line."""
        assert self.program.stdout is not None
        line = self.program.stdout.readline()
        assert line, f"the side with {self.size} ended"
        return line.strip()

    def tick(self) -> None:
        """Let it tick, and note what that took."""
        assert self.program.stdin is not None
        print(file=self.program.stdin, flush=True)
        wall, work = map(float, self.answer().split())
        self.took.append((wall, work))

    def show(self) -> float:
        """Print the medians, and return that of the clock."""
        wall, work = median(wall for wall, _ in self.took), median(work for _, work in self.took)
        print(f"{self.size:>10,} open, 100 due {wall:10.3f} s {work:10.3f} s CPU of the worker")
        return wall

    def end(self) -> None:
        """End it."""
        self.program.communicate()


def main() -> None:
    """Fill both, let them tick in turn, print."""
    sizes = [int(word) for word in sys.argv[1:]] or [10_000, 1_000_000]
    print(f"A tick on {os.environ.get('HEED_TEST_DATABASE') or 'sqlite'}, median of {TICKS}", flush=True)
    sides = [Side(size) for size in sizes]
    plans = [side.answer() for side in sides]
    for _ in range(TICKS):
        for side in sides:
            side.tick()
    walls = [side.show() for side in sides]
    for side in sides:
        side.end()
    ratio = walls[-1] / walls[0]
    print(f"ratio {ratio:.2f}, at most {BAR}: {'passed' if ratio <= BAR else 'FAILED'}")
    print("how due duties are found:", plans[-1])
    raise SystemExit(ratio > BAR)


if __name__ == "__main__":
    main()
