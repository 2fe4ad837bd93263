"""From a file to checked contacts. Reads and judges; stores nothing."""
