class CannotStart(Exception):
    """Why nothing was started; the message is one line that says what to do."""
