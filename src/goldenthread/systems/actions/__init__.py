"""Every write: one function for one thing a person does."""
