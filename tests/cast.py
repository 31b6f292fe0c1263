"""The cast: always the same people, so that every test says at once who acts (ARCHITECTURE 9)."""

from __future__ import annotations

from dataclasses import dataclass, field

from people.actors import actor_for, machine
from people.models import Membership, Organisation, Role, Team, User
from records.actors import Actor
from records.choices import Via
from services.models import Service

MEMBERS = {
    "requester": ("Dewi Lestari", "requester"),
    "colleague": ("Rina Kusuma", "requester"),
    "stranger": ("Joko Susilo", "requester"),
    "agent": ("Budi Santoso", "agent requester"),
    "specialist": ("Sari Wulandari", "specialist requester"),
    "other_specialist": ("Tono Prasetyo", "specialist requester"),
    "incident_manager": ("Maya Hartono", "incident_manager requester"),
    "service_owner": ("Agus Wijaya", "service_owner requester"),
    "manager": ("Ratna Sari", "manager requester"),
    "administrator": ("Yusuf Hidayat", "administrator requester"),
    "supplier": ("Andi Nugroho", "supplier_contact"),
}


@dataclass
class Cast:
    """The people by name, as accounts (``cast.agent``) and as actors (``cast.by("agent")``)."""

    people: dict[str, User]
    desk: Team
    network: Team
    vendor: Team
    service: Service
    core: Service
    _actors: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def by(self, name: str) -> Actor:
        """The actor of that name; ``monitor`` is a machine."""
        if name == "monitor":
            return machine("Prometheus", Via.MONITORING)
        via = Via.PORTAL if name in ("requester", "colleague", "stranger") else Via.DESK
        return actor_for(User.objects.get(pk=self.people[name].pk), via)


def assemble() -> Cast:
    """Everyone, their teams, a service and a core service."""
    roles = {role.code: role for role in Role.objects.all()}
    company = Organisation.objects.create(name="PT Nusantara Ritel")
    supplier = Organisation.objects.create(name="PT Mitra Jaringan", kind="supplier")
    people = {}
    for name, (full_name, codes) in MEMBERS.items():
        person = User.objects.create_user(f"{name}@cast.example", "demo", name=full_name, language="en")
        person.organisation = supplier if name == "supplier" else company
        person.save(update_fields=["organisation"])
        person.roles.set([roles[code] for code in codes.split()])
        people[name] = person
    desk = Team.objects.create(name="Service Desk", tier=1, lead=people["agent"])
    network = Team.objects.create(name="Jaringan", tier=2, lead=people["specialist"])
    vendor = Team.objects.create(name="Mitra Jaringan", organisation=supplier, lead=people["supplier"])
    for team, member in ((desk, "agent"), (network, "specialist"), (network, "other_specialist"), (vendor, "supplier")):
        Membership.objects.create(team=team, person=people[member])
    service = Service.objects.create(name="E-mail", owner=people["service_owner"])
    core = Service.objects.create(name="Point of sale", is_core=True, owner=people["service_owner"])
    return Cast(people, desk, network, vendor, service, core)
