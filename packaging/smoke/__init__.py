"""Tests of what people install, run as they run it; `make smoke`."""
