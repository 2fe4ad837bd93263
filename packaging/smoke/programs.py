"""The two programs of a bundle, wherever it stands, and what they print."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bundle import identity

from smoke.person import Person
from smoke.watch import wait_for

SUFFIX = ".exe" if sys.platform == "win32" else ""
CONFLICT = 5


@dataclass(frozen=True)
class Programs:
    """The folder that holds them."""

    folder: Path

    @property
    def window(self) -> Path:
        """The program with the window."""
        return self.folder / (identity.WINDOW + SUFFIX)

    @property
    def command(self) -> Path:
        """The program for the terminal."""
        return self.folder / (identity.command() + SUFFIX)

    def ask(self, person: Person, *arguments: str) -> Any:
        """What the command answers to `arguments`, as data."""
        done = person.run(self.command, "--json", *arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["data"]

    def newest_run(self, person: Person) -> dict[str, Any] | None:
        """The newest run in the person's database, or None."""
        runs = self.ask(person, "runs", "list")["runs"]
        return runs[0] if runs else None

    def attempts(self, person: Person) -> int:
        """Attempts of the newest run so far."""
        run = self.newest_run(person)
        return self.ask(person, "runs", "show", str(run["run"]))["attempts"] if run else 0

    def wait_for_run(self, person: Person, state: str, seconds: float = 60) -> dict[str, Any]:
        """Wait until the newest run is in `state`; returns it."""

        def look() -> dict[str, Any] | None:
            run = self.newest_run(person)
            return run if run and run["state"] == state else None

        return wait_for(look, f"a run that is {state}", seconds) or {}

    def resume(self, person: Person) -> dict[str, Any]:
        """Resume run 1 of campaign 1, whose driver was killed, to its end; returns the run.

        For five seconds it counts as being driven.
        """

        def resumed() -> bool:
            done = person.run(self.command, "campaigns", "resume", "1", "--speed", "max")
            assert done.returncode in {0, CONFLICT}, done.stderr
            return done.returncode == 0

        wait_for(resumed, "a resumed run")
        run: dict[str, Any] = self.ask(person, "runs", "show", "1")
        return run
