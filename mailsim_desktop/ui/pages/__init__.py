"""Pages of the rail, and the views that take their place for a while."""
