from __future__ import annotations

import re

import pytest

from mailsim_desktop.ui import act_words
from mailsim_desktop.ui.run_actions import RunAction

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


@pytest.mark.parametrize("action", RunAction)
def test_button_and_menu_call_an_act_the_same_but_for_the_letter(action: RunAction):
    in_menu = act_words.menu_words(action)

    assert re.findall(r"&\w", in_menu)
    assert act_words.button_words(action) == in_menu.replace("&", "")


def test_letters_differ_so_that_all_of_them_fit_one_menu():
    letters = {re.findall(r"&(\w)", act_words.menu_words(action))[0] for action in RunAction}

    assert len({letter.lower() for letter in letters}) == len(RunAction)
