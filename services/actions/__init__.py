"""What can be done to services and items; adding and plain changes go through ``people.actions``."""

from services.actions.change_service import change_service

__all__ = ["change_service"]
