from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from heed.matching import Description, Likeness, alike

KIM = Description(
    names=("Siân O’Hare", "Sian Price"),
    born=date(1984, 3, 7),
    age_band="30-49",
    address="12 Ash Road, Hertford",
    postcode="SG14 1AB",
    telephone="01632 960123",
)
EVERYTHING = ("same surname", "same first name", "same date of birth", "same address", "same postcode",
              "same telephone number")  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "reasons"),
    [
        (KIM, EVERYTHING),
        (Description(names=("Mrs SIAN O'HARE",)), ("same surname", "same first name")),
        (Description(names=("Sian Ann Price",)), ("same surname", "same first name")),
        (Description(names=("Siam Price",)), ("same surname", "first name one letter off")),
        (Description(names=("Sina Price",)), ("same surname", "first name one letter off")),
        (Description(names=("S Price",)), ("same surname", "same initial")),
        (Description(names=("Sian Pryce",)), ("surname one letter off", "same first name")),
        (Description(names=("Price, Sian",)), ("same names in another order",)),
        (Description(names=("Price",)), ("one name in common",)),
        (Description(names=("Dr",)), ()),
        (Description(names=("Robert Green",)), ()),
        (Description(born=date(1984, 3, 7)), ("same date of birth",)),
        (Description(born=date(1984, 7, 3)), ("same date of birth with day and month swapped",)),
        (Description(born=date(1985, 3, 7)), ("date of birth one digit off",)),
        (Description(born=date(1990, 12, 25)), ()),
        (Description(age_band="30-49"), ("about the same age",)),
        (Description(age_band="child"), ()),
        (Description(address="12 ASH RD HERTFORD"), ("same address",)),
        (Description(address="12 Ashe Road, Hertford"), ("nearly the same address",)),
        (Description(address="13 Ash Road, Hertford"), ()),
        (Description(postcode="sg141ab"), ("same postcode",)),
        (Description(postcode="SG14 2XY"), ("same postcode district",)),
        (Description(postcode="CA1 1AA"), ()),
        (Description(telephone="+44 1632 960 123"), ("same telephone number",)),
        (Description(telephone="07700 900456"), ()),
        (Description(), ()),
    ],
)
def test_the_reasons_say_what_is_alike(asked, reasons):
    assert alike(asked, KIM).reasons == reasons


@pytest.mark.parametrize(
    ("names", "others", "reasons"),
    [
        ("Kevin", "kevin", ("same name",)),
        ("Kevin", "Robert", ()),
        ("Jonathan Marsh", "Jonathon Marsh", ("same surname", "first name one letter off")),
        ("Katherine Marsh", "Kathryn Marsh", ("same surname", "similar first name")),
        ("Jo Fernandes", "Jo Fernandez-Silva", ("same first name",)),
        ("Al Ng", "Al Wu", ("same first name",)),
        ("Łukasz Żak", "Lukasz Zak", ("same surname", "same first name")),
    ],
)
def test_names(names, others, reasons):
    assert alike(Description(names=(names,)), Description(names=(others,))).reasons == reasons


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (Description(names=("Sian Price",)), True),
        (Description(names=("Price",), postcode="SG14 1AB"), True),
        (Description(telephone="01632960123"), True),
        (Description(born=date(1984, 3, 7)), True),
        (Description(address="12 Ash Road, Hertford", postcode="SG14 1AB"), True),
        (Description(names=("Sian Williamson",)), False),  # a first name only
        (Description(postcode="SG14 1AB"), False),  # neighbours share it
        (Description(names=("Sian Price",), born=date(1950, 11, 28), postcode="CA1 1AA"), False),  # a namesake
        (Description(), False),
    ],
)
def test_what_is_worth_showing(asked, shown):
    assert (alike(asked, KIM).score > 0) is shown


def test_the_score_is_the_sum_of_what_the_reasons_count():
    assert alike(KIM, KIM) == Likeness(-3 + 4 + 3.5 + 6 + 3 + 3 + 5, EVERYTHING)


names = st.lists(
    st.sampled_from(
        [
            "Siân Price",
            "Sian Pryce",
            "Price",
            "S. Price",
            "Price Sian",
            "Dr",
            "Robert Green",
            "Bob Greene",
            "Øystein Lie",
        ]
    )
    | st.text("abcéßÅ '-", max_size=12),
    max_size=3,
).map(tuple)
descriptions = st.builds(
    Description,
    names=names,
    born=st.none() | st.dates(date(1983, 1, 1), date(1985, 12, 31)),
    age_band=st.sampled_from(["", "child", "30-49"]),
    address=st.sampled_from(["", "12 Ash Road", "12 Ashe Rd", "13 Ash Road", "Flat 2, 12 Ash Road", "The Lodge"]),
    postcode=st.sampled_from(["", "SG14 1AB", "sg141ab", "SG14 2XY", "CA1 1AA", "1"]),
    telephone=st.sampled_from(["", "01632 960123", "+441632960123", "07700 900456", "0"]),
)
FIELDS = ["names", "born", "age_band", "address", "postcode", "telephone"]


@given(descriptions, descriptions)
def test_it_is_the_same_whichever_comes_first(one, other):
    assert alike(one, other) == alike(other, one)


@given(descriptions, descriptions, st.sampled_from(FIELDS))
def test_agreeing_in_a_field_never_counts_against(asked, known, field):
    assume(getattr(known, field))
    agreeing = replace(asked, **{field: getattr(known, field)})

    assert alike(agreeing, known).score >= alike(asked, known).score


@given(descriptions, descriptions)
def test_case_changes_nothing(one, other):
    loud = replace(one, names=tuple(name.upper() for name in one.names), address=one.address.upper())

    assert alike(loud, other) == alike(one, other)
