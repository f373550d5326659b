"""Results into words, tags and rows."""
