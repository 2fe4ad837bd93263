"""The window: Qt pages, dialogs and widgets. It shows and asks; services do the work."""
