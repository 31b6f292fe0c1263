"""The calendars and the agreement a new installation starts with (FIELD 4: usual targets)."""

from django.utils.translation import gettext_noop as _

OFFICE, ROUND = _("Office hours"), _("Round the clock")
AGREEMENT = _("Standard service level")

TARGETS = [
    ("P1", "response", 15, 0, ROUND), ("P1", "resolution", 4 * 60, 0, ROUND), ("P1", "update", 30, 0, ROUND),
    ("P2", "response", 30, 0, ROUND), ("P2", "resolution", 8 * 60, 0, ROUND),
    ("P3", "response", 4 * 60, 0, OFFICE), ("P3", "resolution", 0, 3, OFFICE),
    ("P4", "response", 8 * 60, 0, OFFICE), ("P4", "resolution", 0, 5, OFFICE),
]  # fmt: skip
"""priority, measure, minutes, working days, calendar"""

STEPS = [
    ("response", 75, "team"), ("response", 100, "lead"),
    ("resolution", 75, "assignee"), ("resolution", 90, "lead"), ("resolution", 100, "incident_manager"),
    ("resolution", 150, "service_owner"), ("update", 100, "assignee"),
]  # fmt: skip
"""measure, percent of the target, who is told"""

HOLD_RULES = [("requester", 2, 3, True), ("supplier", 1, 10, False)]
STALLED_RULE = ("stalled", 2, 2, False)
"""reason, remind every so many working days, how many times, whether the hold then ends"""
