from services.models.item import ConfigurationItem
from services.models.service import Dependency, Service

__all__ = ["ConfigurationItem", "Dependency", "Service"]
