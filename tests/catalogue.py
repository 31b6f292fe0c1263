"""Things of the catalogue, made as an administrator makes them."""

from __future__ import annotations

from typing import Any

from incidents import actions
from incidents.actions.catalogue import change_form
from incidents.catalogue.fields import Choice, Condition, FormField
from incidents.models import CatalogueItem, Incident
from people.actions import add
from people.models import User
from tests.cast import Cast
from tests.journeys import category

MODEL = FormField(
    key="model", type="one", label="Model", english="Model", required=True,
    choices=(Choice(code="light", label="Ringan", english="Light"), Choice(code="strong", label="Kuat", english="Strong")),
)  # fmt: skip
REASON = FormField(
    key="reason", type="long_text", label="Alasan", english="Reason", required=True,
    condition=Condition(field="model", op="is", value="strong"),
)  # fmt: skip
NEEDED = FormField(key="needed_on", type="date", label="Diperlukan pada", english="Needed on", least=3)
FOR = FormField(key="for_whom", type="person", label="Untuk siapa", english="For whom", required=True, prefill="me")
OLD = FormField(key="old_one", type="item", label="Laptop sebelumnya", english="Old laptop", item_kind="laptop")
QUOTE = FormField(key="quote", type="file", label="Penawaran", english="Quotation", most=2)
FIELDS = [MODEL, REASON, NEEDED, FOR, OLD, QUOTE]


def item(cast: Cast, fields: list[FormField] | None = None, **what: Any) -> CatalogueItem:
    """A laptop with a form, approved by nobody unless told."""
    told = {
        "name": "Laptop baru", "english_name": "New laptop", "summary": "Laptop untuk bekerja", "service": cast.service,
        "category": category(), "team": cast.network, **what,
    }  # fmt: skip
    related = {name: told.pop(name) for name in ("organisations", "roles") if name in told}
    made = add(CatalogueItem(**told), by=cast.by("administrator"), related=related)
    wanted = FIELDS if fields is None else fields
    return change_form(made, by=cast.by("administrator"), fields=wanted) if wanted else made


def answers(cast: Cast, **what: Any) -> dict[str, Any]:
    return {"model": "light", "for_whom": cast.requester.pk, **what}


def managed(cast: Cast) -> User:
    """The requester, with a manager."""
    User.objects.filter(pk=cast.requester.pk).update(manager=cast.manager)
    cast.requester.refresh_from_db()
    return cast.requester


def requested(cast: Cast, made: CatalogueItem | None = None, **what: Any) -> Incident:
    """A request of the requester, who has a manager."""
    made = made or item(cast, approval="manager")
    given = {"answers": answers(cast), **what}
    return actions.request(made, by=cast.by("requester"), requester=managed(cast), **given)
