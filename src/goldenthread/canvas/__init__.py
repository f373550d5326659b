"""The canvas: rounds, voices, judgements, evidence, agreement, plans and publishing."""
