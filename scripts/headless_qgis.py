"""Run real QGIS without a screen: `qgis_process`, Python with QGIS, and the desktop under Xvfb.

The demo and the end-to-end tests use it, so that both see the same as a user's QGIS.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from satclip_qgis.bridge.children import clean_environment  # noqa: E402

STAGE = ROOT / "build" / "satclip_qgis"
BACKEND_PYTHON = ROOT / ".venv" / "bin" / "python"
QGIS_PYTHON = ROOT / ".venv-qgis" / "bin" / "python"
STATIONS = ROOT / "resources" / "demo" / "air_temperature.gpkg"


SYSTEM_PATH = os.pathsep.join(["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"])
"""QGIS loads the standard library of the first `python3` in PATH; that of pyenv, conda or a venv has no module qgis."""


class QgisFailed(Exception):
    """QGIS exited with an error; the message is its output."""


def environment(profile: Path, **more: str) -> dict[str, str]:
    """Return environment variables for an isolated QGIS: a profile below `profile`, the staged plugin, no
    screen.

    SATCLIP_HOME is `profile/satclip` and SATCLIP_PYTHON the backend's environment, unless given in `more`.
    Variables of another active Python environment are removed.
    """
    runtime = profile / "runtime"
    runtime.mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)
    return {
        **clean_environment(),
        "PATH": SYSTEM_PATH,
        "PYTHONNOUSERSITE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
        "QGIS_CUSTOM_CONFIG_PATH": str(profile / "qgis"),
        "QGIS_PLUGINPATH": str(STAGE.parent),
        "SATCLIP_HOME": str(profile / "satclip"),
        "SATCLIP_PYTHON": str(BACKEND_PYTHON),
        **more,
    }


def qgis_process(arguments: list[str], env: dict[str, str], timeout: float = 600) -> str:
    """Run `qgis_process ARGUMENTS`, and return its output.

    Debian 12's wrapper doesn't work, so the binary behind it is preferred. Raises QgisFailed if the exit
    status is not 0.
    """
    found = program("qgis_process", env)
    if found is None:
        raise QgisFailed("qgis_process is not installed: make build/.qgis installs QGIS.")
    done = subprocess.run([found, *arguments], env=env, capture_output=True, text=True, timeout=timeout)
    if done.returncode != 0:
        raise QgisFailed(f"qgis_process {' '.join(arguments)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def program(name: str, env: dict[str, str]) -> str | None:
    """Return the path of a QGIS program, or None if it is not installed."""
    return shutil.which(f"{name}.bin", path=env["PATH"]) or shutil.which(name, path=env["PATH"])


def run_algorithm(algorithm: str, parameters: dict[str, object], env: dict[str, str]) -> dict[str, object]:
    """Run a Processing algorithm with `qgis_process`, and return its results."""
    given = [f"{name}={value}" for name, value in parameters.items()]
    return json.loads(qgis_process(["--json", "run", algorithm, "--", *given], env))["results"]


def enable_plugin(env: dict[str, str]) -> None:
    """Enable the staged plugin in the profile of `env`."""
    qgis_process(["plugins", "enable", "satclip_qgis"], env)


def desktop(
    script: Path,
    env: dict[str, str],
    profile: Path,
    timeout: float = 300,
    *,
    enabled: bool = True,
    screen: str = "1600x1000",
) -> str:
    """Run `script` in the QGIS desktop on a virtual screen, and return the output of QGIS.

    The plugin is enabled first, unless `enabled` is False. The script must exit QGIS itself. Raises QgisFailed if the
    exit status is not 0.
    """
    settings = profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    loaded = "[PythonPlugins]\nsatclip_qgis=true\n\n" if enabled else ""
    settings.write_text(f"{loaded}[locale]\nuserLocale=en_US\noverrideFlag=true\n")
    found = program("qgis", env)
    command = ["xvfb-run", "-a", "-s", f"-screen 0 {screen}x24", found, "--nologo", "--noversioncheck"]
    command += ["--profiles-path", str(profile), "--profile", "default", "--code", str(script)]
    # The desktop needs a real window system, and its profile is given by an option.
    env = {
        name: value
        for name, value in env.items()
        if name not in {"QT_QPA_PLATFORM", "QGIS_CUSTOM_CONFIG_PATH"}
    }
    with subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            output, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # xvfb-run, its X server and QGIS
            output, errors = process.communicate()
            raise QgisFailed(f"QGIS did not end within {timeout} s\n{output}\n{errors}") from None
    if process.returncode != 0:
        raise QgisFailed(f"QGIS ended with {process.returncode}\n{output}\n{errors}")
    return output + errors


def stop_backend(env: dict[str, str]) -> None:
    """Stop the backend that QGIS started for this profile, if it runs."""
    runtime_file = Path(env["SATCLIP_HOME"]) / "run" / "server.json"
    if not runtime_file.exists():
        return
    server = json.loads(runtime_file.read_text())
    connection = http.client.HTTPConnection("127.0.0.1", server["port"], timeout=10)
    try:
        connection.request("POST", "/shutdown", headers={"Authorization": f"Bearer {server['token']}"})
        connection.getresponse().read()
    except OSError:
        pass  # it has already ended
    finally:
        connection.close()
