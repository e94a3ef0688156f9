"""Test the live layer with the real backend: its URL, its rendering, and an unavailable backend."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from event_loop import get, settle
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsNetworkAccessManager,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEventLoop, QRectF, QSize, QUrl
from qgis.PyQt.QtGui import QColor, QImage, QPainter
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkReply, QNetworkRequest

from satclip_qgis.bridge import launcher, startup_proxy
from satclip_qgis.bridge.errors import NoEnvironment
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.bridge.redirect import Redirect
from satclip_qgis.layers.live_layer import (
    LiveView,
    add_layer,
    live_layers,
    make_layer,
    on_earth,
    show_view,
    view_of,
)
from satclip_qgis.paths import plugin_version

ENCODER = "mini-l10"
WORLD = 20037508.342789244
MERCATOR = QgsCoordinateReferenceSystem("EPSG:3857")
VIEWS = [
    LiveView(ENCODER),
    LiveView("my-encoder_2.v1", "pca"),
    LiveView(ENCODER, "similarity", ((13.4, 52.5),)),
    LiveView(ENCODER, "similarity", tuple((-179.5 + index, -0.123457) for index in range(200))),
    LiveView(ENCODER, "clusters", clusters=64),
    LiveView(ENCODER, "similarity", ((13.4, 52.5), (2.3, 48.9)), negatives=((-3.7, 40.4), (0, 0))),
    LiveView(ENCODER, "similarity", ((13.4, 52.5),), stretch=(-0.12, 0.345)),
]


@pytest.fixture
def redirect(qgis_app, backend_python):
    """The redirection as the plugin installs it. `said` are its signals."""
    redirect = Redirect(lambda: backend_python, plugin_version())
    redirect.said = []
    for name in ("starting", "started", "lost"):
        getattr(redirect, name).connect(lambda name=name: redirect.said.append(name))
    redirect.failed.connect(redirect.said.append)
    redirect.install()
    yield redirect
    redirect.remove()


@pytest.fixture
def project(qgis_new_project):
    """An empty project."""
    return QgsProject.instance()


def draw(layer, extent=(-WORLD, -WORLD, WORLD, WORLD), size=(256, 256), crs=MERCATOR) -> np.ndarray:
    """Return the layer as QGIS renders it on white, in threads: (height, width, 3)."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(crs)
    settings.setExtent(QgsRectangle(*extent))
    settings.setOutputSize(QSize(*size))
    settings.setTransformContext(QgsProject.instance().transformContext())
    job = QgsMapRendererParallelJob(settings)
    loop = QEventLoop()
    job.finished.connect(loop.quit)
    job.start()
    loop.exec()
    return pixels(job.renderedImage())


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    rows = np.frombuffer(bits, np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def is_blank(picture: np.ndarray) -> bool:
    return bool((picture == picture[0, 0]).all())


def preprocessed(address: str) -> QNetworkRequest:
    """Return a request as QGIS would send it."""
    request = QNetworkRequest(QUrl(address))
    QgsNetworkAccessManager.instance().preprocessRequest(request)
    return request


def end_hard() -> None:
    """Kill the backend, so that its runtime file is not deleted."""
    pid = Runtime.read().pid
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 60
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        for process in launcher._started:
            process.poll()
        time.sleep(0.02)


# URL


@pytest.mark.parametrize(
    "view", VIEWS, ids=lambda view: f"{view.style}-{len(view.places)}-{len(view.negatives)}-{view.stretch}"
)
def test_the_project_stores_the_view_without_token_and_port(view, redirect, project, home, tmp_path):
    layer = make_layer(view)
    assert layer.isValid()
    assert view_of(layer) == view
    add_layer(layer, project)
    draw(layer, size=(64, 64))
    file = tmp_path / "project.qgs"
    assert project.write(str(file))
    runtime, text = Runtime.read(), file.read_text()
    assert runtime.token not in text
    assert str(runtime.port) not in text
    assert "127.0.0.1" not in text
    project.clear()
    assert project.read(str(file))
    (layer,) = live_layers(project)
    assert layer.isValid()
    assert view_of(layer) == view


def test_the_url_encoding_works_in_all_versions_of_qgis(qgis_app):
    """QGIS 3.22 decodes every %XX in it; QGIS 3.40 only those that would end the URL."""
    source = LiveView("e", "similarity", ((1.5, -2), (3, 4))).source()
    assert (
        source
        == "type=xyz&url=http://satclip.invalid/tiles/e/similarity/{z}/{x}/{y}.png?places%3D1.5,-2;3,4&zmin=0&zmax=22"
    )
    uri = QgsDataSourceUri()
    uri.setEncodedUri(source)
    assert uri.param("url") == LiveView("e", "similarity", ((1.5, -2), (3, 4))).url()


def test_an_unencoded_url_is_read(qgis_app):
    layer = QgsRasterLayer(
        "type=xyz&url=http://satclip.invalid/tiles/bundled/pca/{z}/{x}/{y}.png", "x", "wms"
    )
    assert view_of(layer) == LiveView("bundled")


@pytest.mark.parametrize(
    "source",
    [
        "type=xyz&url=http://example.org/tiles/bundled/pca/{z}/{x}/{y}.png",
        "type=xyz&url=http://satclip.invalid/other/bundled/pca/{z}/{x}/{y}.png",
        "type=xyz&url=http://satclip.invalid/tiles/bundled/no-style/{z}/{x}/{y}.png",
        "type=xyz&url=http://satclip.invalid/tiles/b/similarity/{z}/{x}/{y}.png%3Fplaces%3D1,x",
        "crs=EPSG:4326",
    ],
)
def test_other_layers_are_not_live_layers(qgis_app, source):
    assert view_of(QgsRasterLayer(source, "x", "wms")) is None
    assert view_of(QgsVectorLayer("Point", "x", "memory")) is None
    assert view_of(None) is None


def test_longitudes_wrap_and_latitudes_end_at_the_poles():
    assert on_earth(190, 10) == (-170, 10)
    assert on_earth(-540, 0) == (-180, 0)
    assert on_earth(0, 90.1) is None
    assert on_earth(float("inf"), 0) is None


def test_the_layer_is_added_below_vectors_and_above_rasters(project):
    points, raster = QgsVectorLayer("Point", "points", "memory"), make_layer(LiveView("bundled"))
    project.addMapLayers([points, raster])
    live = make_layer(LiveView("bundled", "clusters"))
    add_layer(live, project)
    assert [layer.name() for layer in project.layerTreeRoot().layerOrder()] == [
        points.name(),
        live.name(),
        raster.name(),
    ]


def test_changing_the_view_keeps_opacity_and_blending(project):
    layer = make_layer(LiveView(ENCODER, "similarity", ((0, 0),)))
    layer.renderer().setOpacity(0.4)
    layer.setBlendMode(QPainter.CompositionMode.CompositionMode_Multiply)
    show_view(layer, LiveView(ENCODER, "clusters"))
    assert view_of(layer) == LiveView(ENCODER, "clusters")
    assert layer.name() == LiveView(ENCODER, "clusters").title()
    assert layer.renderer().opacity() == pytest.approx(0.4)
    assert layer.blendMode() == QPainter.CompositionMode.CompositionMode_Multiply
    layer.setName("mine")
    show_view(layer, LiveView(ENCODER))
    assert layer.name() == "mine"


# Rendering


def test_the_live_layer_equals_the_embedding_map(run, redirect, tmp_path):
    """One tile at zoom 3: the colours are those of the map's colour bands in every pixel.

    QGIS may shift it by a pixel, which is two colour steps here.
    """
    west, south, side = 0.0, WORLD / 4, WORLD / 4
    extent = (west, south, west + side, south + side)
    results = run(
        "satclip:embeddingmap",
        EXTENT=f"{extent[0]},{extent[2]},{extent[1]},{extent[3]} [EPSG:3857]",
        CRS="EPSG:3857",
        PIXEL_SIZE=side / 256,
        OUTPUT=str(tmp_path / "map.tif"),
    )
    expected = np.moveaxis(gdal.Open(results["OUTPUT"]).ReadAsArray()[3:], 0, -1)
    view = LiveView(ENCODER)
    tile = pixels(QImage.fromData(get(view.url("3/4/2.png"))[1]))
    assert np.abs(tile - expected).max() <= 2
    shown = draw(make_layer(view), extent)
    assert np.abs(shown - expected).max() <= 3
    assert len(np.unique(shown.reshape(-1, 3), axis=0)) > 500


def test_similarity_is_highest_at_the_reference_point(redirect, home):
    view = LiveView(ENCODER, "similarity", ((13.4, 52.5),))
    here, there = (get_json(view.value_url(place))["value"] for place in ((13.4, 52.5), (-120, -60)))
    assert here == pytest.approx(1, abs=1e-4)
    assert there < 0.9
    assert not is_blank(draw(make_layer(view)))


def test_clusters_have_the_colours_of_the_legend(redirect, home):
    view = LiveView(ENCODER, "clusters", clusters=5)
    legend = [QColor(entry["colour"]).getRgb()[:3] for entry in get_json(view.url("legend"))["entries"]]
    assert len(set(legend)) == 5
    picture = draw(make_layer(view))
    shares = [(picture == np.array(colour)).all(-1).mean() for colour in legend]
    assert sum(shares) > 0.95
    assert sum(share > 0.01 for share in shares) >= 3


def get_json(address: str) -> dict:
    error, content = get(address)
    assert error == QNetworkReply.NetworkError.NoError, content
    return json.loads(content)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3035", "EPSG:32633"])
def test_any_project_crs(redirect, home, crs):
    target = QgsCoordinateReferenceSystem(crs)
    bounds = {"EPSG:4326": (-20, 30, 40, 70), "EPSG:3035": (2.5e6, 1.5e6, 6e6, 5e6)}
    extent = bounds.get(crs, (200000, 5200000, 800000, 5900000))
    assert not is_blank(draw(make_layer(LiveView(ENCODER)), extent, crs=target))


@pytest.mark.parametrize("zoom", [0, 5, 14, 22])
def test_any_zoom(redirect, home, zoom):
    side = 2 * WORLD / 2**zoom
    picture = draw(make_layer(LiveView(ENCODER, "similarity", ((10, 50),))), (0, 0, side, side))
    assert (picture.min(axis=(0, 1)) < 255).any(), "white: nothing was drawn"


def test_a_layout_is_exported_with_opacity(redirect, home, project, tmp_path):
    layer = make_layer(LiveView(ENCODER))
    add_layer(layer, project)
    export(layer, tmp_path / "plain.png")
    plain = pixels(QImage(str(tmp_path / "plain.png"))).astype(float)
    layer.renderer().setOpacity(0.5)
    export(layer, tmp_path / "faint.png")
    faint = pixels(QImage(str(tmp_path / "faint.png"))).astype(float)
    assert len(np.unique(plain.reshape(-1, 3), axis=0)) > 500
    assert np.abs(faint - (plain + 255) / 2).max() <= 2


def export(layer, target: Path) -> None:
    """Export a layout as a script does, which blocks the main thread."""
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    item = QgsLayoutItemMap(layout)
    item.attemptSetSceneRect(QRectF(0, 0, 297, 210))
    item.setLayers([layer])
    item.setCrs(MERCATOR)
    item.zoomToExtent(QgsRectangle(-1e7, -7e6, 1e7, 7e6))
    layout.addLayoutItem(item)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 60
    assert (
        QgsLayoutExporter(layout).exportToImage(str(target), settings)
        == QgsLayoutExporter.ExportResult.Success
    )


# An unavailable backend


def test_tiles_start_and_restart_the_backend(redirect, home):
    launcher.stop()
    layer = make_layer(LiveView(ENCODER))
    before = draw(layer)
    assert not is_blank(before)
    settle(lambda: redirect.said == ["starting", "started"])
    first = Runtime.read()
    launcher.stop()
    assert not is_blank(draw(layer, extent=(0, 0, WORLD, WORLD)))  # tiles that are not cached
    assert Runtime.read().token != first.token
    np.testing.assert_array_equal(draw(layer), before)
    settle(lambda: redirect.said == ["starting", "started"] * 2)


def test_a_layout_exported_without_a_running_backend_is_complete(redirect, home, project, tmp_path):
    layer = make_layer(LiveView(ENCODER))
    add_layer(layer, project)
    export(layer, tmp_path / "with.png")
    launcher.stop()
    export(layer, tmp_path / "without.png")
    with_, without = (pixels(QImage(str(tmp_path / name))) for name in ("with.png", "without.png"))
    assert not is_blank(with_)
    assert np.abs(with_.astype(int) - without).max() <= 1


def test_the_next_tile_restarts_a_killed_backend(redirect, home):
    layer = make_layer(LiveView(ENCODER))
    before = draw(layer)
    end_hard()
    assert not is_blank(draw(layer, extent=(-WORLD, -WORLD, 0, 0)))  # tiles that are not cached
    np.testing.assert_array_equal(draw(layer), before)
    settle(lambda: redirect.said[-2:] == ["starting", "started"])
    assert "lost" not in redirect.said, "nobody asked a backend that had ended"


def test_a_backend_that_stops_listening_is_reported_once(redirect, home):
    """The process in the runtime file runs, but its port is closed."""
    layer = make_layer(LiveView(ENCODER))
    get(LiveView(ENCODER).url("legend"))
    runtime = json.loads(Runtime.file().read_text())
    launcher.stop()
    settle(lambda: is_closed(runtime["port"]))  # also wait for the end of persistent connections
    Runtime.file().write_text(json.dumps({**runtime, "pid": os.getpid(), "started": None}))
    draw(layer, extent=(-WORLD, -WORLD, 0, 0))
    settle(lambda: "lost" in redirect.said)
    assert not is_blank(draw(layer, extent=(-WORLD, -WORLD, 0, 0)))
    assert redirect.said.count("lost") == 1


def test_many_tiles_start_one_backend(redirect, home):
    launcher.stop()
    layer = make_layer(LiveView(ENCODER))
    picture = draw(layer, size=(1500, 1500))
    settle(lambda: "started" in redirect.said)
    assert redirect.said == ["starting", "started"]
    assert (picture.reshape(-1, 3).min(axis=1) < 255).mean() > 0.99


def test_a_missing_installation_is_reported_once(qgis_app, empty_home):
    redirect = Redirect(lambda: None, plugin_version())
    said = []
    redirect.failed.connect(said.append)
    redirect.install()
    try:
        start = time.monotonic()
        assert is_blank(draw(make_layer(LiveView(ENCODER)), size=(1000, 1000)))
        assert time.monotonic() - start < 20
        settle(lambda: said)
        assert len(said) == 1
        assert isinstance(said[0], NoEnvironment)
        error, content = get(LiveView(ENCODER).url("legend"))
        assert error != QNetworkReply.NetworkError.NoError
        assert b"Set up the backend" in content
    finally:
        redirect.remove()


def is_closed(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return True
    return False


# Proxy, token and cleanup


def test_tile_requests_bypass_the_proxy_of_qgis(redirect, home):
    """The port of the proxy is closed, so requests to it fail in the main thread and in rendering threads."""
    manager = QgsNetworkAccessManager.instance()
    before = (manager.fallbackProxy(), manager.excludeList(), manager.noProxyList())
    QNetworkProxy.setApplicationProxy(QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 9))
    manager.setFallbackProxyAndExcludes(
        QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 9), [], ["http://kept"]
    )
    try:
        assert not is_blank(draw(make_layer(LiveView(ENCODER)), extent=(0, 0, WORLD / 4, WORLD / 4)))
        error, content = get(LiveView(ENCODER).url("legend"))
        assert error == QNetworkReply.NetworkError.NoError, content
        assert "http://kept" in manager.noProxyList()
        assert get(f"http://127.0.0.1:{Runtime.read().port}1/x")[0] != QNetworkReply.NetworkError.NoError
        redirect.remove()
        assert manager.noProxyList() == ["http://kept"]
    finally:
        QNetworkProxy.setApplicationProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        manager.setFallbackProxyAndExcludes(*before)


