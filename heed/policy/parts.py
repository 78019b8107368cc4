"""Keys that several sections of a policy file share."""

from heed.policy.shapes import CLAUSE, TEXT, WORD, Key, table


def clause(about: str = "The clauses that it serves.", *, needed: bool = True) -> dict[str, Key]:
    """Return the key “clause”, which says which clauses an entry serves."""
    return {"clause": Key(CLAUSE, about, needed)}


ID = {"id": Key(WORD, "Its name in this file, and in the files that extend it.", True)}
OPTION = table({"word": Key(WORD, "The word that is kept.", True),
                "label": Key(TEXT, "What people read.", True)}, "an option with “word” and “label”")  # fmt: skip
