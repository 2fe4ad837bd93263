"""The frozen command, run by an ordinary user from a folder that is not theirs."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest

from mailsim_desktop.version import version
from smoke.person import Person, make_person
from smoke.programs import Programs
from smoke.watch import processes_of, wait_for, wait_until_none

SPEED = "20"
"""Simulated seconds a second: slow enough to be killed in the middle."""


def workers_of(bundle: Programs) -> list[psutil.Process]:
    """Worker processes that run now."""
    return [
        process
        for process in processes_of(bundle.folder)
        if "--multiprocessing-fork" in process.cmdline()
    ]


def test_version_is_the_one_of_the_project(bundle, person):
    done = person.run(bundle.command, "--version")

    assert (done.stdout, done.stderr) == (f"mailsim {version()}\n", "")


def test_rehearsal_has_the_digest_of_the_source_and_a_report(bundle, person, people, expected):
    found = bundle.ask(person, "rehearse", str(people))

    assert found["digest"] == expected["digest"]
    assert (found["state"], found["delivered"]) == ("completed", expected["delivered"])
    report = Path(found["reports"]["html"])
    assert found["digest"] in report.read_text(encoding="utf-8")
    assert sys.platform == "win32" or report.is_relative_to(person.home)


def test_nothing_is_written_beside_the_program(bundle, person, people):
    before = {path: path.lstat().st_mtime_ns for path in bundle.folder.rglob("*")}
    bundle.ask(person, "rehearse", str(people))

    assert {path: path.lstat().st_mtime_ns for path in bundle.folder.rglob("*")} == before


def test_run_is_made_by_worker_processes(bundle, person, people):
    process = person.start(bundle.command, "rehearse", str(people), "--speed", SPEED)
    seen = wait_for(lambda: len(workers_of(bundle)) == 2 and workers_of(bundle), "two workers")

    assert {worker.ppid() for worker in seen} == {main_process(process).pid}
    process.terminate()
    process.communicate(timeout=30)


def main_process(process) -> psutil.Process:
    """The program itself, which has taken the place of what limits it."""
    return psutil.Process(process.pid)


@pytest.mark.parametrize("how", ["kill", "terminate"])
def test_killed_in_the_middle_it_leaves_no_process_and_resumes(
    bundle, place, people, expected, how
):
    person = make_person(place, f"home-{how}")
    process = person.start(bundle.command, "rehearse", str(people), "--speed", SPEED)
    wait_for(lambda: bundle.attempts(person) > 100, "attempts")
    getattr(process, how)()
    process.communicate(timeout=30)
    wait_until_none(bundle.folder)

    run = bundle.resume(person)

    assert (run["state"], run["digest"]) == ("completed", expected["digest"])


def test_worker_that_is_killed_is_replaced_and_the_digest_is_the_same(
    bundle, person, people, expected
):
    process = person.start(bundle.command, "--json", "rehearse", str(people), "--speed", "10")
    victim = wait_for(lambda: workers_of(bundle), "a worker")[0]
    wait_for(lambda: bundle.attempts(person) > 100, "attempts")
    victim.kill()
    out, err = process.communicate(timeout=120)

    assert process.returncode == 0, err
    assert expected["digest"] in out


def test_list_that_cannot_be_read_is_told_without_a_traceback(bundle, person, place):
    done = person.run(bundle.command, "rehearse", str(place / "no está.csv"))

    assert done.returncode == 3
    assert "no está.csv" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="locales are made by glibc's tool")
@pytest.mark.parametrize("language", ["C", "es_ES.UTF-8", "tr_TR.ISO-8859-9"])
def test_language_of_the_system_does_not_matter(
    bundle, person, locales, people, expected, language
):
    assert language == "C" or (locales / language).is_dir()
    speaker = Person(person.home, language=language, locales=locales)

    found = bundle.ask(speaker, "rehearse", str(people))

    lists = bundle.ask(speaker, "contacts", "list")["lists"]
    assert (found["digest"], lists[0]["name"]) == (expected["digest"], people.stem)


def test_list_of_people_is_made_from_what_travels_along(bundle, person, people):
    file = Path(person.home / "people.csv")
    bundle.ask(person, "contacts", "sample", "--size", "3000", "--seed", "5", str(file))

    assert file.read_bytes() == people.read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--multiprocessing-fork",),
        ("--multiprocessing-fork", "pipe_handle=99999"),
        ("--multiprocessing-fork", "pipe_handle=0", "tracker_fd=1"),
        ("-c", "from multiprocess.resource_tracker import main;main('x')"),
        ("-c", "print('executed')"),
    ],
)
def test_command_line_of_a_child_in_wrong_hands_ends_with_a_message(bundle, person, arguments):
    done = person.run(bundle.command, *arguments)

    assert done.returncode != 0
    assert "executed" not in done.stdout
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