@pytest.mark.parametrize(
    "address",
    [
        "http://satclip.invalid/encoders",
        "http://satclip.invalid/jobs",
        "https://satclip.invalid/tiles/bundled/pca/legend",
        "http://satclip.invalid.example.invalid/tiles/bundled/pca/legend",
        "http://user@127.0.0.1:1/tiles/bundled/pca/legend",
        "http://satclip.invalid/tiles/../status",
        "http://satclip.invalid/tiles/bundled/..%2F..%2Fstatus",
    ],
)
def test_other_requests_do_not_get_the_token(redirect, home, backend, address):
    backend.status()
    request = preprocessed(address)
    assert request.url().toString() == address
    assert not request.hasRawHeader(b"Authorization")


def test_the_token_is_sent_to_loopback_after_authentication(redirect, home, backend):
    backend.status()
    assert b"Bearer " + Runtime.read().token.encode() not in preprocessed(
        LiveView(ENCODER).url("0/0/0.png")
    ).rawHeader(b"Authorization")
    get(LiveView(ENCODER).url("legend"))
    request = preprocessed(LiveView(ENCODER).url("0/0/0.png"))
    runtime = Runtime.read()
    assert (request.url().host(), request.url().port()) == ("127.0.0.1", runtime.port)
    assert bytes(request.rawHeader(b"Authorization")).decode() == f"Bearer {runtime.token}"


