"""The words and rules of a rehearsal: values and transition tables, standard library only."""
