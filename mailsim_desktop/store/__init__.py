"""The database: engine, schema, queue and read models. The only SQL."""
