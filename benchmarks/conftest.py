"""The same people as in the tests."""

from tests.conftest import cast, django_db_setup

__all__ = ["cast", "django_db_setup"]
