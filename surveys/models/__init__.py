from surveys.models.answer import Answer, Part
from surveys.models.confirmation import ConfirmationWait
from surveys.models.follow_up import FollowUp
from surveys.models.invitation import Invitation, new_token
from surveys.models.policy import SurveyPolicy
from surveys.models.question import Question, Wording

__all__ = [
    "Answer", "ConfirmationWait", "FollowUp", "Invitation", "Part", "Question", "SurveyPolicy", "Wording", "new_token",
]  # fmt: skip
