#!/usr/bin/env bash
# Test the backend with the oldest releases that backend/pyproject.toml allows, in a separate environment.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x $uv ] || .venv/bin/python -m pip install -q uv
cpu=$(sed -n 's/^CPU_INDEX = "\(.*\)"/\1/p' satclip_qgis/bridge/environment.py)
python=build/oldest/bin/python
index=(--extra-index-url "$cpu")
if ! curl -sfIL -m 20 -o /dev/null "$cpu/torch/"; then
    echo "$cpu can't be reached: PyTorch comes from PyPI, with CUDA's libraries (7 GB)."
    index=()
fi
$uv venv -q --clear --python .venv/bin/python build/oldest
$uv pip install -q --python $python --resolution lowest-direct ${index[@]+"${index[@]}"} -e 'backend[gps2vec,xarray]'
$uv pip install -q --python $python httpx psutil pytest pytest-xdist
$uv pip freeze -q --python $python | grep -iE "^($(sed -n '/^dependencies/,/^]/s/^ *"\([a-z0-9_-]*\).*/\1/p' backend/pyproject.toml \
    | sed 's/_/[_-]/g' | paste -sd'|'))=="
$python -m pytest -q -n logical --maxprocesses 4 --dist loadfile -m "not slow" tests/backend/test_{api,cli,cli_embed,cli_learning}.py \
    tests/backend/test_{embedding_map,similarity_map,cluster_map,geopackage,parquet,tables}.py \
    tests/backend/models/test_{fitting,mapping,model_file,report}.py tests/backend/server/test_{embeddings,life}.py
