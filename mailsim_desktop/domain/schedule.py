"""When a lane's fresh jobs are due: a piecewise-linear function of their ordinal (rule R4).

A piece starts at an ordinal and an instant and adds p/q microseconds per job.
A change of rate appends a piece and never changes an earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailsim_desktop.domain.rate import Rate


@dataclass(frozen=True, slots=True)
class Piece:
    """From job `seq` on: due at ``at_us + (n - seq) * p // q``."""

    seq: int
    at_us: int
    p: int
    q: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Pieces in order of their first ordinal; the first starts at ordinal 0."""

    pieces: tuple[Piece, ...]

    @classmethod
    def at_once(cls) -> Schedule:
        """All first attempts due at 0."""
        return cls((Piece(0, 0, 0, 1),))

    @classmethod
    def at_rate(cls, rate: Rate) -> Schedule:
        """First attempts spaced evenly at `rate`."""
        return cls((Piece(0, 0, rate.p, rate.q),))

    def due_us(self, seq: int) -> int:
        """Due time in microseconds since the start of the run of the job with ordinal `seq`."""
        piece = next(piece for piece in reversed(self.pieces) if piece.seq <= seq)
        return piece.at_us + (seq - piece.seq) * piece.p // piece.q

    def to_json(self) -> list[list[int]]:
        """Form kept in the lane's row."""
        return [[piece.seq, piece.at_us, piece.p, piece.q] for piece in self.pieces]

    @classmethod
    def from_json(cls, data: list[list[int]]) -> Schedule:
        """Read what `to_json` wrote."""
        return cls(tuple(Piece(*piece) for piece in data))
