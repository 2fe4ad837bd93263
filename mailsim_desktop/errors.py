"""Every failure that MailSim Desktop can explain, in one tree.

Anything raised outside this tree is a bug and keeps its traceback. This module
refuses to know about screens: `message` and `hint` are plain sentences, and each
border (dialog, terminal, retry loop) maps them in one place of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar


class MailSimError(Exception):
    """A failure with a message for people.

    Parameters
    ----------
    message : what happened, and where.
    hint : what to do about it; may be empty.
    """

    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.file = ""
        """Whole path of the file that the message names, where that is known."""

    def brief(self) -> str:
        """The message with the name of the file alone, for where a path would be in the way."""
        if not self.file:
            return self.message
        return self.message.replace(self.file, Path(self.file).name)


@contextmanager
def naming(path: Path | str) -> Iterator[None]:
    """Note on errors raised inside that their message names the file at `path`."""
    try:
        yield
    except MailSimError as error:
        if str(path) in error.message:
            error.file = str(path)
        raise


class UserError(MailSimError):
    """The person can fix it: a wrong file, name or value."""

    exit_code = 3


class SettingsError(UserError):
    """A setting or an option has a value that cannot work."""


class ImportFileError(UserError):
    """A list file cannot be read, or is not a list."""


class UnknownColumnError(ImportFileError):
    """The file has no column that holds e-mail addresses."""


class ScenarioError(UserError):
    """A scenario, policy or provider file is wrong or unknown."""


class TemplateError(UserError):
    """A message holds a merge field that does not exist."""


class NotFoundError(UserError):
    """A campaign, run or list of that number or name does not exist."""


class ExportError(UserError):
    """A file cannot be written where the person asked."""


class ConditionError(MailSimError):
    """The state of the machine stands in the way."""

    exit_code = 4


class StoreUnavailableError(ConditionError):
    """The database cannot be opened, read or written."""

    retryable = True


class StoreBusyError(ConditionError):
    """Another process held the database for longer than we wait."""

    retryable = True


class DatabaseLostError(ConditionError):
    """The database was deleted or replaced by another file while it was in use."""


class NotADatabaseError(ConditionError):
    """The file is not a MailSim database."""


class SchemaTooNewError(ConditionError):
    """The database was written by a newer version."""


class DiskFullError(ConditionError):
    """There is no room left for the database or for a report."""


class WorkerLostError(ConditionError):
    """Worker processes die faster than they can be replaced."""

    retryable = True


class ConflictError(MailSimError):
    """The world moved between reading and writing."""

    exit_code = 5


class InvalidTransitionError(ConflictError):
    """The thing is not in a state that allows this."""


class HostLostError(ConflictError):
    """Another process took over the driving of a run."""


class LeaseLostError(ConflictError):
    """Another worker took this shard over: the batch is void."""


class RunFailedError(ConflictError):
    """A run that was watched ended as failed, here or in another process."""


class CheckFailedError(MailSimError):
    """A check that was asked for came out negative."""

    exit_code = 6
