"""Other ways to do the same work, on the same draw in the same run."""

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from benchmarks.matching.draw import Draw
from heed.matching import face_of, faces_of
from heed.matching.faces import Face


def rapidfuzz_brute(drawn: Draw) -> tuple[float, float, float]:
    """Return (first, at 1 in 1000, at 5 in 1000) of a mean of four fields' likeness over every live entry."""
    places = [at for at, live in enumerate(drawn.live) if live]
    known = [faces_of(drawn.entries[at])[0] for at in places]
    asked = [face_of(each.told) for each in drawn.questions]
    meant = np.array([each.meant for each in drawn.questions])
    total = np.zeros((len(asked), len(known)), np.float32)
    weight = np.zeros((len(asked), len(known)), np.float32)
    for read in (_name, _born, _address, _postcode):
        ours, theirs = [read(face) for face in asked], [read(face) for face in known]
        told = np.outer([bool(text) for text in ours], [bool(text) for text in theirs])
        total += np.where(told, cdist(ours, theirs, scorer=fuzz.ratio, dtype=np.float32), 0)
        weight += told
    score = np.where(weight > 0, total / np.maximum(weight, 1), 0)
    best = score.argmax(axis=1)
    top = score[np.arange(len(asked)), best]
    right = np.array(places)[best] == meant
    on, off = meant >= 0, np.sort(top[meant < 0])[::-1]
    found = [float((right & (top > off[int(len(off) * rate)]))[on].mean()) for rate in (0.001, 0.005)]
    return float(right[on].mean()), found[0], found[1]


def line(found: tuple[float, float, float]) -> str:
    """Return the figures under their headings."""
    first, at_1, at_5 = found
    gap = " " * 14 * 5
    return f"{first:13.4f}{gap} {at_1:13.4f} {at_5:13.4f}"


def _name(face: Face) -> str:
    return " ".join((*face.name.given, *face.name.surname))


def _born(face: Face) -> str:
    return f"{face.day.year:04}{face.day.month:02}{face.day.day:02}" if face.day.year else ""


def _address(face: Face) -> str:
    return " ".join(part for part in face.address if part)


def _postcode(face: Face) -> str:
    return face.postcode
