# make demo               install what is missing, run the plugin through real QGIS, leave the results in build/demo
# make test               every test, on a bare Debian machine too
# make test-fast          what a change of the backend most likely breaks: no slow tests, no servers, on all cores
# make build              stage the plugin in build/satclip_qgis: what QGIS, the tests and the zip use
# make package            build/satclip_qgis-VERSION.zip, for "Install from ZIP"
# make lint               ruff, mypy, flake8-qgis, and import-linter: which part may import which
# make docs               the documentation as a site, in build/docs: a broken link fails
# make guide-pictures     the pictures of the user guide, in docs/images/guide; SHOTS="label menu" takes these only
# make bench              how fast, against other programs: benchmarks/RESULTS.md, PRETRAINING_COST.md (half an hour)
# make benchmark          scores of encoders on prediction tasks: docs/benchmark.md; TASKS=folder of the standard tables
# make gpu-check          accuracy and speed of a GPU, against the CPU: docs/gpu.md
# make fuzz               ten minutes of damaged and hostile files for every reader, and of requests to every route
# make faults             half an hour of kills, full disks and busy clients: docs/reliability.md
# make accessibility      the demo's report checked with axe-core (needs chromium, npm and a demo)
# make matrix             the plugin in a newer QGIS (Debian 13's, in a root of its own; needs root rights)
# make oldest             tests of the backend with the oldest dependencies that it allows (build/oldest)
# make screenshots        pictures of each window in each language, in build/screenshots
# make translations       bring i18n/*.ts and the backend's catalogues up to date, list outdated translations of help pages
# make pretrain-bundled   train the encoder that ships again: from IMAGERY= and LAYERS=, folders of images
# make lock               resolve anew which releases set-up installs: backend/requirements.txt
# make wheelhouse         every wheel that set-up needs, in build/wheelhouse, for computers without internet access
# make clean              remove everything that was built, the environments too

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := demo

PYTHON ?= /usr/bin/python3
# QGIS and the environments made here must not meet the parts of another Python that is active in this shell.
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV GDAL_DATA GDAL_DRIVER_PATH PROJ_LIB PROJ_DATA QT_PLUGIN_PATH
VERSION := $(shell sed -n 's/^version=//p' metadata.txt)
STAGE := build/satclip_qgis
ZIP := satclip_qgis-$(VERSION).zip
SOURCES = $(shell find satclip_qgis resources backend i18n -type f -not -name '*.pyc') metadata.txt LICENSE
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
ROWS ?= 2000
GEOCLIP := geoclip-1.3.0-py3-none-any.whl
QGIS_PACKAGES := qgis python3-qgis qgis-providers python3-venv xvfb xauth qttools5-dev-tools pyqt5-dev-tools

BABEL := .venv/bin/python -m babel.messages.frontend -q
LOCALE := backend/satclip_backend/locale

.PHONY: demo test test-fast build package lint docs guide-pictures bench benchmark gpu-check fuzz faults accessibility matrix oldest screenshots translations lock wheelhouse pretrain-bundled clean

demo: build build/.qgis-tests
	@$(PYTHON) scripts/demo.py

# A file of tests stays in one process: what its tests share, such as a server, is made once. There is a process more
# than cores, since tests also wait for servers; four are the most, because each takes 1.5 GB of memory.
# What fails runs once more, alone, since the machine may have been too busy for a test with servers and time limits.
PARALLEL := -n $(shell n=$$(nproc); echo $$((n < 4 ? n + 1 : 4))) --dist loadfile

tested = $(1) $(PARALLEL) || { [ $$? = 1 ] && echo "Once more, alone:" && $(1) --last-failed --last-failed-no-failures none; }

test: build build/.qgis-tests build/$(GEOCLIP)
	@rm -rf .qgis-settings  # those of QGIS in an earlier run
	$(call tested,.venv/bin/python -m pytest tests/backend)
	$(call tested,QT_QPA_PLATFORM=offscreen .venv-qgis/bin/python -m pytest tests/plugin tests/end_to_end)

test-fast: build/.environment
	.venv/bin/python -m pytest tests/backend --ignore=tests/backend/server -m "not slow" $(PARALLEL)

build: build/.staged

