"""How providers answer: pure functions of keys and simulated time. No clock, no database."""
