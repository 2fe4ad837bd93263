from __future__ import annotations

import pytest

from mailsim_desktop.ui.changes import Changes, Topic

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


def test_notice_reaches_those_who_show_one_of_its_topics_once_and_nobody_else():
    changes = Changes()
    heard: list[str] = []
    changes.subscribe(lambda: heard.append("both"), Topic.CAMPAIGNS, Topic.RUNS)
    changes.subscribe(lambda: heard.append("contacts"), Topic.CONTACTS)

    changes.tell(Topic.CAMPAIGNS, Topic.RUNS)
    assert heard == ["both"]

    changes.tell(Topic.CONTACTS)
    assert heard == ["both", "contacts"]


def test_a_change_of_nothing_is_not_told():
    changes = Changes()
    heard: list[object] = []
    changes.happened.connect(heard.append)

    changes.tell()

    assert heard == []
