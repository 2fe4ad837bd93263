"""``mailsim campaigns``: create, list, show, launch, pause, resume, cancel."""

from __future__ import annotations

from typing import Annotated

import typer

from mailsim_desktop.cli import options
from mailsim_desktop.cli.driving import drive
from mailsim_desktop.cli.output import Output, print_table
from mailsim_desktop.cli.summary import print_summary
from mailsim_desktop.domain.priority import Priority
from mailsim_desktop.services import campaigns, launching, results, runs
from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.services.contacts import find_list
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.rehearsal import CONTENT, SUBJECT

CampaignId = Annotated[
    int,
    typer.Argument(metavar="CAMPAIGN", help="Number of the campaign.", min=1, max=options.MAX_ID),
]


def build() -> typer.Typer:
    """Put the group together."""
    group = typer.Typer(help="Write campaigns and run them.", no_args_is_help=True)
    group.command("create")(create)
    group.command("list")(list_)
    group.command("show")(show)
    group.command("launch")(launch)
    group.command("pause")(pause)
    group.command("resume")(resume)
    group.command("cancel")(cancel)
    return group


def create(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the campaign.")],
    list_name: Annotated[str, typer.Option("--list", help="List of contacts to write to.")],
    subject: Annotated[str, typer.Option(help="Subject; may hold {nombre} and {email}.")] = SUBJECT,
    content: Annotated[str, typer.Option(help="Content; may hold {nombre} and {email}.")] = CONTENT,
) -> None:
    """Add a campaign as a draft."""
    output: Output = ctx.obj
    with output.store() as store:
        found = find_list(store, list_name)
        campaign_id = campaigns.create_campaign(
            store, name=name, subject=subject, content=content, list_id=found.id
        )
    output.emit(
        "campaigns create",
        {"campaign": campaign_id, "name": name},
        f"Campaign {campaign_id} created. Launch it with: mailsim campaigns launch {campaign_id}",
    )


def list_(ctx: typer.Context) -> None:
    """List all campaigns with the progress of their latest runs."""
    output: Output = ctx.obj
    with output.store() as store:
        rows = campaigns.list_campaigns(store)

    def text() -> None:
        heads = ("No.", "Campaign", "State", "Recipients", "Progress", "Sent", "Failed", "Queued")
        print_table(heads, [_cells(row) for row in rows])

    output.emit("campaigns list", {"campaigns": [_json(row) for row in rows]}, text)


def _cells(row: CampaignRow) -> tuple[object, ...]:
    return (
        row.campaign.id,
        row.campaign.name,
        row.state_words,
        None if row.run is None else row.run.recipients,
        None if row.progress is None else f"{row.progress:.1%}",
        row.sent,
        row.failed,
        row.queued,
    )


def _json(row: CampaignRow) -> dict[str, object]:
    return {
        "campaign": row.campaign.id,
        "name": row.campaign.name,
        "list": row.campaign.list_name,
        "state": str(row.campaign.state),
        "state_words": row.state_words,
        "run": None if row.run is None else row.run.id,
        "recipients": None if row.run is None else row.run.recipients,
        "sent": row.sent,
        "failed": row.failed,
        "queued": row.queued,
        "progress": row.progress,
    }


def show(ctx: typer.Context, campaign_id: CampaignId) -> None:
    """Show one campaign and its runs."""
    output: Output = ctx.obj
    with output.store() as store:
        campaign = campaigns.get_campaign(store, campaign_id)
        found = runs.list_runs(store, campaign_id)
    data = {
        "campaign": campaign.id,
        "name": campaign.name,
        "subject": campaign.subject,
        "content": campaign.content,
        "list": campaign.list_name,
        "state": str(campaign.state),
        "runs": [{"run": run.id, "state": str(run.state), "seed": run.seed} for run in found],
    }

    def text() -> None:
        facts = [
            ("Campaign", f"{campaign.id} {campaign.name}"),
            ("State", str(campaign.state)),
            ("List", campaign.list_name),
            ("Subject", campaign.subject),
            ("Content", campaign.content),
        ]
        print_table(("", ""), facts)
        print_table(
            ("Run", "State", "Scenario", "Seed", "Recipients"),
            [
                (run.id, str(run.state), run.scenario.id, str(run.seed), run.recipients)
                for run in found
            ],
        )

    output.emit("campaigns show", data, text)


def launch(
    ctx: typer.Context,
    campaign_id: CampaignId,
    scenario: options.Scenario = options.DEFAULT_SCENARIO,
    policy: options.Policy = None,
    seed: options.Seed = options.DEFAULT_SEED,
    workers: options.Workers = options.DEFAULT_WORKERS,
    speed: options.Speed = "max",
    batch: options.BatchSize = options.DEFAULT_BATCH,
    shards: options.Shards = options.DEFAULT_SHARDS,
    step: options.Step = None,
    priority: options.PriorityChoice = Priority.NORMAL,
) -> None:
    """Run a campaign to its end, with live progress. Ctrl-C pauses it."""
    output: Output = ctx.obj
    chosen = options.run_options(
        seed, workers, speed, batch=batch, shards=shards, step=step, priority=priority
    )
    with output.store() as store:
        run_id = launching.launch(store, campaign_id, scenario, chosen, policy)
        drive(output, store, run_id, lambda engine: engine.drive(run_id))
        _emit(output, "campaigns launch", store, run_id)


def pause(ctx: typer.Context, campaign_id: CampaignId) -> None:
    """Pause the campaign's run, in whichever process it is being driven."""
    output: Output = ctx.obj
    with output.store() as store:
        run = runs.latest_run(store, campaign_id)
        state = runs.pause(store, run.id)
    output.emit(
        "campaigns pause",
        {"run": run.id, "state": str(state)},
        f"Run {run.id} is {state}. Go on with: mailsim campaigns resume {campaign_id}",
    )


def resume(
    ctx: typer.Context,
    campaign_id: CampaignId,
    speed: Annotated[
        str | None, typer.Option(help="Change the pace: 'max', or N for N x real time.")
    ] = None,
    workers: Annotated[int | None, typer.Option(help="Change the number of workers.")] = None,
) -> None:
    """Go on with a campaign's run that was paused or interrupted."""
    output: Output = ctx.obj
    with output.store() as store:
        run = runs.latest_run(store, campaign_id)
        run_id = run.id
        pace = run.speed if speed is None else options.speed_of(speed)
        wanted = run.wanted_workers if workers is None else workers

        def start(engine: runs.Engine) -> None:
            runs.resume(store, engine, run_id)  # refuses a run that is driven elsewhere
            runs.set_control(store, run_id, speed=pace, workers=wanted)

        drive(output, store, run_id, start)
        _emit(output, "campaigns resume", store, run_id)


def cancel(ctx: typer.Context, campaign_id: CampaignId) -> None:
    """Cancel the campaign's run for good; its results so far are kept."""
    output: Output = ctx.obj
    with output.store() as store:
        run = runs.latest_run(store, campaign_id)
        state = runs.cancel(store, run.id)
    output.emit(
        "campaigns cancel",
        {"run": run.id, "state": str(state)},
        f"Run {run.id} is {state}; its results so far are kept.",
    )


def _emit(output: Output, command: str, store: Store, run_id: int) -> None:
    summary = results.summarise(store, run_id)
    output.emit(command, summary.to_json(), lambda: print_summary(summary))
