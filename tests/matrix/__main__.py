"""`python -m tests.matrix [routes]`: write the permission matrix anew, or only the rows of the routes that are named.

Read what changed before it is committed.
"""

import tests.environment  # noqa: F401 - first: it sets what Django reads

# isort: split
import sys

import time_machine
from django.db import transaction
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

from tests.matrix import fields, run
from tests.matrix.world import NOW, World

setup_test_environment()
databases = setup_databases(verbosity=0, interactive=False)
with time_machine.travel(NOW, tick=False), transaction.atomic():
    world = World()
    run.FILE.write_text(run.written(run.anew(world, frozenset(sys.argv[1:]))), encoding="utf-8")
    fields.FILE.write_text(fields.written(fields.shown(world)), encoding="utf-8")
    transaction.set_rollback(True)
teardown_databases(databases, verbosity=0)
print(f"{run.FILE}\n{fields.FILE}")  # noqa: T201 - a command says what it did
