"""What holds at every moment of a sound database, one subject a file; `store.checks` asks."""
