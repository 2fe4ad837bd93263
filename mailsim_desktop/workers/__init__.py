"""The engine: planner, governor, supervisor and shard workers. Never imports Qt."""
