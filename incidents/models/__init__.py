from incidents.models.announcement import Announcement, Joined
from incidents.models.approval import ApprovalStep
from incidents.models.assignment import Skill, Turn
from incidents.models.catalogue import CatalogueItem, FormVersion, Order
from incidents.models.category import Category
from incidents.models.incident import Incident, IncidentQuerySet
from incidents.models.log import LogLine
from incidents.models.policy import Policy
from incidents.models.priority import Level, PriorityRule
from incidents.models.relation import Relation
from incidents.models.resolution import ResolutionCode
from incidents.models.search import SearchText, SearchWord
from incidents.models.source_key import SourceKey
from incidents.models.taking_part import Participant, TimeSpent
from incidents.models.view import SavedView
from incidents.models.writing import CannedAnswer, Draft

__all__ = [
    "Announcement",
    "ApprovalStep",
    "CannedAnswer",
    "CatalogueItem",
    "Category",
    "Draft",
    "FormVersion",
    "Incident",
    "IncidentQuerySet",
    "Joined",
    "Level",
    "LogLine",
    "Order",
    "Participant",
    "Policy",
    "PriorityRule",
    "Relation",
    "ResolutionCode",
    "SavedView",
    "SearchText",
    "SearchWord",
    "Skill",
    "SourceKey",
    "TimeSpent",
    "Turn",
]
