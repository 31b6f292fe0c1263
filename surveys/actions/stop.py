from __future__ import annotations

from notifications.actions import preferences_of, set_preferences
from notifications.occasions import MailMode
from people.models import User
from records.actors import Actor

ASKING = ("survey", "survey_reminder")


def stop_asking(person: User, *, by: Actor) -> None:
    """Remember that this person does not want to be asked for ratings any more; they change it where all mail is chosen."""
    kept = preferences_of(person)
    set_preferences(
        person, by=by, mail={**kept.mail, **dict.fromkeys(ASKING, MailMode.NEVER.value)},
        silent={*kept.silent, *ASKING}, digest_at=kept.digest_at, quiet_from=kept.quiet_from,
        quiet_until=kept.quiet_until,
    )  # fmt: skip
