"""What migrations put into a new database, put back after a test that empties it."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps

from people.models import Role

MIGRATIONS = (
    "people.migrations.0002_default_roles_and_rights",
    "incidents.migrations.0002_defaults",
    "sla.migrations.0002_defaults",
    "sla.migrations.0004_default_hold_rules",
    "sla.migrations.0006_stalled",
    "knowledge.migrations.0003_default_synonyms",
    "surveys.migrations.0003_default_questions_and_policy",
)


def ensure() -> None:
    """Roles, rights, levels, matrix, categories, codes, policy, calendars and an agreement are there."""
    if Role.objects.exists():
        return
    for name in MIGRATIONS:
        import_module(name).add(apps, None)
