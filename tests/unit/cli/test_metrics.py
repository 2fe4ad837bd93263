"""``mailsim metrics`` prints what Prometheus reads, and nothing else."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.unit.cli.conftest import Typing


@pytest.mark.usefixtures("completed")
def test_it_prints_the_text_format_and_nothing_else(typed: Typing):
    ended = typed("metrics --run 1")

    assert (ended.code, ended.err) == (0, "")
    families = {one.name: one for one in text_string_to_metric_families(ended.out)}
    assert sum(one.value for one in families["mailsim_recipients"].samples) == 120
    assert ended.out.endswith("\n")


@pytest.mark.usefixtures("completed")
def test_with_json_it_prints_one_object_with_the_same_samples(typed: Typing):
    samples = typed("--json metrics").data["samples"]

    found = [one for one in samples if one["name"] == "mailsim_run_state" and one["value"] == 1]
    assert [one["labels"] for one in found] == [{"run": "1", "state": "completed"}]


def test_a_run_that_is_not_there_is_an_error_of_the_person(typed: Typing):
    ended = typed("metrics --run 7")

    assert (ended.code, ended.out) == (3, "")
    assert "There is no run 7." in ended.err
