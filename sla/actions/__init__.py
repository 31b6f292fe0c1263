from sla.actions.calendar import add_calendar, change_calendar
from sla.actions.days import set_days
from sla.actions.terms import StepRow, TargetRow, set_terms

__all__ = ["StepRow", "TargetRow", "add_calendar", "change_calendar", "set_days", "set_terms"]
