# Golden Thread. `make help` lists what there is to make.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# uv: the one on this machine when it works here, else our own copy under .tools. It is asked, not looked
# for: a shim of a version manager can stand on the path and still refuse to run in this folder.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .tools/bin/uv)
PYTHON := .venv/bin/python
# where npm is missing, uvx fetches it; ours when this machine has none
export PATH := $(PATH):$(CURDIR)/.tools/bin

DEMO_DATA ?= demo-data
PORT ?= 8000
# An empty database server to run the tests against. In CI it must be there; elsewhere it is used when it answers.
POSTGRES_FOR_TESTS ?= $(or $(DATABASE_URL),postgresql://$(shell whoami)@127.0.0.1:5432/postgres)
PYTEST := env -u DATABASE_URL .venv/bin/pytest -q --no-header

.PHONY: help
help: ## List what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk 'BEGIN {FS = ":.*## "} {printf "  %-14s %s\n", $$1, $$2}'

# any Python from 3.8 on can fetch uv, and uv fetches the Python that we need
.tools/bin/uv:
	@for python in python3 /usr/bin/python3 python3.13 python3.12 python3.11 python; do \
	  rm -rf .tools; \
	  if "$$python" -m venv .tools >/dev/null 2>&1 && .tools/bin/pip install --quiet uv; then exit 0; fi; \
	done; echo "This needs uv, or a Python 3.8 or newer with venv. Please install one of them." >&2; exit 1

.venv/ready: requirements/test.txt pyproject.toml build_hooks.py | $(if $(filter .tools/bin/uv,$(UV)),.tools/bin/uv)
	@echo "Creating the Python environment …"
	@$(UV) venv --quiet --allow-existing --python 3.13 .venv || $(UV) venv --quiet --allow-existing .venv
	@$(UV) pip install --quiet --python .venv --require-hashes -r requirements/test.txt
	@$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: environment
environment: .venv/ready ## Create the Python environment

.PHONY: assets
assets: .venv/ready ## Build the front-end files
	@.venv/bin/goldenthread assets build

.PHONY: demo
demo: .venv/ready ## Make a demonstration system and serve it on this machine (PORT=8000)
	@.venv/bin/goldenthread demo --data $(DEMO_DATA) --port $(PORT)

.PHONY: test
test: lint types migrations test-sqlite test-postgres test-browser ## Run everything that CI runs
	@echo "Everything passed."

.PHONY: lint
lint: .venv/ready ## Check format, style and import contracts
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports --no-cache

.PHONY: types
types: .venv/ready ## Check types
	.venv/bin/mypy src/goldenthread

.PHONY: migrations
migrations: .venv/ready ## Check that migrations match the models
	env -u DATABASE_URL DJANGO_SETTINGS_MODULE=goldenthread.site.settings.testing \
	  $(PYTHON) -m django makemigrations --check --dry-run

.PHONY: test-sqlite
test-sqlite: .venv/ready assets ## Run the tests on SQLite
	$(PYTEST) -m "not browser"

.PHONY: test-postgres
test-postgres: .venv/ready assets ## Run the tests on PostgreSQL, where one answers
	@if $(PYTHON) -c 'import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=5)' "$(POSTGRES_FOR_TESTS)" 2>/dev/null; \
	then set -x; DATABASE_URL="$(POSTGRES_FOR_TESTS)" .venv/bin/pytest -q --no-header -m "not browser and not one_database"; \
	elif [ -n "$${CI:-}" ]; then echo "No PostgreSQL answers at $(POSTGRES_FOR_TESTS)." >&2; exit 1; \
	else echo "NOT RUN: the tests on PostgreSQL. None answers at $(POSTGRES_FOR_TESTS)."; fi

.PHONY: test-browser
test-browser: .venv/ready assets ## Run the journeys in Chromium
	$(PYTEST) -m browser

.PHONY: format
format: .venv/ready ## Format the code
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

.PHONY: lock
lock: ## Lock the dependencies with hashes
	for name in base test; do $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	  --python-version 3.12 requirements/$$name.in -o requirements/$$name.txt; done

.PHONY: bench
bench: .venv/ready assets ## Measure how fast pages and figures are
	@for file in benchmarks/*.py; do $(PYTHON) "$$file"; done

.PHONY: clean
clean: ## Remove what was built here, but not the demonstration's data
	rm -rf .venv .tools node_modules dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache htmlcov \
	  src/goldenthread/site/static/vendor
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
