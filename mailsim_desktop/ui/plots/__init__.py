"""Plots over simulated time: frames with a read-out, one shared time axis and cross-hair."""
