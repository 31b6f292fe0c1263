"""A low score: somebody else than whoever resolved it talks to the person; the agent is told, kindly (SPEC G2)."""

from __future__ import annotations

from collections.abc import Iterator

from notifications.recipients import Recipient
from notifications.telling import tell
from people.models import Team, User
from records.actors import Actor
from records.models import Entry
from records.recording import record
from surveys.actions.follow_up import may_own
from surveys.entries import FollowUpOpened
from surveys.models import FollowUp, Invitation, SurveyPolicy


def judge(invitation: Invitation, *, by: Actor) -> FollowUp | None:
    """Open a follow-up where the answer that has settled is low; None where it is not, or there is one. In a transaction."""
    policy = SurveyPolicy.of(invitation.service_id)
    if policy is None or invitation.score is None or invitation.score > policy.low_score:
        return None
    if FollowUp.objects.filter(invitation=invitation).exists():
        return None
    due_at = policy.days_after(by.at, policy.follow_up_days)
    row = FollowUp(invitation=invitation, team_id=invitation.team_id, opened_at=by.at, due_at=due_at, next_at=due_at)
    row.owner = next((person for person in _owners(invitation) if may_own(row, person)), None)
    entry = record(row, FollowUpOpened(owner=row.owner_id), by=by)
    if row.owner_id:
        tell(entry, [Recipient(row.owner_id, "follow_up")])
    _tell_the_agent(invitation, row)
    return row


def _owners(invitation: Invitation) -> Iterator[User]:
    """Who may be asked, in order: the lead of the team that resolved it, then an incident manager; never whoever resolved it."""
    teams = Team.objects.filter(pk=invitation.team_id or 0)
    team = teams.select_related("lead").first()
    if team and team.lead and team.lead_id != invitation.agent_id:
        yield team.lead
    managers = User.objects.filter(roles__code="incident_manager", is_active=True).order_by("pk")
    yield from managers.exclude(pk=invitation.agent_id or 0)


def _tell_the_agent(invitation: Invitation, row: FollowUp) -> None:
    """Not of an anonymous answer: they would guess whose it is. The bell leads to the incident, where they read it."""
    agent = invitation.agent
    if invitation.is_anonymous or agent is None or agent.pk == row.owner_id or not may_own(row, agent):
        return
    rated = Entry.objects.about(invitation.incident).filter(kind="surveys.answered").last()
    if rated is not None:
        tell(rated, [Recipient(agent.pk, "low_rating")])
