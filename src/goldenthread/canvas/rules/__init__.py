"""Decisions about rounds, answers, evidence and levels, on plain values."""
