#!/usr/bin/env bash
# Update backend/requirements.txt: the releases that set-up installs, for all Python versions and systems, with hashes.
# PyTorch and the dependencies of its GPU builds are left out, because their files differ between indexes.
# rasterio 1.5 has no wheels for macOS 14.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x $uv ] || .venv/bin/python -m pip install -q uv
torch=$(sed -n 's/^TORCH = "\(.*\)"/\1/p' satclip_qgis/bridge/environment.py)
resolve() {
    $uv pip compile -q --universal --python-version 3.10 --no-header --no-annotate --upgrade \
        --constraint <(printf 'torch==%s\nrasterio<1.5\n' "$torch") "$@" backend/pyproject.toml
}
left_out=$(resolve | grep -oE '^(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z]+)' | sort -u | sed 's/^/--no-emit-package /')
{
    echo "# Made by 'make lock' from pyproject.toml: what set-up installs, all but PyTorch."
    # shellcheck disable=SC2086
    resolve --generate-hashes $left_out
} >build/requirements.txt
mv build/requirements.txt backend/requirements.txt
grep -c '^[a-z]' backend/requirements.txt
