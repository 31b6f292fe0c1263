"""What a new installation starts with; an administrator changes all of it. Shipped names are translated when shown."""

from django.utils.translation import gettext_noop as _

LEVELS: dict[str, list[tuple[str, str]]] = {
    "impact": [
        (_("High"), _("The whole organisation, a site, or a core service")),
        (_("Medium"), _("A team, or a service that others depend on")),
        (_("Low"), _("One person")),
    ],
    "urgency": [
        (_("High"), _("Work has stopped, or harm grows by the hour")),
        (_("Medium"), _("Work goes on with difficulty")),
        (_("Low"), _("It can wait; there is another way")),
    ],
}
"""Three steps each; 1 is the highest."""

MATRIX = {(impact, urgency): f"P{min(4, impact + urgency - 1)}" for impact in (1, 2, 3) for urgency in (1, 2, 3)}
"""impact + urgency − 1, at most 4: what most desks use (and exactly what the ServiceNow log of UCI 498 does)."""

CATEGORIES: list[tuple[str, list[str]]] = [
    (_("Hardware"), [_("Computer"), _("Printer"), _("Point of sale"), _("Phone and tablet")]),
    (_("Software"), [_("Business application"), _("Office applications"), _("Operating system")]),
    (_("Network access"), [_("Internet and Wi-Fi"), _("VPN"), _("Branch connection")]),
    (_("Data security"), [_("Phishing"), _("Malware"), _("Lost device"), _("Data breach")]),
    (_("Account and access"), [_("Password"), _("Rights"), _("New employee")]),
    (_("Data and reports"), [_("Wrong data"), _("Missing report")]),
    (_("Building and facilities"), []),
]

RESOLUTION_CODES = [
    ("fixed", _("Fixed")),
    ("workaround", _("Workaround given")),
    ("configured", _("Settings corrected")),
    ("replaced", _("Part or device replaced")),
    ("explained", _("Explained or trained")),
    ("supplier", _("Fixed by the supplier")),
    ("restored_by_itself", _("Restored by itself")),
    ("not_reproducible", _("Could not be reproduced")),
    ("fulfilled", _("Request fulfilled")),
]
