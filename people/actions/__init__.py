"""What can be done to accounts, teams and rights."""

from people.actions.keep import add, change
from people.actions.person import add_person, change_person
from people.actions.preferences import set_preferences
from people.actions.rights import change_rights
from people.actions.tokens import make_token, revoke_token

__all__ = [
    "add",
    "add_person",
    "change",
    "change_person",
    "change_rights",
    "make_token",
    "revoke_token",
    "set_preferences",
]
