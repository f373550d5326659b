# Golden Thread. `make help` lists what there is to make.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# uv: the one on this machine when it works here, else our own copy under .tools
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .tools/bin/uv)
PYTHON := .venv/bin/python
# where npm is missing, uvx fetches it; ours when this machine has none
export PATH := $(PATH):$(CURDIR)/.tools/bin
DEMO_DATA := $(CURDIR)/demo-data
DATABASE_FOR_TESTS ?= postgresql://$(shell whoami)@127.0.0.1:5432/test

.PHONY: help
help: ## List what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk 'BEGIN {FS = ":.*## "} {printf "  %-14s %s\n", $$1, $$2}'

.tools/bin/uv:
	python3 -m venv .tools && .tools/bin/pip install --quiet uv

.venv/ready: requirements/test.txt pyproject.toml | $(if $(filter .tools/bin/uv,$(UV)),.tools/bin/uv)
	$(UV) venv --quiet --allow-existing --python 3.13 .venv || $(UV) venv --quiet --allow-existing .venv
	$(UV) pip install --quiet --python .venv --require-hashes -r requirements/test.txt
	$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: environment
environment: .venv/ready ## Create the Python environment

.PHONY: assets
assets: .venv/ready ## Build the front-end files
	.venv/bin/goldenthread assets build

.PHONY: format
format: .venv/ready ## Format the code
	.venv/bin/ruff format . && .venv/bin/ruff check --fix .

.PHONY: lint
lint: .venv/ready ## Check format, style and import contracts
	.venv/bin/ruff format --check . && .venv/bin/ruff check . && .venv/bin/lint-imports

.PHONY: types
types: .venv/ready ## Check types
	.venv/bin/mypy src/goldenthread

.PHONY: migrations
migrations: .venv/ready ## Check that migrations match the models
	DJANGO_SETTINGS_MODULE=goldenthread.site.settings.testing $(PYTHON) -m django makemigrations --check --dry-run

.PHONY: lock
lock: ## Lock the dependencies with hashes
	for name in base test; do $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	  --python-version 3.12 requirements/$$name.in -o requirements/$$name.txt || exit 1; done
