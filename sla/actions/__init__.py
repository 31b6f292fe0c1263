from sla.actions.days import set_days
from sla.actions.terms import StepRow, TargetRow, set_terms

__all__ = ["StepRow", "TargetRow", "set_days", "set_terms"]
