"""Small widgets, one a file. They show what they are given and know no service."""
