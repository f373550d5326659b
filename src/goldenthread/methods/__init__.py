"""Pure statistics: arrays in, frozen results out. No Django, no files, no clock.

Each family is a module of its own: ``from goldenthread.methods import agreement, disclosure``.
"""

FAMILIES = ("agreement", "control_charts", "disclosure", "inequality", "rates")