def test_the_token_is_not_sent_after_the_backend_has_exited(redirect, home, backend):
    """The runtime file still exists, and another program may use the port."""
    backend.status()
    get(LiveView(ENCODER).url("legend"))
    runtime = Runtime.read()
    end_hard()
    assert Runtime.read() == runtime
    request = preprocessed(LiveView(ENCODER).url("0/0/0.png"))
    assert request.url().port() != runtime.port
    assert runtime.token not in bytes(request.rawHeader(b"Authorization")).decode()


def test_the_preprocessor_is_fast_and_thread_safe(redirect, home, backend):
    backend.status()
    get(LiveView(ENCODER).url("legend"))
    times, failures = [], []

    def work():
        try:
            for _ in range(200):
                start = time.perf_counter()
                request = preprocessed(LiveView(ENCODER).url("0/0/0.png"))
                times.append(time.perf_counter() - start)
                assert request.url().host() == "127.0.0.1"
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert np.median(times) < 0.05


def test_the_startup_proxy_serves_only_its_own_qgis(redirect, home):
    launcher.stop()
    request = preprocessed(LiveView(ENCODER).url("0/0/0.png"))
    port, token = request.url().port(), bytes(request.rawHeader(b"Authorization")).decode()
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": token, "Origin": "http://x"}):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/tiles/x", headers=headers)
        assert connection.getresponse().status == 403
        connection.close()
    assert Runtime.read() is None, "nobody of ours has asked for a backend"


