"""Picks are fair, keyed by the row, and independent of the block they come in."""

import numpy as np

from mailsim_desktop.contacts.draws import Drawer, _Field, draw_people
from mailsim_desktop.contacts.mix import load_mix
from mailsim_desktop.contacts.people import load_names

MIX = load_mix("b2c-eu")
NAMES = {code: load_names(code) for code in ("es", "de", "fr", "it", "gb")}


def test_people_do_not_depend_on_the_block():
    whole = draw_people(MIX, NAMES, seed=4, start=0, stop=300)
    parts = [
        *draw_people(MIX, NAMES, seed=4, start=0, stop=1),
        *draw_people(MIX, NAMES, seed=4, start=1, stop=300),
    ]

    assert whole == parts


def test_seeds_give_different_people():
    one = draw_people(MIX, NAMES, seed=4, start=0, stop=50)
    two = draw_people(MIX, NAMES, seed=5, start=0, stop=50)

    assert [person.name for person in one] != [person.name for person in two]


def test_weights_are_kept():
    drawer = Drawer(9, np.arange(100_000, dtype=np.int64))

    counts = np.bincount(drawer.pick(_Field.SHAPE, (70, 0, 30)), minlength=3) / 100_000

    assert abs(counts[0] - 0.7) < 0.01
    assert counts[1] == 0


def test_bounds_are_kept():
    picks = Drawer(9, np.arange(50_000, dtype=np.int64)).below(_Field.NUMBER, 60)

    assert (picks.min(), picks.max()) == (0, 59)
