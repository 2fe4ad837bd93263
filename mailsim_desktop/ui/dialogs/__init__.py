"""Dialogs: decisions that a person must take before anything goes on."""
