"""Codes of the catalogue, with the words they are shown with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldType(models.TextChoices):
    """What a field of a request form asks for."""

    TEXT = "text", _("Text, one line")
    LONG_TEXT = "long_text", _("Text, several lines")
    ONE = "one", _("One choice")
    MANY = "many", _("Several choices")
    YES_NO = "yes_no", _("Yes or no")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    PERSON = "person", _("Person")
    ITEM = "item", _("Item")
    FILE = "file", _("Files")


class Operator(models.TextChoices):
    """How the answer to an earlier field is compared."""

    IS = "is", _("is")
    IS_NOT = "is_not", _("is not")
    CONTAINS = "contains", _("contains")


class Prefill(models.TextChoices):
    """What a field begins with."""

    NOTHING = "", _("Nothing")
    ME = "me", _("The requester")
    MANAGER = "manager", _("Their manager")
    ORGANISATION = "organisation", _("Their organisation")
    LOCATION = "location", _("Their location")
    PHONE = "phone", _("Their phone number")


class Icon(models.TextChoices):
    """The pictures of catalogue items (static/src/icons.txt)."""

    CART = "shopping-cart", _("Shopping cart")
    LAPTOP = "device-laptop", _("Laptop")
    PHONE = "device-mobile", _("Phone")
    PRINTER = "printer", _("Printer")
    SOFTWARE = "apps", _("Software")
    KEY = "key", _("Key")
    SHIELD = "shield-lock", _("Shield")
    NETWORK = "wifi", _("Network")
    MAIL = "mail", _("Mail")
    BADGE = "id-badge-2", _("Badge")
    PERSON = "user-plus", _("New person")
    DESK = "armchair", _("Workplace")
    DATA = "database", _("Data")
    REPORT = "chart-bar", _("Report")
    TOOL = "tool", _("Tool")
    BOX = "package", _("Box")


class ItemApproval(models.TextChoices):
    """Who must agree before something of the catalogue is fulfilled."""

    NONE = "none", _("Nobody")
    MANAGER = "manager", _("The requester's manager")
    OWNER = "owner", _("The owner of the service")
    BOTH = "both", _("The manager, then the owner")
    PERSON = "person", _("A named person")


class StepRole(models.TextChoices):
    """As what somebody is asked to approve."""

    MANAGER = "manager", _("as the requester's manager")
    OWNER = "owner", _("as the owner of the service")
    PERSON = "person", _("as the one named for it")
    EITHER = "either", _("as the manager or the owner of the service")


class StepState(models.TextChoices):
    """Where one step of an approval stands."""

    WAITING = "waiting", _("Not yet asked")
    ASKED = "asked", _("Waiting for the answer")
    GIVEN = "given", _("Approved")
    REFUSED = "refused", _("Not approved")
    PASSED = "passed", _("Passed on")
    SKIPPED = "skipped", _("Not needed any more")


class Why(models.TextChoices):
    """Why somebody else is asked than the first one meant."""

    MEANT = "", ""
    NOBODY = "nobody", _("nobody is named for it")
    AWAY = "away", _("they are away")
    OWN = "own", _("it is their own request")
    UNABLE = "unable", _("they may not approve")
    ASKED_ANEW = "asked_anew", _("an administrator asked somebody else")