package: build
	@find $(STAGE) -name __pycache__ -prune -exec rm -rf {} +
	@cd build && rm -f satclip_qgis-*.zip && $(PYTHON) -m zipfile -c $(ZIP) satclip_qgis && ls -l $(ZIP)

lint: build/.environment
	@.venv/bin/python -c 'import flake8_qgis, importlinter' 2>/dev/null \
	    || .venv/bin/pip install -q ruff flake8-qgis import-linter
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/flake8 --select=QGS1,QGS4 satclip_qgis
	PYTHONPATH=backend .venv/bin/lint-imports --no-cache

docs: build/.environment
	@.venv/bin/python -c 'import furo, myst_nb, numpydoc' 2>/dev/null || .venv/bin/pip install -q -r docs/requirements.txt
	.venv/bin/python docs/site/build.py

guide-pictures: build build/.qgis-tests
	$(PYTHON) scripts/guide_pictures.py $(SHOTS)

bench: build/.staged build/.qgis-tests
	.venv/bin/python benchmarks/speed
	.venv/bin/python benchmarks/pretraining/cost.py

# It continues a run that was stopped, and computes only what has changed. The data folder is one of its own.
benchmark: build/.environment build/$(GEOCLIP)
	@test -d "$(TASKS)" || { echo "make benchmark TASKS=FOLDER: the folder of the tables of docs/benchmark.md"; exit 2; }
	@test -f build/benchmark/home/encoders/geoclip.safetensors || SATCLIP_HOME=build/benchmark/home \
	    .venv/bin/satclip-backend encoders import build/$(GEOCLIP) --name geoclip >/dev/null
	SATCLIP_HOME=build/benchmark/home .venv/bin/satclip-backend benchmark --tasks "$(TASKS)" --rows $(ROWS) \
	    --encoder bundled geoclip coordinates harmonics -o build/benchmark
	.venv/bin/python scripts/benchmark_docs.py build/benchmark/benchmark.md

# On the CPU, to try it: make gpu-check GPU_CHECK="--device cpu"
gpu-check: build/.environment
	.venv/bin/python benchmarks/gpu $(GPU_CHECK)

fuzz: build/.environment
	cd tests && ../.venv/bin/python -m fuzz --minutes 7
	SATCLIP_FUZZ_SECONDS=150 .venv/bin/python -m pytest tests/backend/server/test_fuzz_api.py

faults: build build/.qgis-tests
	cd tests && ../.venv/bin/python -m faults --write

accessibility:
	scripts/check_report.sh build/demo/report.html

matrix: build
	scripts/matrix.sh

oldest: build/.environment
	scripts/oldest.sh

