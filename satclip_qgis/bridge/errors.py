"""Errors between QGIS and the backend. Each message tells the user what to do."""

from __future__ import annotations

from satclip_qgis.bridge.text import tr


def set_up() -> str:
    """Return the sentence for users whose backend must be installed or updated."""
    return tr("Run the algorithm “Set up the backend” (satclip:setupbackend).")


class BridgeError(Exception):
    """The backend could not be reached, or could not reply."""


class Cancelled(BridgeError):
    """The user has cancelled. This is not an error."""

    def __init__(self) -> None:
        super().__init__(tr("Cancelled."))


# Installation of the backend


class SetupError(BridgeError):
    """The Python environment of the backend could not be created."""


class NoPython(SetupError):
    """No Python of a supported version was found."""


class NoVenv(SetupError):
    """A Python was found, but it lacks venv or ensurepip."""


class NoNetwork(SetupError):
    """The package index could not be reached: no connection, a proxy, or a certificate."""


class NoSpace(SetupError):
    """The disk is full."""


class NoWheel(SetupError):
    """A package has no build for this platform and version of Python."""


class WrongPackage(SetupError):
    """A package is not the file that this version of the plugin was tested with."""


class GpuFailed(SetupError):
    """PyTorch can't compute on the GPU."""


class NotPermitted(SetupError):
    """The system or an antivirus program refused to write or to run a file."""


# Start of the backend


class NoEnvironment(BridgeError):
    """There is no Python environment with the backend."""


class NotInstalled(NoEnvironment):
    """No environment was installed or chosen."""


class WrongVersion(BridgeError):
    """The backend has another version than the plugin, or uses another protocol."""


class StartFailed(BridgeError):
    """The process of the backend exited or hung before it was ready."""


# A backend on a server


class WrongAddress(BridgeError):
    """The address of the server in the options is not one that a login may be sent to."""


class NoLogin(BridgeError):
    """The login is missing, locked, or rejected by the server."""


class ServerFailed(BridgeError):
    """The server can't be reached, has no valid certificate, or does not respond."""


class Unreachable(ServerFailed):
    """The server does not respond at present. It may be restarting, or this computer may have no network."""


# Communication with the backend


class BackendDied(BridgeError):
    """The backend has exited or stopped responding."""


class TokenRefused(BridgeError):
    """The server on the port does not know the token, or rejects it."""


class BadReply(BridgeError):
    """The reply violates the protocol. The server may be another program."""


class BackendError(BridgeError):
    """The request was wrong. The message is that of the backend."""

    def __init__(self, message: str, status: int = 0):
        super().__init__(message)
        self.status = status


class Busy(BackendError):
    """The backend is busy. The request can be repeated later."""


class JobFailed(BackendError):
    """A job failed. The message gives the reason."""


class OutputFailed(BridgeError):
    """A result could not be written: no permission, a full disk, or no such folder."""


class BadFile(BridgeError):
    """A file of the user is invalid. The message names it."""


def no_response(seconds: float) -> BackendDied:
    """Return the error for a backend that has sent nothing for some seconds."""
    return BackendDied(
        tr("The backend has not responded for {seconds} seconds. Try again.").format(seconds=f"{seconds:.0f}")
    )
