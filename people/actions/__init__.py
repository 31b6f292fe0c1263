"""What can be done to accounts, teams and rights."""

from people.actions.keep import add, change
from people.actions.person import add_person, change_person
from people.actions.preferences import set_preferences
from people.actions.rights import change_rights

__all__ = ["add", "add_person", "change", "change_person", "change_rights", "set_preferences"]
