"""Pictures of the window: every page in every theme, size and state; and those of the README."""
