"""Who may do what, as one declared table, and the decorators that ask it."""
