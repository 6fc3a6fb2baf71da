# Everything a developer needs. `make` prints this list.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help run test test-fast check format promises bench lock venv dev messages
PY := .venv/bin/python
# Extra words for pytest: make test-fast ARGS="-k gate -x"
ARGS ?=

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: ## install, prepare and start everything on http://localhost:8000 (PORT=8001 for another port)
	@scripts/run

test: dev ## every test: PostgreSQL, SQLite, Redis, real Chromium; installs and starts what is missing
	@scripts/test $(ARGS)

test-fast: dev ## the tests on SQLite, without browser and slow ones
	@$(PY) -m pytest -q -n 2 -m "not browser and not promise and not slow and not walk" $(ARGS)

check: dev ## style, types, import order, migrations, templates, translations, settings, budgets
	@scripts/check

format: dev ## let the formatters write what make check asks for
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
	@git ls-files -z --cached --others --exclude-standard 'templates/*.html' | xargs -0 -r .venv/bin/djade --target-version 5.2

promises: dev ## the full set of promises about privacy and delivery (about half an hour)
	@scripts/packages test
	@$(PY) -m promises.run $(ARGS)

bench: dev ## measure the hot paths beside a minimal app, on PostgreSQL
	@scripts/packages test
	@scripts/with-services bench -- $(PY) -m bench.run $(ARGS)

lock: dev ## compile requirements*.in again (UPGRADE=1 takes the newest versions)
	@scripts/lock

messages: dev ## compile the translations
	@$(PY) manage.py compilemessages

venv: ## the packages to run it
	@scripts/setup run

dev: ## the packages to build and test it
	@scripts/setup dev
