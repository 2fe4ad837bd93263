"""What the program can do: one use case a function, called by the window and the command line."""
