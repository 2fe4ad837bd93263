"""Tables of the database, in SQLAlchemy Core; the migrations create them.

Wall times are `*_utc_ms`, simulated times `*_us` since the start of the run.
Words in state columns are those of `domain.transitions`. Comments on columns say
who sets them and what null means.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite's rowid alias must be INTEGER

contacts = Table(
    "contacts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("email", Text, nullable=False, unique=True),  # domain.contact.identity
    Column("name", Text, nullable=False),  # as in the file; may be empty
    Column("domain", Text, nullable=False),  # ASCII (IDNA)
    Column("contact_key", BigInteger, nullable=False),  # domain.contact.contact_key(email)
    Column("state", Text, nullable=False),  # domain.contact.ContactState
    Column("created_utc_ms", BigInteger, nullable=False),
    Column("updated_utc_ms", BigInteger, nullable=False),
)

lists = Table(
    "lists",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("created_utc_ms", BigInteger, nullable=False),
)

list_members = Table(
    "list_members",
    metadata,
    Column("list_id", Key, ForeignKey("lists.id"), primary_key=True),
    Column("contact_id", Key, ForeignKey("contacts.id"), primary_key=True),
    Index("ix_list_members_contact_id", "contact_id"),
    sqlite_with_rowid=False,
)

imports = Table(
    "imports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("list_id", Key, ForeignKey("lists.id"), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("at_utc_ms", BigInteger, nullable=False),
    Column("read", BigInteger, nullable=False),  # data rows = the sum of the five below
    Column("imported", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("duplicate", BigInteger, nullable=False),
    Column("invalid", BigInteger, nullable=False),
    Column("empty", BigInteger, nullable=False),
    CheckConstraint("read = imported + updated + duplicate + invalid + empty", name="sum"),
)

import_rejects = Table(
    "import_rejects",
    metadata,
    Column("import_id", Key, ForeignKey("imports.id"), primary_key=True),
    Column("line", BigInteger, primary_key=True),  # line of the file where the row starts, from 1
    Column("kind", Text, nullable=False),  # duplicate, invalid or empty
    Column("reason", Text, nullable=False),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("subject", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("list_id", Key, ForeignKey("lists.id"), nullable=True),  # null: not chosen yet
    Column("state", Text, nullable=False),  # transitions.CampaignState
    Column("created_utc_ms", BigInteger, nullable=False),
    Column("updated_utc_ms", BigInteger, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("campaign_id", Key, ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("state", Text, nullable=False),  # transitions.RunState
    Column("seed", BigInteger, nullable=False),
    Column("scenario", Text, nullable=False),  # JSON snapshot at launch
    Column("options", Text, nullable=False),  # JSON of domain.run.RunOptions
    Column("versions", Text, nullable=False),  # JSON: program, Python, numpy, SQLite at launch
    Column("settings_hash", Text, nullable=True),  # set when the audience is counted
    Column("wanted_workers", Integer, nullable=False),  # control: read by the supervisor
    Column("speed", BigInteger, nullable=True),  # control: simulated s per real s; null: no pace
    Column("audience", BigInteger, nullable=False),  # list members before exclusions
    Column("recipients", BigInteger, nullable=False),  # jobs in all, planned or not
    Column("planned", BigInteger, nullable=False),  # jobs written so far, in due order
    Column("planned_until_us", BigInteger, nullable=False),  # due time of the first unplanned job
    Column("horizon_us", BigInteger, nullable=False),  # set by the governor only; never goes back
    Column("simulated_us", BigInteger, nullable=True),  # last finish; set when the run ends
    Column("created_utc_ms", BigInteger, nullable=False),
    Column("started_utc_ms", BigInteger, nullable=True),  # first horizon above 0
    Column("ended_utc_ms", BigInteger, nullable=True),  # terminal states only
    Column("host", Text, nullable=True),  # pid of the process that drives it; null: none
    Column("host_seen_utc_ms", BigInteger, nullable=True),  # its heartbeat, for liveness only
    Column("digest", Text, nullable=True),  # computed on demand once completed
    Column("error", Text, nullable=True),  # why it failed
    Column("parent_run_id", Key, ForeignKey("runs.id"), nullable=True),  # whose dead letters it has
    Column("selection", Text, nullable=True),  # JSON of domain.dead_letters.Selection: which
    Column("priority", Text, nullable=False, server_default="normal"),  # domain.priority.Priority
    # Attempts so far, weighed by priority: the run with the least is served next.
    Column("stride_pass", BigInteger, nullable=False, server_default=text("0")),
    CheckConstraint(
        "(ended_utc_ms IS NOT NULL) = (state IN ('cancelled', 'completed', 'failed'))",
        name="ended",
    ),
)

run_exclusions = Table(
    "run_exclusions",
    metadata,
    Column("run_id", Key, ForeignKey("runs.id"), primary_key=True),
    Column("contact_id", Key, ForeignKey("contacts.id"), primary_key=True),
    Column("reason", Text, nullable=False),  # the contact's state at launch
    sqlite_with_rowid=False,
)

shards = Table(
    "shards",
    metadata,
    Column("id", Key, primary_key=True),
    Column("run_id", Key, ForeignKey("runs.id"), nullable=False),
    Column("token", BigInteger, nullable=False),  # fencing token; grows with every lease
    Column("owner", Text, nullable=True),  # worker; stays after a death, so a takeover shows
    Column("lease_until_ms", BigInteger, nullable=False),  # the database's clock; 0: free
    Column("commit_no", BigInteger, nullable=False),  # batches committed
    Column("next_start_us", BigInteger, nullable=False),  # least of its lanes and interventions
    Column("applied", Integer, nullable=False, server_default=text("0")),  # interventions, in order
    Column(
        "deaths", Integer, nullable=False, server_default=text("0")
    ),  # of owners, since a commit
    Index("ix_shards_run_id_next_start_us", "run_id", "next_start_us"),
)

lanes = Table(
    "lanes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("run_id", Key, ForeignKey("runs.id"), nullable=False),
    Column("shard_id", Key, ForeignKey("shards.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),  # unique in the run; part of the digest
    Column("provider_group", Text, nullable=False),
    Column("first_job_id", BigInteger, nullable=False),  # job id = first_job_id + seq
    Column("jobs", BigInteger, nullable=False),  # jobs in all, planned or not
    Column("cursor", BigInteger, nullable=False),  # seq of the next fresh job
    Column("schedule", Text, nullable=False),  # JSON of domain.schedule.Schedule
    Column("connections", Text, nullable=False),  # JSON heap: when each is free, us
    Column("rate", Text, nullable=True),  # JSON of domain.rate.Rate; null: no limit
    Column("ahead", BigInteger, nullable=False),  # of its rate at the last start, in 1/q us
    Column("last_start_us", BigInteger, nullable=False),  # or a later change of its rate
    Column("last_finish_us", BigInteger, nullable=False),  # greatest so far
    Column("next_start_us", BigInteger, nullable=False),  # lower bound, exact at the horizon
    Column("attempts", BigInteger, nullable=False),
    Column("delivered", BigInteger, nullable=False),
    Column("deferrals", BigInteger, nullable=False),
    Column("bounced", BigInteger, nullable=False),
    Column("expired", BigInteger, nullable=False),
    Column("poisoned", BigInteger, nullable=False),
    Column("cancelled", BigInteger, nullable=False),
    Column("histogram", LargeBinary, nullable=True),  # domain.histogram.pack of all latencies
    Column("longest_us", BigInteger, nullable=False, server_default=text("0")),  # latency
    UniqueConstraint("run_id", "name"),
)

email_jobs = Table(  # the plan: never updated
    "email_jobs",
    metadata,
    Column("id", Key, primary_key=True),  # contiguous in its lane, in due order
    Column("run_id", Key, ForeignKey("runs.id"), nullable=False),
    Column("lane_id", Key, ForeignKey("lanes.id"), nullable=False),
    Column("contact_id", Key, ForeignKey("contacts.id"), nullable=False),
    Column("contact_key", BigInteger, nullable=False),
    UniqueConstraint("run_id", "contact_id"),
)

job_exceptions = Table(  # what deviates from the plan; absence below the cursor: delivered
    "job_exceptions",
    metadata,
    Column("job_id", Key, ForeignKey("email_jobs.id"), primary_key=True),
    Column("lane_id", Key, ForeignKey("lanes.id"), nullable=False),
    Column("contact_id", Key, ForeignKey("contacts.id"), nullable=False),
    Column("state", Text, nullable=False),  # deferred, or a terminal JobState but delivered
    Column("attempts", Integer, nullable=False),  # made so far
    Column("due_us", BigInteger, nullable=False),  # of the next attempt; of no meaning at the end
    Column("reply_id", Integer, nullable=True),  # last reply; null: never attempted
    # Its retry policy began anew at `requeued_us`, null: never, after so many earlier attempts.
    Column("earlier_attempts", Integer, nullable=False, server_default=text("0")),
    Column("requeued_us", BigInteger, nullable=True),
    Index(
        "ix_job_exceptions_deferred",
        "lane_id",
        "due_us",
        "job_id",
        sqlite_where=text("state = 'deferred'"),
        postgresql_where=text("state = 'deferred'"),
    ),
)

email_logs = Table(  # one row an attempt; its key is the promise of exactly one
    "email_logs",
    metadata,
    Column("job_id", Key, ForeignKey("email_jobs.id"), primary_key=True),
    Column("attempt", Integer, primary_key=True),  # from 1
    Column("run_id", Key, ForeignKey("runs.id"), nullable=False),
    Column("lane_id", Key, ForeignKey("lanes.id"), nullable=False),
    Column("start_us", BigInteger, nullable=False),
    Column("finish_us", BigInteger, nullable=False),
    Column("reply_id", Integer, nullable=False),  # index into the snapshot's replies
    Column("ip", Integer, nullable=False),  # index of the sending IP
    sqlite_with_rowid=False,
)

rollups = Table(  # one row a simulated second, provider group and outcome
    "rollups",
    metadata,
    Column("run_id", Key, ForeignKey("runs.id"), primary_key=True),
    Column("provider_group", Text, primary_key=True),
    Column("bucket", Integer, primary_key=True),  # second of the start or finish
    Column("outcome", Text, primary_key=True),  # started (by start) or scenario.Outcome (by finish)
    Column("count", BigInteger, nullable=False),
    Column("latency_sum_us", BigInteger, nullable=False),  # 0 for started
    Column("histogram", LargeBinary, nullable=True),  # domain.histogram.pack; null for started
    Column("retries", BigInteger, nullable=False, server_default=text("0")),  # of those started
    sqlite_with_rowid=False,
)

interventions = Table(  # what a person changed while a run went on (rule R5); never updated
    "interventions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("run_id", Key, ForeignKey("runs.id"), nullable=False),
    Column("at_us", BigInteger, nullable=False),  # takes effect on starts from here on
    Column("kind", Text, nullable=False),  # domain.intervention.Kind
    Column("data", Text, nullable=False),  # JSON, by kind
    Column("at_utc_ms", BigInteger, nullable=False),
    Index("ix_interventions_run_id_at_us", "run_id", "at_us"),
)

epochs = Table(  # what rules over a whole run decided (rule R3); empty without such a rule
    "epochs",
    metadata,
    Column("run_id", Key, ForeignKey("runs.id"), primary_key=True),
    Column("epoch", Integer, primary_key=True),  # from 0, see domain.epoch
    Column("decision", Text, nullable=True),  # JSON; null: nothing to be done
    sqlite_with_rowid=False,
)

workers = Table(  # who works now, for screens and metrics; never read by the engine
    "workers",
    metadata,
    Column("name", Text, primary_key=True),  # as in shards.owner
    Column("host", Text, nullable=False),  # as in runs.host
    Column("pid", Integer, nullable=False),
    Column("state", Text, nullable=False),  # domain.worker.WorkerState
    Column("attempts", BigInteger, nullable=False),  # committed since its start
    Column("memory_bytes", BigInteger, nullable=True),  # resident; null: not known
    Column("started_utc_ms", BigInteger, nullable=False),
    Column("seen_utc_ms", BigInteger, nullable=False),  # its supervisor's last look
    sqlite_with_rowid=False,
)

run_events = Table(  # what the activity feed tells; never read by the engine
    "run_events",
    metadata,
    Column("id", Key, primary_key=True),
    Column("run_id", Key, ForeignKey("runs.id"), nullable=False, index=True),
    Column("at_utc_ms", BigInteger, nullable=False),
    Column("at_us", BigInteger, nullable=False),  # horizon at that moment
    Column("kind", Text, nullable=False),
    Column("data", Text, nullable=False),  # JSON object
)
