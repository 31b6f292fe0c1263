"""The views everybody has: a name and a question. Own and shared ones are rows (``SavedView``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class View:
    """``question`` is in the filter language; ``waits`` tells work that waits from what is only looked up."""

    code: str
    label: Any
    question: str
    waits: bool = True
    for_overseers: bool = False


VIEWS: dict[str, View] = {
    view.code: view
    for view in (
        View("live", _("Everything open"), "is:live"),
        View("mine", _("Mine"), "is:live assignee:me"),
        View("team", _("My teams"), "is:live team:mine"),
        View("unassigned", _("Nobody has it"), "state:registered,classified is:unassigned"),
        View("triage", _("Triage"), "state:detected"),
        View("soon", _("Runs out soon"), "is:live is:soon"),
        View("late", _("Ran out"), "is:live is:late"),
        View("hold", _("On hold"), "is:live is:held"),
        View("resolved", _("Waiting for confirmation"), "is:unconfirmed"),
        View("confirmed", _("Ready to close"), "state:resolved is:confirmed"),
        View("ownerless", _("Without an owner"), "is:ownerless", for_overseers=True),
        View("bouncing", _("Bouncing between teams"), "is:bouncing", for_overseers=True),
        View("over", _("Closed"), "is:over", waits=False),
        View("all", _("All"), "", waits=False),
    )
}
USUAL = "live"
