"""Reads that bring rooms together for the front door."""
