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

    def changed_at(self, at_us: int, rate: Rate | None) -> Schedule:
        """The same schedule to `at_us`; the jobs due from then on are spaced at `rate`.

        Without a rate they are all due at once. What was due before `at_us` stays so.
        """
        first = self._first_due(at_us)
        if first is None:
            return self
        kept = tuple(piece for piece in self.pieces if piece.seq < first)
        p, q = (0, 1) if rate is None else (rate.p, rate.q)
        return Schedule((*kept, Piece(first, at_us, p, q)))

    def _first_due(self, at_us: int) -> int | None:
        """Ordinal of the first job due at or after `at_us`; None where all are due before."""
        ends = [piece.seq for piece in self.pieces[1:]]
        for piece, end in zip(self.pieces, [*ends, None], strict=True):
            if piece.at_us >= at_us:
                return piece.seq
            if piece.p:
                first = piece.seq - (piece.at_us - at_us) * piece.q // piece.p  # rounded up
                if end is None or first < end:
                    return first
        return None

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
