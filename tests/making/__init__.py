"""Plain functions that make things for tests."""
