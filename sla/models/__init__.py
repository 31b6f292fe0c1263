from sla.models.agreement import AgreedTarget, Agreement, EscalationStep
from sla.models.calendar import Calendar, SpecialDay
from sla.models.clock import NEVER, Clock, Segment, Standing
from sla.models.recomputation import Recomputation
from sla.models.waiting import HoldRule, Waiting

__all__ = [
    "NEVER",
    "AgreedTarget",
    "Agreement",
    "Calendar",
    "Clock",
    "EscalationStep",
    "HoldRule",
    "Recomputation",
    "Segment",
    "SpecialDay",
    "Standing",
    "Waiting",
]
