#!/usr/bin/env bash
# A folder of all wheels that set-up needs on this system and Python, for computers without internet access:
# build/wheelhouse. An installation from it, without a network, is tried at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=build/wheelhouse
torch=$(sed -n 's/^TORCH = "\(.*\)"/\1/p' satclip_qgis/bridge/environment.py)
cpu=$(sed -n 's/^CPU_INDEX = "\(.*\)"/\1/p' satclip_qgis/bridge/environment.py)
download() { .venv/bin/python -m pip download -q --no-deps --only-binary :all: -d $folder "$@"; }

rm -rf $folder build/wheelhouse-trial
mkdir -p $folder
download --require-hashes -r backend/requirements.txt
download "torch==$torch+cpu" || download --extra-index-url "$cpu" "torch==$torch+cpu" || download "torch==$torch"
cp build/satclip_qgis/backend/*.whl $folder

trap 'rm -rf build/wheelhouse-trial build/wheelhouse-trial.lock' EXIT
/usr/bin/python3 -m satclip_qgis.bridge.environment --no-index --find-links $folder build/wheelhouse-trial $folder/satclip_backend-*.whl
echo "$(find $folder -name '*.whl' | wc -l) wheels, $(du -sh $folder | cut -f1), in $folder"
