"""What can go wrong in a way that a user can mend. The message of each is a sentence for that user."""

TRACKER = "https://github.com/satclip-qgis/satclip-qgis/issues"
"""Where a bug of the program is reported, as in metadata.txt."""


class SatclipError(Exception):
    """Something the user can act on: the message says what was wrong with which input, and what to do."""


class NotFoundError(SatclipError):
    """An encoder, job or file of that name does not exist."""


class Cancelled(Exception):
    """The work was stopped because somebody asked for it. Not an error."""
