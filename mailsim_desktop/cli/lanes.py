"""``mailsim lanes``: list, limit."""

from __future__ import annotations

from typing import Annotated

import typer

from mailsim_desktop.cli.output import Output, print_table
from mailsim_desktop.cli.runs import RunId
from mailsim_desktop.cli.summary import duration, rate_words
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.errors import SettingsError
from mailsim_desktop.services import interventions
from mailsim_desktop.services.metrics import Meter
from mailsim_desktop.services.queue_view import QueueView

_DIGITS = 20
PERIODS_S = {"s": 1, "min": 60, "h": 3600, "day": 86_400}


def build() -> typer.Typer:
    """Put the group together."""
    group = typer.Typer(
        help="Look at the lanes of a run; change their limits while it goes on.",
        no_args_is_help=True,
    )
    group.command("list")(list_)
    group.command("limit")(limit)
    return group


def list_(ctx: typer.Context, run_id: RunId) -> None:
    """List the lanes of a run: what is queued, the limit in force, and when each goes on."""
    output: Output = ctx.obj
    with output.store() as store:
        lanes = QueueView(run_id).read(store, Meter(run_id).read(store)).lanes
    data = {
        "run": run_id,
        "lanes": [
            {
                "lane": one.provider_group,
                "name": one.name,
                "state": str(one.state),
                "queued": one.queued,
                "per_s": one.per_s,
                "connections": one.connections,
                "rate": None if one.rate is None else one.rate.to_json(),
                "next_start_us": one.next_start_us,
            }
            for one in lanes
        ],
    }

    def text() -> None:
        rows = [
            (
                one.provider_group,
                str(one.state),
                one.queued,
                "–" if one.per_s is None else f"{one.per_s:.1f}",
                one.connections,
                rate_words(one.rate),
                duration(one.next_start_us),
            )
            for one in lanes
        ]
        print_table(("Lane", "State", "Queued", "Per s", "Conn.", "Limit", "Next start"), rows)

    output.emit("lanes list", data, text)


def limit(
    ctx: typer.Context,
    run_id: RunId,
    lane: Annotated[str, typer.Argument(metavar="LANE", help="Id of its provider group.")],
    rate: Annotated[
        str,
        typer.Argument(
            metavar="RATE", help="Attempts in a period, such as 10/s, 600/min, 5000/h; or 'none'."
        ),
    ],
    burst: Annotated[int, typer.Option(help="Attempts that may start at once.", min=1)] = 1,
) -> None:
    """Put another rate limit in force in one lane, from the run's horizon on."""
    output: Output = ctx.obj
    wanted = rate_of(rate, burst)
    with output.store() as store:
        made = interventions.change_rate(store, run_id, lane, wanted)
    data = {"run": run_id, "at_us": made.at_us, "kind": made.change.kind, **made.change.to_json()}
    words = "has no rate limit" if wanted is None else f"is limited to {rate}"
    text = f"Lane {lane} of run {run_id} {words} from {duration(made.at_us)} simulated time on."
    output.emit("lanes limit", data, text)


def rate_of(text: str, burst: int = 1) -> Rate | None:
    """The rate that `text` names; None for 'none'.

    Raises
    ------
    SettingsError : it is not written as a number and a period.
    """
    if text == "none":
        return None
    number, slash, period = text.partition("/")
    known = slash and period in PERIODS_S and number.isdecimal() and number.isascii()
    if not known or len(number) > _DIGITS or not int(number):
        raise _not_a_rate(text)
    return Rate(int(number), PERIODS_S[period] * SECOND_US, burst)


def _not_a_rate(text: str) -> SettingsError:
    return SettingsError(
        f"{text[:40]!r} is not a rate.",
        f"Write a whole number and a period ({', '.join(PERIODS_S)}), such as 600/min; or none.",
    )
