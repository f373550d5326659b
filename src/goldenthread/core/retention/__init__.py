"""How long each kind of record is kept: one table for the code, the privacy page and the tests."""
