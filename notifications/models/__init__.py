from notifications.models.mail_text import MailText
from notifications.models.mailbox import DemoMail
from notifications.models.notice import Notice
from notifications.models.outbox import OutboxRow
from notifications.models.preferences import Preferences

__all__ = ["DemoMail", "MailText", "Notice", "OutboxRow", "Preferences"]
