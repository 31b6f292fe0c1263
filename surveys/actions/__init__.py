from surveys.actions.answer import answer, confirm_itself
from surveys.actions.confirm import confirm_by_link, confirm_by_survey, reject_by_link
from surveys.actions.follow_up import conclude, give
from surveys.actions.questions import add_question, change_question
from surveys.actions.stop import stop_asking

__all__ = [
    "add_question", "answer", "change_question", "conclude", "confirm_by_link", "confirm_by_survey", "confirm_itself",
    "give", "reject_by_link", "stop_asking",
]  # fmt: skip
