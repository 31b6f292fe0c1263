from people.models.duty import Absence, Shift
from people.models.organisation import Organisation
from people.models.role import Right, Role
from people.models.team import Membership, Team
from people.models.token import ApiToken
from people.models.user import User

__all__ = ["Absence", "ApiToken", "Membership", "Organisation", "Right", "Role", "Shift", "Team", "User"]
