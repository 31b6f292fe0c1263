"""What is kept is seen by administrators alone, and so is what was done to it."""

from __future__ import annotations

import pytest

from people.actions import change_rights
from people.models import Role, Team
from people.visibility import kept, latest_changes
from tests.cast import MEMBERS, Cast


@pytest.mark.parametrize("who", MEMBERS)
def test_what_is_kept_is_shown_to_administrators_alone(cast: Cast, who: str) -> None:
    assert kept(Team, getattr(cast, who)).exists() == (who == "administrator")


def test_the_latest_changes_are_the_newest_first_and_in_words(cast: Cast) -> None:
    by = cast.by("administrator")
    change_rights({Role.objects.get(code="manager"): [("classify", "any")]}, by=by)
    change_rights({Role.objects.get(code="manager"): [("amend", "own")]}, by=by)
    latest = latest_changes(Role, cast.administrator)
    assert [line.text for line in latest] == [
        "changed rights: given Edit details, link own ones; taken Classify everywhere",
        "changed rights: given Classify everywhere; taken See everywhere",
    ]
    assert len(latest_changes(Role, cast.administrator, limit=1)) == 1
    assert latest_changes(Role, cast.agent) == []
