# Every target does its own set-up; a second call finds it done. See README.md.
# Compiled modules are kept even where the shell says otherwise: without them a start takes twice as long.
export PYTHONDONTWRITEBYTECODE :=
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
TESTS_ALONE := tests/signaling tests/integration tests/e2e
TESTS_APART := $(foreach name,$(TESTS_ALONE),--ignore=$(name)) tests
WEB_SOURCES := $(shell find web -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)

.PHONY: run test test-python test-web test-postgres test-nightly test-release check check-python check-web check-house \
        bench lock wheel clean

run: $(VENV)/.runtime web/dist/index.html
	@$(BIN)/giaoban serve

test: test-web test-python

# What measures nothing and shares nothing runs on both cores; what moves media has the machine to itself.
test-python: $(VENV)/.dev $(VENV)/.packages-test web/dist/index.html
	$(BIN)/pytest -n 2 --dist loadfile $(TESTS_APART)
	$(BIN)/pytest $(TESTS_ALONE)

test-web: web/node_modules/.installed
	cd web && npm test --silent

# Every server a test starts in its own process stands on PostgreSQL instead of SQLite.
test-postgres: $(VENV)/.dev $(VENV)/.packages-test web/dist/index.html
	$(BIN)/pytest -n 2 --dist loadfile --database postgresql tests/server

# Its figures are printed at the end and kept as properties in the report.
test-nightly: test-postgres $(VENV)/.dev $(VENV)/.packages-test web/dist/index.html
	$(BIN)/pytest -m nightly -rP --junitxml=build/nightly.xml

test-release: $(VENV)/.dev $(VENV)/.packages-test web/dist/index.html
	$(BIN)/pytest -m release

check: check-python check-web check-house

check-python: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

check-web: web/node_modules/.installed
	cd web && npm run --silent check

check-house: $(VENV)/.dev
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	sh -n .ci/packages && bash -n .ci/run

bench: $(VENV)/.dev $(VENV)/.packages-test web/dist/index.html
	$(BIN)/python -m tests.bench $(BENCH)

# The lists come from pyproject.toml and web/package.json; they carry hashes and name no registry.
lock: $(VENV)/.uv
	$(UV) pip compile -q pyproject.toml --extra build --extra dev --generate-hashes --no-header --no-emit-index-url --python-version 3.11 -o requirements-dev.txt
	$(UV) pip compile -q pyproject.toml --extra build --generate-hashes --no-header --no-emit-index-url --python-version 3.11 -c requirements-dev.txt -o requirements.txt
	cd web && npm install --package-lock-only --no-audit --no-fund --loglevel=error && node dev/complete-lock.mjs

wheel: $(VENV)/.runtime web/dist/index.html
	rm -rf server/static && cp -r web/dist server/static
	$(BIN)/python -m hatchling build -t wheel
	rm -rf server/static

clean:
	rm -rf $(VENV) web/node_modules web/dist dist build

$(VENV)/.uv:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed ($(PYTHON) not found)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

$(VENV)/.runtime: requirements.txt pyproject.toml | $(VENV)/.uv
	@sh .ci/packages run
	@[ -e $(VENV)/.dev ] || $(UV) pip install --quiet --require-hashes -r requirements.txt
	@$(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(VENV)/.uv
	@$(UV) pip install --quiet --require-hashes -r requirements-dev.txt
	@$(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.packages-test: .ci/packages | $(VENV)/.uv
	@sh .ci/packages test
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json
	@command -v npm >/dev/null || { echo "Node.js 20 or newer with npm is needed" >&2; exit 1; }
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/index.html: web/node_modules/.installed $(WEB_SOURCES)
	cd web && npm run --silent build
	@touch $@