def test_removing_the_redirection_leaves_nothing(redirect, home):
    launcher.stop()
    draw(make_layer(LiveView(ENCODER)))
    redirect.remove()
    request = preprocessed(LiveView(ENCODER).url("0/0/0.png"))
    assert request.url().host() == "satclip.invalid"
    until = time.monotonic() + 60
    while time.monotonic() < until and "satclip-startup-proxy" in str(threading.enumerate()):
        time.sleep(0.02)
    assert "satclip-startup-proxy" not in str(threading.enumerate())


def test_silent_clients_do_not_block_the_startup_proxy(monkeypatch):
    monkeypatch.setattr(startup_proxy, "HEADER_TIMEOUT", 0.5)
    monkeypatch.setattr(startup_proxy, "MAX_CONNECTIONS", 3)
    proxy = startup_proxy.StartupProxy(lambda is_cancelled: None)
    try:
        with contextlib.ExitStack() as held:
            silent = [
                held.enter_context(socket.create_connection(("127.0.0.1", proxy.port), timeout=30))
                for _ in range(3)
            ]
            assert (
                held.enter_context(socket.create_connection(("127.0.0.1", proxy.port), timeout=30)).recv(1)
                == b""
            )
            with contextlib.suppress(OSError):
                while True:  # one character at a time
                    silent[0].sendall(b"G")
                    time.sleep(0.1)
            assert [connection.recv(1) for connection in silent[1:]] == [b"", b""]
    finally:
        proxy.close()


def test_a_failed_start_is_retried_after_a_pause_or_on_request(monkeypatch):
    monkeypatch.setattr(startup_proxy, "RETRY_DELAY", 60.0)
    tries = []

    def connect(is_cancelled):
        tries.append(1)
        raise NoEnvironment("none")

    proxy = startup_proxy.StartupProxy(connect)
    try:
        for _ in range(5):
            with pytest.raises(NoEnvironment):
                proxy.client()
        assert len(tries) == 1
        proxy.try_again()
        with pytest.raises(NoEnvironment):
            proxy.client()
        assert len(tries) == 2
        proxy._retry_at -= 60
        with pytest.raises(NoEnvironment):
            proxy.client()
        assert len(tries) == 3
    finally:
        proxy.close()
