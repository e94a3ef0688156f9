#!/usr/bin/env bash
# Tests the staged plugin in newer versions of QGIS, those of Debian 13 and of its backports, each in a chroot, with the
# backend of this checkout.
#   scripts/matrix.sh           needs root, debootstrap, 6 GB in build/matrix and some minutes
#   SUITES=trixie scripts/matrix.sh     only one of them
# The algorithms run with qgis_process, two of them from their dialogs in the desktop, which also tests the live layer.
# Screenshots are kept in build/matrix. The backend runs outside the chroot, which has other packages.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# = 0 ]; then
    for suite in ${SUITES:-trixie trixie-backports}; do "$0" "$suite"; done
    exit
fi
suite=$1
root=$PWD/build/matrix/$suite
backend=$PWD/.venv/bin/python
command -v debootstrap >/dev/null || { echo "debootstrap is missing: apt-get install debootstrap"; exit 2; }

if [ ! -e "$root/.whole" ]; then
    echo "Making a root of Debian $suite with QGIS"
    rm -rf "$root" && mkdir -p "$root"
    mirror=$(sed -nE 's/^(URIs: *|deb +(\[[^]]*\] *)?)(https?:[^ ]*debian)\/? *.*/\3/p' \
        /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1 || true)
    debootstrap --variant=minbase --include=ca-certificates,python3 "${suite%-backports}" "$root" ${mirror:+"$mirror"} >/dev/null
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    echo "deb ${mirror:-http://deb.debian.org/debian} $suite main" >"$root/etc/apt/sources.list.d/suite.list"
    chroot "$root" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y -qq --no-install-recommends -t "$suite" \
        qgis python3-qgis qgis-providers xvfb xauth >/dev/null 2>&1
    touch "$root/.whole"
fi

work=$root/srv/satclip
rm -rf "$work" && mkdir -p "$work"/{plugins,home,out,journey,live,runtime,profile/profiles/default/QGIS}
chmod 700 "$work/runtime"
cp -r build/satclip_qgis "$work/plugins/"
cp resources/demo/air_temperature.gpkg tests/data/imagery/utm33n.tif tests/end_to_end/{journey,live}_session.py "$work/"
printf '[PythonPlugins]\nsatclip_qgis=true\n\n[locale]\nuserLocale=en_US\noverrideFlag=true\n' \
    >"$work/profile/profiles/default/QGIS/QGIS3.ini"

mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
SATCLIP_HOME=$work/home "$backend" -I -m satclip_backend serve 2>"$work/backend.log" &
server=$!
trap 'kill $server 2>/dev/null || true; umount -l "$root/dev" "$root/proc"' EXIT
until [ -e "$work/home/run/server.json" ]; do kill -0 $server; sleep 0.2; done

inside() {
    chroot "$root" env -i HOME=/root PATH=/usr/bin:/bin LANG=C.UTF-8 XDG_RUNTIME_DIR=/srv/satclip/runtime \
        QGIS_PLUGINPATH=/srv/satclip/plugins SATCLIP_HOME=/srv/satclip/home "$@"
}
processing() {
    inside QT_QPA_PLATFORM=offscreen QGIS_CUSTOM_CONFIG_PATH=/srv/satclip/scripts \
        sh -c '$(command -v qgis_process.bin || command -v qgis_process) "$@"' qgis_process "$@"
}
processing --version | head -n 1
processing plugins enable satclip_qgis >/dev/null
processing run satclip:embedpoints -- INPUT=/srv/satclip/air_temperature.gpkg OUTPUT=/srv/satclip/out/points.gpkg |
    grep EMBEDDED_COUNT
world=("EXTENT=-180,180,-90,90 [EPSG:4326]" PIXEL_SIZE=1)
processing run satclip:embeddingmap -- "${world[@]}" OUTPUT=/srv/satclip/out/map.tif | grep VALID_PIXELS
processing run satclip:similaritymap -- "${world[@]}" "POINT=10,25 [EPSG:4326]" OUTPUT=/srv/satclip/out/similarity.tif |
    grep PLACES_COUNT
