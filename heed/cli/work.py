"""`heed work`: one worker, until it is told to stop."""

import logging
import os
import platform
import signal
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from typing import Any, Final

from heed.jobs import Worker

STOPS: Final = (signal.SIGTERM, signal.SIGINT)


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the options of `heed work`."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, "example:\n  heed work\n"
    parser.add_argument("--once", action="store_true", help="do what has come due now, once, and end")


def handle(options: Mapping[str, Any]) -> None:
    """Work; at a signal finish the row in hand and end."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    worker = Worker(f"{platform.node()[:40]}:{os.getpid()}")
    for each in STOPS:
        signal.signal(each, lambda _number, _frame: worker.stopping.set())
    if options["once"]:
        worker.tick()
    else:
        worker.work()
