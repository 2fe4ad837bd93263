"""Templates and their merge fields."""