processing run satclip:clustermap -- "${world[@]}" OUTPUT=/srv/satclip/out/clusters.tif \
    TABLE=/srv/satclip/out/clusters.gpkg | grep CLUSTERS_COUNT
processing run satclip:fitmodel -- INPUT=/srv/satclip/air_temperature.gpkg TARGET=mean_temp_c ESTIMATOR=1 \
    MODEL_FILE=/srv/satclip/out/t.satclip REPORT=/srv/satclip/out/report.html ROWS=/srv/satclip/out/rows.gpkg | grep SCORE:
processing run satclip:predictpoints -- MODEL_FILE=/srv/satclip/out/t.satclip INPUT=/srv/satclip/air_temperature.gpkg \
    OUTPUT=/srv/satclip/out/predicted.gpkg | grep PREDICTED_COUNT
processing run satclip:predictmap -- MODEL_FILE=/srv/satclip/out/t.satclip "${world[@]}" \
    OUTPUT=/srv/satclip/out/predicted.tif | grep VALID_PIXELS
processing run satclip:evaluatemodel -- MODEL_FILE=/srv/satclip/out/t.satclip INPUT=/srv/satclip/air_temperature.gpkg \
    REPORT=/srv/satclip/out/unseen.html TABLE=/srv/satclip/out/unseen.gpkg | grep SCORE_UNSEEN
processing run satclip:compareencoders -- INPUT=/srv/satclip/air_temperature.gpkg TARGET=mean_temp_c DEGREES=10 \
    REPORT=/srv/satclip/out/compared.html TABLE=/srv/satclip/out/compared.gpkg | grep BEST
processing run satclip:sampleimagery -- RASTERS=/srv/satclip/utm33n.tif COUNT=30 PIXELS=8 OUTPUT=/srv/satclip/out/patches |
    grep PATCHES
processing run satclip:pretrain -- FOLDER=/srv/satclip/out/patches NAME=matrix MINUTES=0.1 DEGREE=10 CAPACITY=64 PIXELS=8 \
    OUTPUT=/srv/satclip/out/matrix.tif CARD=/srv/satclip/out/card.html | grep ENCODER
desktop() {  # script, folder of its results
    inside SATCLIP_TEST_FOLDER="/srv/satclip/$2" SATCLIP_TEST_STATIONS=/srv/satclip/air_temperature.gpkg \
        SATCLIP_TEST_KEEP_BACKEND=1 \
        sh -c 'timeout 300 xvfb-run -a -s "-screen 0 1600x1000x24" $(command -v qgis.bin || command -v qgis) --nologo \
            --noversioncheck --profiles-path /srv/satclip/profile --profile default --code "$0"' "/srv/satclip/$1" \
        >"$work/$2.log" 2>&1
}
desktop journey_session.py journey
python3 - "$work/journey/journey.json" <<'CHECK'
import json, sys
seen = json.load(open(sys.argv[1]))
assert "error" not in seen, seen["error"]
assert seen["renderer"] == "multibandcolor" and seen["left_behind"] == [], seen
assert max(seen["freezes"].values()) < 1, seen["freezes"]
print(f"desktop: {len(seen['seconds'])} steps by the widgets, longest freezes {seen['freezes']} s, memory {seen['memory']} MB")
CHECK
rm -rf "build/matrix/$suite-journey"
cp -r "$work/journey" "build/matrix/$suite-journey"
desktop live_session.py live
python3 - "$work/live/session.json" <<'CHECK'
import json, sys
seen = json.load(open(sys.argv[1]))
assert "error" not in seen, seen["error"]
assert seen["world_colours"] > 1000 and seen["laea_colours"] > 100 and seen["layout_colours"] > 20, seen
assert seen["in_project"] == [] and seen["reopened_differs"] < 0.01, seen
assert min(seen["similar_differs"]) > 0.5 and seen["value"].endswith("1.00") and seen["cluster_legend"] == 6, seen
assert seen["longest_freeze"] < 1, seen
print(f"live layer: drawn, saved, exported and clicked on, longest freeze {seen['longest_freeze']:.2f} s")
CHECK
for picture in pca similarity clusters; do
    cp "$work/live/window_$picture.png" "build/matrix/$suite-live-$picture.png"
done
echo "passed on $suite"
