"""Whatever is wrong with a file or a database: one clear message, its exit code, nothing written.

Each case is a process of its own, as a person starts it.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

pytestmark = pytest.mark.process

PERSON, MACHINE = 3, 4


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


def mailsim(*arguments: str | Path, prefix: tuple[str, ...] = ()) -> Ended:
    """Run a command as a person does and wait for its end."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "mailsim_desktop", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        timeout=60,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def png() -> bytes:
    """The smallest picture: one white pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def other_program(path: Path) -> None:
    database = sqlite.connect(path)
    database.execute("CREATE TABLE bookmarks (url TEXT)")
    database.execute("INSERT INTO bookmarks VALUES ('a')")
    database.commit()
    database.close()


def newer_version(path: Path) -> None:
    assert mailsim("--database", path, "db", "upgrade").code == 0
    database = sqlite.connect(path)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows_stored(path: Path) -> int:
    """Rows in all tables that a person's commands fill; 0 where there is no database yet."""
    if not path.exists():
        return 0
    database = sqlite.connect(path)
    tables = ("contacts", "lists", "imports", "campaigns", "runs")
    found = [database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables]
    database.close()
    return sum(found)


def assert_one_clear_message(ended: Ended, code: int, says: str) -> None:
    assert ended.code == code, ended.err
    assert ended.out == ""
    assert ended.err.count("Error: ") == 1
    assert ended.err.startswith("Error: ")
    assert says in ended.err
    assert len(ended.err.splitlines()) <= 2
    assert "Traceback" not in ended.err


FILES: dict[str, tuple[bytes | None, str]] = {
    "missing.csv": (None, "does not exist"),
    "picture.csv": (png(), "picture.csv"),
    "empty.csv": (b"", "empty"),
    "header.csv": (b"email,nombre\n", "header.csv"),
    "fruit.csv": (b"fruit,colour\napple,red\npear,green\n", "e-mail"),
}


@pytest.mark.parametrize("command", [("contacts", "import"), ("rehearse",)], ids=" ".join)
@pytest.mark.parametrize("name", [*FILES, "folder.csv"])
def test_file_that_is_no_list_is_refused_and_nothing_is_stored(
    tmp_path: Path, name: str, command: tuple[str, ...]
):
    if name == "folder.csv":
        says = "folder"
        (tmp_path / name).mkdir()
    else:
        data, says = FILES[name]
        if data is not None:
            (tmp_path / name).write_bytes(data)
    database = tmp_path / "x.sqlite3"

    ended = mailsim("--database", database, *command, tmp_path / name)

    assert_one_clear_message(ended, PERSON, says)
    assert name in ended.err
    assert rows_stored(database) == 0


@pytest.mark.parametrize(
    "command",
    [("contacts", "list"), ("rehearse", "list.csv"), ("db", "upgrade"), ("runs", "show", "1")],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("plant", "says"),
    [
        (lambda path: path.write_bytes(bytes(range(256)) * 64), "not a MailSim database"),
        (lambda path: path.write_text("ana@gmail.com\n" * 99), "not a MailSim database"),
        (other_program, "another program"),
        (newer_version, "newer version"),
        (Path.mkdir, "is a folder"),
    ],
    ids=["random-bytes", "text", "other-program", "newer-version", "folder"],
)
def test_database_that_is_not_ours_is_refused_and_not_touched(
    tmp_path: Path, plant, says: str, command: tuple[str, ...]
):
    place = tmp_path / "place"
    place.mkdir()
    plant(place / "x.sqlite3")
    before = contents(place)

    ended = mailsim("--database", place / "x.sqlite3", *command)

    assert_one_clear_message(ended, MACHINE, says)
    assert contents(place) == before


def powerless() -> tuple[str, ...]:
    """Words before a command that take root's power to write anywhere; none for other users."""
    if sys.platform == "win32":
        pytest.skip("folders have no write bit on Windows")
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and setpriv is not here to change that")
    return ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--")


@pytest.mark.parametrize("exists", [False, True], ids=["new", "existing"])
def test_database_in_a_folder_that_may_not_be_written_is_refused(tmp_path: Path, *, exists: bool):
    prefix = powerless()
    place = tmp_path / "place"
    place.mkdir()
    if exists:
        assert mailsim("--database", place / "x.sqlite3", "db", "upgrade").code == 0
    before = contents(place)
    place.chmod(0o500)
    try:
        ended = mailsim("--database", place / "x.sqlite3", "contacts", "list", prefix=prefix)
    finally:
        place.chmod(0o700)

    assert_one_clear_message(ended, MACHINE, str(place))
    assert "may not write" in ended.err
    assert contents(place) == before


def test_output_into_a_folder_that_may_not_be_written_is_refused(tmp_path: Path):
    prefix = powerless()
    place = tmp_path / "place"
    place.mkdir(mode=0o500)
    try:
        ended = mailsim("contacts", "sample", place / "people.csv", prefix=prefix)
    finally:
        place.chmod(0o700)

    assert_one_clear_message(ended, PERSON, str(place))
    assert contents(place) == {}


def test_home_that_may_not_be_written_is_refused_without_a_traceback(own_home: Path):
    prefix = powerless()
    own_home.chmod(0o500)
    try:
        ended = mailsim("contacts", "list", prefix=prefix)
    finally:
        own_home.chmod(0o700)

    assert_one_clear_message(ended, MACHINE, str(own_home))
    assert contents(own_home) == {}


def test_file_that_may_not_be_read_is_refused(tmp_path: Path):
    prefix = powerless()
    file = tmp_path / "secret.csv"
    file.write_text("email\nana@gmail.com\n")
    file.chmod(0)

    ended = mailsim("--database", tmp_path / "x", "contacts", "import", file, prefix=prefix)

    assert_one_clear_message(ended, PERSON, "secret.csv")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ("campaigns launch 9", PERSON, "no campaign 9"),
        ("runs digest 9", PERSON, "no run 9"),
        ("rehearse {list} --scenario classic-dem", PERSON, "classic-demo"),
        ("rehearse {list} --speed fast", PERSON, "--speed"),
        ("rehearse {list} --workers 0", PERSON, "--workers"),
        ("--database mysql:///x contacts list", PERSON, "mysql"),
        ("--database no/such/folder/x contacts list", MACHINE, "does not exist"),
    ],
)
def test_wrong_number_or_name_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, code: int, says: str
):
    database, people = tmp_path / "x.sqlite3", tmp_path / "people.csv"
    people.write_text("email\nana@gmail.com\n")
    monkeypatch.setenv("MAILSIM_DATABASE", str(database))

    ended = mailsim(*arguments.format(list=people).split())

    assert_one_clear_message(ended, code, says)
    assert rows_stored(database) == 0


@pytest.mark.parametrize(
    "arguments", ["nonsense", "contacts import", "runs show one", "--nonsense"]
)
def test_wrong_command_line_is_exit_code_2(arguments: str):
    ended = mailsim(*arguments.split())

    assert ended.code == 2
    assert ended.out == ""
    assert "Usage: mailsim" in ended.err
    assert "Traceback" not in ended.err
