from dataclasses import dataclass


@dataclass(frozen=True)
class Recipient:
    """A person to be told, and the mail template that tells them."""

    person_id: int
    template: str
