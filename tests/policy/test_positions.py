"""Where keys and values stand."""

import pytest

from heed.policy.positions import locate

TEXT = """\
top = 1
[a]
b = "x" # comment
"c d".e = { f = [1, # one
  "é", { g = 2 }] }
[[list]]
id = "one"
[[list.sub]]
x = 1
[[list.sub]]
x = 2
[[list]]
id = "two"
[list.more]
y = 3
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("top",), (1, 7)),
        (("a",), (2, 1)),
        (("a", "b"), (3, 5)),
        (("a", "c d", "e", "f", 0), (4, 18)),
        (("a", "c d", "e", "f", 1), (5, 3)),
        (("a", "c d", "e", "f", 2, "g"), (5, 14)),
        (("list", 0, "id"), (7, 6)),
        (("list", 0, "sub", 1, "x"), (11, 5)),
        (("list", 1, "id"), (13, 6)),
        (("list", 1, "more", "y"), (15, 5)),
        (("list", 1, "absent"), (12, 1)),
        (("absent",), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_values_stand_where_they_are_written(path, place):
    assert locate(TEXT).of_value(path) == place


def test_keys_stand_before_their_values():
    assert locate(TEXT).of_key(("a", "b")) == (3, 1)
    assert locate(TEXT).of_key(("list", 1, "more", "y")) == (15, 1)


def test_columns_are_counted_in_characters():
    assert locate('x = { "é" = 1, y = 2 }').of_value(("y",)) == (1, 1)
    assert locate('x = { "é" = 1, y = 2 }').of_value(("x", "y")) == (1, 20)


def test_what_cannot_be_parsed_has_the_places_before_it():
    assert locate('a = 1\nb = = "').of_value(("a",)) == (1, 5)
