"""My organisation's tickets, where an administrator allows it; without a say in them."""

import pytest
from django.test import Client

from incidents import actions
from incidents.models import Incident
from people.models import Organisation, Right, Role, User
from records.refusals import NotAllowed
from tests.cast import Cast
from tests.journeys import in_diagnosis

pytestmark = pytest.mark.django_db


@pytest.fixture
def allowed(cast: Cast) -> User:
    """The colleague, who may see what people of the same organisation report."""
    role = Role.objects.create(code="coordinator", name="Coordinator")
    Right.objects.create(role=role, activity="view", scope="organisation")
    ours = Organisation.objects.create(name="Ours")
    User.objects.filter(pk__in=[cast.requester.pk, cast.colleague.pk]).update(organisation=ours)
    cast.colleague.roles.add(role)
    return User.objects.get(pk=cast.colleague.pk)


def test_they_see_them_in_a_list_of_their_own(allowed: User, client: Client, cast: Cast) -> None:
    row = in_diagnosis(cast)
    client.force_login(allowed)
    assert row.handle not in client.get("/tickets/").text
    assert row.handle in client.get("/tickets/?whose=organisation").text
    assert client.get(f"/tickets/{row.handle}/").status_code == 200


def test_seeing_is_not_speaking(allowed: User, client: Client, cast: Cast) -> None:
    row = in_diagnosis(cast)
    client.force_login(allowed)
    assert client.post(f"/tickets/{row.handle}/reply/", {"text": "Me too"}).status_code == 403
    with pytest.raises(NotAllowed):
        actions.comment(row, by=cast.by("colleague"), text="Me too")


def test_others_do_not_see_them_whatever_they_ask_for(allowed: User, client: Client, cast: Cast) -> None:
    row = in_diagnosis(cast)
    client.force_login(cast.stranger)
    assert row.handle not in client.get("/tickets/?whose=organisation").text
    User.objects.filter(pk=allowed.pk).update(organisation=Organisation.objects.create(name="Theirs"))
    moved = User.objects.get(pk=allowed.pk)
    assert not Incident.visible_to(moved).filter(pk=row.pk).exists()


def test_a_confidential_one_stays_so(allowed: User, cast: Cast) -> None:
    row = actions.restrict(in_diagnosis(cast), by=cast.by("agent"))
    assert not Incident.visible_to(allowed).filter(pk=row.pk).exists()
