"""What the framework says of wrong input and does not speak in our languages: told to the translators here."""

from django.utils.translation import gettext_noop as _

SAID = (
    _('"{input}" is not a valid choice.'),
    _("A valid integer is required."),
    _("Could not satisfy the request Accept header."),
    _("Datetime has wrong format. Use one of these formats instead: {format}."),
    _("Ensure this field has no more than {max_length} characters."),
    _("Ensure this field has no more than {max_length} elements."),
    _("Ensure this value is greater than or equal to {min_value}."),
    _("Ensure this value is less than or equal to {max_value}."),
    _('Expected a list of items but got type "{input_type}".'),
    _("Invalid data. Expected a dictionary, but got {datatype}."),
    _('Method "{method}" not allowed.'),
    _("Must be a valid boolean."),
    _("No file was submitted."),
    _("Not a valid string."),
    _("Request was throttled."),
    _("The submitted data was not a file. Check the encoding type on the form."),
    _("This field may not be blank."),
    _("This field may not be null."),
    _("This list may not be empty."),
    _('Unsupported media type "{media_type}" in request.'),
    _("Authentication credentials were not provided."),
)
