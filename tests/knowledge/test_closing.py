from __future__ import annotations

from typing import Any

import pytest

from incidents import actions as on_incidents
from incidents.models import Incident
from knowledge import actions
from records.refusals import Invalid
from tests.cast import Cast
from tests.journeys import CLOSING, category, confirmed
from tests.knowledge.articles import published

COVERED: dict[str, Any] = {**CLOSING, "learning": "article"}


def close(cast: Cast, incident: Incident, **said: Any) -> Incident:
    return on_incidents.close(incident, by=cast.by("agent"), category=category(), **{**COVERED, **said})


def test_an_article_that_covers_it_is_named(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        close(cast, confirmed(cast))
    assert set(refused.value.errors) == {"learning"}


def test_the_note_may_name_it(cast: Cast) -> None:
    assert close(cast, confirmed(cast), note="In the printer's manual.").state == "closed"


@pytest.mark.parametrize("how", ["used", "drafted"])
def test_one_that_was_used_or_drafted_is_enough(cast: Cast, how: str) -> None:
    incident = confirmed(cast)
    if how == "used":
        actions.use(published(cast), by=cast.by("specialist"), incident=incident)
    else:
        actions.draft_after(incident, by=cast.by("specialist"), language="en")
    assert close(cast, incident).state == "closed"
