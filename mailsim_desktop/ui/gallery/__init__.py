"""The sections of the gallery: every component of the window in each of its states."""
