"""What the tests run in: set before Django reads its settings, so this is the first import of `conftest.py`.

A folder of its own for keys and files, a database of its own (HEED_TEST_DATABASE says which: sqlite or postgres).
"""

import atexit
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django
from django.conf import settings
from django.db import connections

from tests.cluster import cluster

until_the_end = ExitStack()
atexit.register(until_the_end.close)
DATA = Path(until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="heed-tests-")))
DATABASE = os.environ.get("HEED_TEST_DATABASE") or "sqlite"

FOR_TESTS = ("HEED_TEST", "HEED_LONG")
for name in [name for name in os.environ if name.startswith("HEED_") and not name.startswith(FOR_TESTS)]:
    del os.environ[name]  # what a developer set for their own installation is none of the tests' business
(DATA / "static").mkdir()
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "heed.settings",
    "HEED_DATA": str(DATA),
    "HEED_STATIC": str(DATA / "static"),
    "DATABASE_URL": "",
}
if DATABASE == "postgres":
    os.environ["DATABASE_URL"] = until_the_end.enter_context(cluster())
elif DATABASE != "sqlite":
    raise SystemExit(f"HEED_TEST_DATABASE is “{DATABASE}”; write sqlite or postgres.")

# The real hash takes half a second of work each; pages are served from where their files lie.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
django.setup()

database = connections["default"].settings_dict
if DATABASE == "sqlite":
    # In a file, so that the live server's threads have connections of their own, as they do in use.
    database["TEST"]["NAME"] = str(DATA / "test.sqlite3")
    database["OPTIONS"]["init_command"] = database["OPTIONS"]["init_command"].replace(
        "synchronous=FULL", "synchronous=OFF"
    )
