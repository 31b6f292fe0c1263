"""Roles and the rights table a new installation starts with (SPEC J1); an administrator changes it."""

from django.utils.translation import gettext_noop as _

ROLES = [
    ("requester", _("Requester")),
    ("agent", _("Agent")),
    ("specialist", _("Specialist")),
    ("incident_manager", _("Incident manager")),
    ("major_incident_manager", _("Major incident manager")),
    ("problem_manager", _("Problem manager")),
    ("knowledge_manager", _("Knowledge manager")),
    ("service_owner", _("Service owner")),
    ("supplier_contact", _("Supplier contact")),
    ("manager", _("Manager")),
    ("administrator", _("Administrator")),
    ("machine", _("Machine")),
]

_DESK = "agent specialist incident_manager"
_PRACTICES = "major_incident_manager problem_manager knowledge_manager service_owner"

RIGHTS: dict[str, dict[str, str]] = {
    "detect": {"any": "requester specialist machine"},
    "register": {"any": "agent incident_manager machine", "own": "requester"},
    "classify": {"any": "agent specialist machine"},
    "diagnose": {"any": "specialist machine", "first_line": "agent", "engaged": "supplier_contact"},
    "resolve": {"any": "specialist machine", "first_line": "agent"},
    "hand_over": {"any": f"{_DESK} machine", "engaged": "supplier_contact"},
    "hold": {"any": f"{_DESK} machine", "engaged": "supplier_contact"},
    "communicate": {"any": "agent incident_manager machine"},
    "reply": {"own": "requester"},
    "note": {"any": f"{_DESK} {_PRACTICES} machine", "engaged": "supplier_contact"},
    "confirm": {"any": "agent incident_manager machine", "own": "requester"},
    "reject": {"any": "agent", "own": "requester"},
    "close": {"any": "agent incident_manager machine"},
    "reopen": {"any": "agent incident_manager machine", "own": "requester"},
    "cancel": {"any": f"{_DESK} machine"},
    "withdraw": {"own": "requester"},
    "approve": {"approver": "requester service_owner"},
    "review": {"any": "incident_manager service_owner"},
    "amend": {"any": f"{_DESK} machine"},
    "restrict": {"any": _DESK},
    "erase": {"any": "administrator"},
    "view": {
        "any": f"{_DESK} {_PRACTICES} manager administrator machine",
        "own": "requester",
        "approver": "requester",
        "engaged": "supplier_contact",
    },
    "write_articles": {"any": f"{_DESK} {_PRACTICES} administrator"},
    "publish_articles": {"any": "knowledge_manager administrator"},
    "enrol": {"any": "administrator machine"},
    "oversee": {"any": "administrator incident_manager"},
    "administer": {"any": "administrator"},
}
"""activity → scope → roles, as the practice's table has it; «agent» works where the first-line team owns it."""
