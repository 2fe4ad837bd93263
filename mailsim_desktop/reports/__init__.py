"""A run as a document, written as HTML and CSV."""