translations: build/.environment
	pylupdate5 -noobsolete -tr-function tr $$(find satclip_qgis -name '*.py') -ts i18n/*.ts
	$(BABEL) extract --no-wrap --sort-by-file --add-location=file -k gettext_lazy -k ngettext_lazy:1,2 \
	    -o build/messages.pot backend/satclip_backend 2>/dev/null  # it warns of values that are f-strings
	for catalogue in $(LOCALE)/*.po; do $(BABEL) update -i build/messages.pot -o $$catalogue \
	    -l $$(basename $$catalogue .po) --no-wrap --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date; done
	@$(PYTHON) scripts/help_pages.py

screenshots: build build/.qgis-tests
	SATCLIP_SCREENSHOTS=$(CURDIR)/build/screenshots QT_QPA_PLATFORM=offscreen \
	    .venv-qgis/bin/python -m pytest -q tests/plugin/test_languages.py

lock: build/.environment
	scripts/lock.sh

wheelhouse: build
	scripts/wheelhouse.sh

# QGIS, Xvfb and Qt's tools for translations, from the system's packages, where they are missing.
build/.qgis:
	@mkdir -p build
	@if ! $(PYTHON) -c 'import qgis.core, ensurepip' 2>/dev/null || ! command -v xvfb-run >/dev/null \
	    || [ ! -x /usr/lib/qt5/bin/lrelease ]; then \
	    echo "Installing QGIS (1.2 GB, a minute or two)"; $(SUDO) apt-get update -qq; \
	    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(QGIS_PACKAGES) \
	        >build/apt.log 2>&1 || { tail -20 build/apt.log; exit 1; }; fi
	@touch $@

# The environment of the plugin's tests: the system's QGIS and pytest, nothing of the backend.
build/.qgis-tests: | build/.qgis
	$(PYTHON) -m venv --system-site-packages .venv-qgis
	.venv-qgis/bin/python -m pip install --quiet --disable-pip-version-check pytest-qgis==5.0.2 \
	    'pytest-xdist>=3.6,<4' 'uv>=0.11,<1'
	@touch $@

# GeoCLIP's published weights, 40 MB: tests of its values, and of its download in QGIS.
build/$(GEOCLIP): | build/.environment
	@.venv/bin/pip download -q --disable-pip-version-check --no-deps --ignore-requires-python --dest build geoclip==1.3.0

# The backend's environment, made by the installer that users run.
build/.environment: backend/pyproject.toml backend/requirements.txt metadata.txt | build/.qgis
	$(PYTHON) -m satclip_qgis.bridge.environment .venv -e 'backend[test,pretrain]'
	@.venv/bin/satclip-backend --version | grep -qF ' $(VERSION)' || .venv/bin/pip install -q --no-deps -e backend
	@touch $@

build/.staged: $(SOURCES) scripts/contract.py build/.environment
	@echo "Staging $(STAGE)"
	@rm -rf $(STAGE) && mkdir -p $(STAGE)/backend $(STAGE)/i18n $(STAGE)/resources
	@cp -r satclip_qgis/. $(STAGE) && find $(STAGE) -name __pycache__ -prune -exec rm -rf {} +
	@cp metadata.txt LICENSE $(STAGE) && cp -r resources/icons resources/help resources/models $(STAGE)/resources
	@.venv/bin/python scripts/contract.py >$(STAGE)/contract.json
	@for ts in i18n/*.ts; do /usr/lib/qt5/bin/lrelease -silent $$ts -qm $(STAGE)/i18n/$$(basename $$ts .ts).qm; done
	@.venv/bin/pip wheel -q --disable-pip-version-check --no-deps --wheel-dir $(STAGE)/backend ./backend
	@cp backend/requirements.txt $(STAGE)/backend
	@test -f $(STAGE)/backend/satclip_backend-$(VERSION)-py3-none-any.whl
	@touch $@

# The model card, docs/encoders/bundled.md, says what the options mean and what comes out.
pretrain-bundled: build/.environment
	@test -d "$(IMAGERY)" -a -d "$(LAYERS)" || { echo "make pretrain-bundled IMAGERY=FOLDER LAYERS=FOLDER: the folder of the" \
	    "twelve months, 2004-01.jpg to 2004-12.jpg, of NASA's Blue Marble Next Generation (8192 x 4096), and that of" \
	    "relief.tif, black-marble-2km.tif, modis-lst.tif and lightning.tif"; exit 2; }
	@mkdir -p build/pretrain
	.venv/bin/satclip-backend pretrain "$(IMAGERY)" -o build/pretrain/bundled.safetensors --land --sea 0.25 --points 100000 \
	    --filters 128 --classes 256 --components 384 \
	    --modality "$(LAYERS)/relief.tif" weight=0.3 \
	    --modality "$(LAYERS)/black-marble-2km.tif" weight=0.2 pixels=32 components=32 \
	    --modality "$(LAYERS)/modis-lst.tif" weight=0.1 pixels=2 filters=0 classes=0 components=24 \
	    --modality "$(LAYERS)/modis-lst.tif" weight=0.15 pixels=2 filters=0 classes=128 components=96 \
	    --modality "$(LAYERS)/lightning.tif" weight=0.1 pixels=2 filters=0 classes=0 components=12 \
	    --held-out 0.02 --steps 800 --precision bfloat16 --geometry predicted --half --seed 2004 --threads 1 \
	    --name "Blue Marble L40, second edition" --licence GPL-3.0-or-later \
	    --source "NASA Blue Marble 2004, Black Marble, MODIS land surface temperature, LIS/OTD lightning; Mapzen elevation" \
	    --description @resources/encoders/bundled.txt
	install -m 644 build/pretrain/bundled.safetensors resources/encoders/bundled.safetensors

clean:
	rm -rf build .venv .venv-qgis .qgis-settings
