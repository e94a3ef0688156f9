"""Errors between QGIS and the backend. Each message tells the user what to do."""

from __future__ import annotations

SET_UP = 'Run the algorithm "Set up the backend" (satclip:setupbackend)'


class BridgeError(Exception):
    """The backend could not be asked, or could not answer."""


class Cancelled(BridgeError):
    """The user has cancelled. Not a fault."""

    def __init__(self, message: str = "Cancelled."):
        super().__init__(message)


# Making the backend's environment


class SetupError(BridgeError):
    """The backend's Python environment could not be made."""


class NoPython(SetupError):
    """No Python that is new enough was found."""


class NoVenv(SetupError):
    """A Python was found, but it lacks venv or ensurepip."""


class NoNetwork(SetupError):
    """The package index could not be reached: no connection, a proxy, or a certificate."""


class NoSpace(SetupError):
    """The disk is full."""


class NoWheel(SetupError):
    """A package has no build for this platform and version of Python."""


class WrongPackage(SetupError):
    """A package is not the file that this version of the plugin was made with."""


class NotPermitted(SetupError):
    """The system or an antivirus program refused to write or to run a file."""


# Starting the backend


class NoEnvironment(BridgeError):
    """There is no Python environment with the backend in it."""


class WrongVersion(BridgeError):
    """The backend is of another version than the plugin, or speaks another protocol."""


class StartFailed(BridgeError):
    """The backend's process ended, or stayed silent, before it was ready."""


# Talking to it


class BackendDied(BridgeError):
    """The backend was there and has gone, or has stopped answering."""


class TokenRefused(BridgeError):
    """The server behind the port does not know our token, or does not accept it."""


class BadReply(BridgeError):
    """What came back is not what the protocol says: probably the server is not the backend at all."""


class BackendError(BridgeError):
    """The backend's own sentence about what was wrong with the request."""

    def __init__(self, message: str, status: int = 0):
        super().__init__(message)
        self.status = status


class Busy(BackendError):
    """The backend has too much to do. The same can be asked again in a while."""


class JobFailed(BackendError):
    """A job ended without a result. The message says why."""


class OutputFailed(BridgeError):
    """A result could not be written on this machine: read-only, a full disk, or no such folder."""


class BadFile(BridgeError):
    """A file of the user's is not what it should be. The message names it."""
