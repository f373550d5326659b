"""Keep small numbers from being seen or worked out: rules, protection, suppression and attack."""

from goldenthread.methods.disclosure.audits import Audit, audit
from goldenthread.methods.disclosure.inference import ContradictoryTables, SolverFailed
from goldenthread.methods.disclosure.numbers import SafeCounts, SafeRates, protect
from goldenthread.methods.disclosure.rules import (
    MIDPOINT6,
    NHS_HES,
    OPENSAFELY,
    RULES,
    THRESHOLD_10,
    DisclosureRule,
    UnknownRule,
    own,
    rule_named,
)
from goldenthread.methods.disclosure.tables import SafeTable, suppress

__all__ = [
    "MIDPOINT6",
    "NHS_HES",
    "OPENSAFELY",
    "RULES",
    "THRESHOLD_10",
    "Audit",
    "ContradictoryTables",
    "DisclosureRule",
    "SafeCounts",
    "SafeRates",
    "SafeTable",
    "SolverFailed",
    "UnknownRule",
    "audit",
    "own",
    "protect",
    "rule_named",
    "suppress",
]
