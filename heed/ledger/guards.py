"""Triggers that make the database itself refuse to change an entry: against accidents and careless scripts.

Whoever owns the database can take them away; that is what the codes of the chain are for.
"""

from typing import Any, Final

SAYS: Final = "An entry in the ledger is never changed."

PUT_UP: Final = {
    "postgresql": (
        (
            "CREATE OR REPLACE FUNCTION heed_entry_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ),
        (
            "CREATE TRIGGER heed_entry_stays BEFORE UPDATE OR DELETE ON heed_entry "
            "FOR EACH ROW EXECUTE FUNCTION heed_entry_stays()"
        ),
    ),
    # Emptying whole tables between tests is a DELETE on SQLite (on PostgreSQL a TRUNCATE), so it refuses changes only.
    "sqlite": (
        f"CREATE TRIGGER heed_entry_stays BEFORE UPDATE ON heed_entry BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    ),
}
TAKE_DOWN: Final = {
    "postgresql": (
        "DROP TRIGGER IF EXISTS heed_entry_stays ON heed_entry",
        "DROP FUNCTION IF EXISTS heed_entry_stays()",
    ),
    "sqlite": ("DROP TRIGGER IF EXISTS heed_entry_stays",),
}


def put_up(_apps: Any, schema_editor: Any) -> None:
    """Put the triggers up, as a step of a migration; a later one that remakes the table on SQLite repeats it."""
    _run(PUT_UP, schema_editor)


def take_down(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers down, as the way back of that step."""
    _run(TAKE_DOWN, schema_editor)


def _run(statements: dict[str, tuple[str, ...]], schema_editor: Any) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
