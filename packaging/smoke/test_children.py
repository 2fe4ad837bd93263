"""The run-time hook in a tiny frozen program: with it children work, without it they swarm."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bundle.__main__ import ROOT

from smoke.person import NOBODY, Person, is_root
from smoke.watch import end, processes_of, wait_until_none

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the process limit is Linux's")

HOOK = ROOT / "packaging" / "hooks" / "multiprocess_children.py"
PROGRAM = """
import sys
import multiprocess

if __name__ == "__main__":
    multiprocess.freeze_support()
    methods = [word for word in sys.argv if word in ("fork", "forkserver")]
    context = multiprocess.get_context(methods[0] if methods else "spawn")
    queue, event = context.Queue(), context.Event()
    with context.Pool(2) as pool:
        squares = pool.map(lambda number: number * number, range(5))
    process = context.Process(
        target=lambda event, queue: (event.wait(20), queue.put("from the child")),
        args=(event, queue),
    )
    process.start()
    event.set()
    print(squares, queue.get(timeout=20))
    process.join()
"""


@pytest.fixture(scope="module")
def freeze(place: Path) -> Callable[..., Path]:
    """Freezes the tiny program with the given options; returns its executable."""
    script = place / "tiny.py"
    script.write_text(PROGRAM, encoding="utf-8")

    def build(name: str, *options: str) -> Path:
        subprocess.run(
            [
                sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
                "--name", name, "--distpath", str(place / "tiny"), "--workpath",
                str(place / f"build-{name}"), "--specpath", str(place), *options, str(script),
            ],
            check=True,
        )  # fmt: skip
        return place / "tiny" / name / name

    return build


@pytest.fixture(scope="module")
def hooked(freeze: Callable[..., Path]) -> Path:
    """The tiny program as ours is frozen."""
    return freeze("hooked", "--runtime-hook", str(HOOK))


@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_pool_lambda_queue_and_event_work_in_a_frozen_program(
    person: Person, hooked: Path, method: str
):
    done = person.run(hooked, method)

    assert (done.stdout, done.stderr) == ("[0, 1, 4, 9, 16] from the child\n", "")
    wait_until_none(hooked.parent)


def test_without_the_hook_the_program_starts_itself_again_and_again(
    person: Person, freeze: Callable[..., Path]
):
    program = freeze("bare")
    before = semaphores()
    process = person.start(program, "spawn")
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            process.communicate(timeout=5)
        swarm = len(processes_of(program.parent))
    finally:
        while left := processes_of(program.parent):  # each that dies is started once more
            end(left)
        process.communicate()
        for path in semaphores() - before:  # whoever would have removed them is dead
            path.unlink()

    assert swarm > 4


def semaphores() -> set[Path]:
    """Named semaphores of the user who runs the programs."""
    owner = NOBODY if is_root() else os.getuid()
    place = Path("/dev/shm")  # noqa: S108 # where the kernel keeps them
    return {path for path in place.glob("sem.mp-*") if path.stat().st_uid == owner}
