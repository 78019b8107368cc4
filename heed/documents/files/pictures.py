"""Pictures are painted anew by a program that runs apart (`repainting`), so that only their dots are kept."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from heed.documents.files import repainting
from heed.documents.files.unfit import Unfit

PROGRAM: Final = Path(repainting.__file__)
LONGEST: Final = 20  # seconds by the clock on the wall; the program's own limit is of work
SAID: Final = {repainting.TOO_MANY_DOTS: "too-many-dots", repainting.SEVERAL: "several"}


def painted_anew(content: bytes) -> bytes:
    """Return the picture as JPEG or PNG without anything beside its dots. Unfit where that cannot be done."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, and nothing typed is among the words
            [sys.executable, "-I", str(PROGRAM)],
            input=content,
            capture_output=True,
            timeout=LONGEST,
            env={},  # no key and no password is there to be found
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unfit("too-many-dots") from None
    if done.returncode or not done.stdout:
        # Ended by a signal: it used up its time.
        raise Unfit(SAID.get(done.returncode, "too-many-dots" if done.returncode < 0 else "damaged"))
    return done.stdout
