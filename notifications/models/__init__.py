from notifications.models.mailbox import DemoMail
from notifications.models.outbox import OutboxRow

__all__ = ["DemoMail", "OutboxRow"]
