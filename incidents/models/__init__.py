from incidents.models.category import Category
from incidents.models.incident import Incident, IncidentQuerySet
from incidents.models.log import LogLine
from incidents.models.policy import Policy
from incidents.models.priority import Level, PriorityRule
from incidents.models.relation import Relation
from incidents.models.resolution import ResolutionCode
from incidents.models.search import SearchText, SearchWord
from incidents.models.source_key import SourceKey
from incidents.models.view import SavedView

__all__ = [
    "Category",
    "Incident",
    "IncidentQuerySet",
    "Level",
    "LogLine",
    "Policy",
    "PriorityRule",
    "Relation",
    "ResolutionCode",
    "SavedView",
    "SearchText",
    "SearchWord",
    "SourceKey",
]
