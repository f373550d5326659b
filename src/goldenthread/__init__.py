"""Golden Thread: inclusive digital transformation in health and care."""
