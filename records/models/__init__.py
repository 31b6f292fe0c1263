from records.models.attachment import Attachment
from records.models.entry import Entry
from records.models.form_key import FormKey
from records.models.message import Message
from records.models.subject import Subject, subject_model

__all__ = ["Attachment", "Entry", "FormKey", "Message", "Subject", "subject_model"]
