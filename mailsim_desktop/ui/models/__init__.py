"""Item models of the tables. They hold what was read and never read anything themselves."""
