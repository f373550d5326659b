"""The audit trail: append-only, chained by hash, one chain a system."""
