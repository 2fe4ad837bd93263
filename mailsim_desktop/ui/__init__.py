"""The window: pages, widgets and the bridge to background threads."""
