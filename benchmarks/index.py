"""The index in the database: how long it takes to make, how large it is, how long one check and one change take.

    python -m benchmarks.index --subjects 100000

    HEED_TEST_DATABASE=postgres python -m benchmarks.index

In a database of its own, which is gone afterwards.
"""

import time
from argparse import ArgumentParser
from collections.abc import Callable

import tests.environment  # noqa: F401  # first: it sets what Django reads

# isort: split
from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.matching.draw import draw
from heed.matching import face_of, faces_of
from heed.people.index.changes import Subject, put, rebuild
from heed.people.index.queries import likest, pool_of


def main() -> None:
    """Make an index of drawn subjects, a tenth of them warned of, and say what it costs."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--subjects", type=int, default=100_000)
    parser.add_argument("--checks", type=int, default=500)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        measure(options.subjects, options.checks)
        transaction.set_rollback(True)


def measure(many: int, checks: int) -> None:
    """Print what the index of so many subjects costs."""
    drawn = draw(31, many, checks // 2, checks // 2)
    pools = [pool_of(1, warned=False)] * 9 + [pool_of(1, warned=True)]
    subjects = [Subject(at, pools[at % 10], faces_of(entry)) for at, entry in enumerate(drawn.entries, 1)]
    questions = [face_of(each.told) for each in drawn.questions]
    began = time.perf_counter()
    rows = rebuild(subjects)
    print(f"{connection.vendor}, {many:,} subjects, {rows:,} faces: made in {time.perf_counter() - began:.1f} s")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE heed_posting, heed_listed, heed_tally")
    say("check among those warned of", [timed(lambda q=q: likest([pools[9]], q)) for q in questions])
    say("proposals among all", [timed(lambda q=q: likest([pools[0], pools[9]], q)) for q in questions])
    say("one change", [timed(lambda s=s: put(s._replace(pool=pools[0]))) for s in subjects[9 : checks * 10 : 10]])


def timed(what: Callable[[], object]) -> float:
    """Return how many milliseconds it took."""
    began = time.perf_counter()
    what()
    return (time.perf_counter() - began) * 1000


def say(what: str, times: list[float]) -> None:
    """Print the middle and the hundredth-worst."""
    found = sorted(times)
    print(f"{what}: p50 {found[len(found) // 2]:.1f} ms, p99 {found[len(found) * 99 // 100]:.1f} ms")


if __name__ == "__main__":
    main()
