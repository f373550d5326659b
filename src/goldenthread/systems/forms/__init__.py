"""Is a submission well formed?."""
