"""A program: paints all pictures of the corpus, hostile ones too, and says how many KiB the hungriest painter had."""

import resource
from contextlib import suppress

from heed.documents.files.pictures import painted_anew
from heed.documents.files.unfit import Unfit
from tests.documents.files import corpus


def main() -> None:
    """Say it on standard output."""
    for make, _ in (*corpus.GOOD.values(), *corpus.HOSTILE.values()):
        with suppress(Unfit):
            painted_anew(make())
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)  # noqa: T201  # printing is what it is for


if __name__ == "__main__":
    main()
