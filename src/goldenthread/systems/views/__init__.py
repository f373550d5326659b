"""Pages of systems and people."""
