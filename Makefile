# Every habit is a target; `make` alone lists them. All it takes is make and Python 3.11 or newer.
#
# PYTHON makes .venv; PORT, DATABASE_URL and CLOCK reach the program from the environment or from this command line:
#   make run PORT=9000 CLOCK=2026-11-18T09:00:00+01:00

PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST = $(BIN)/python -m pytest -n auto --dist loadgroup $(if $(k),-k "$(k)")

.NOTPARALLEL:
.PHONY: help setup run serve test browser check lint format types layers schema schema-current schema-changes \
	migrations migrations-current demo demo-clear messages lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-19s %s\n", $$1, $$2 }' Makefile

# --- running

setup: .venv/dev ## environment, hooks, database, demo data: from clone to running
	@if command -v pre-commit >/dev/null && [ -e .git ]; then pre-commit install; \
		else echo "No pre-commit here, so no hooks; make check finds the same."; fi
	$(MANAGE) migrate
	$(MANAGE) seed_demo

run serve demo demo-clear setup: export DEMO = on

run: .venv/runtime ## server with demo data, for trying and developing
	@$(MANAGE) start

serve: .venv/runtime ## the same site, served as in production
	@$(MANAGE) start --production

demo: .venv/runtime ## a small, true-to-life site; the same every time
	$(MANAGE) seed_demo

demo-clear: .venv/runtime ## takes away exactly what `make demo` made
	$(MANAGE) seed_demo --clear

# --- checking

test: .venv/dev ## all tests on SQLite, then on PostgreSQL where one answers; k=stories for some
	@postgres=$$($(BIN)/python scripts/find_postgres.py) || exit 1; status=0; \
	if [ -n "$$postgres" ]; then echo "Tests, first of two runs: SQLite"; \
		else echo "Tests, the only run: SQLite. No PostgreSQL answers; DATABASE_URL can name one."; fi; \
	env -u DATABASE_URL $(PYTEST) || status=1; \
	if [ -n "$$postgres" ]; then echo "Tests, second of two runs: PostgreSQL at $${postgres##*@}"; \
		DATABASE_URL="$$postgres" $(PYTEST) || status=1; fi; \
	exit $$status

browser: .venv/dev ## only the tests that need a browser
	$(PYTEST) -m browser

check: lint types layers schema-current migrations-current test ## all that can fail; what CI runs

lint: .venv/dev ## ruff and djlint, changing nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint . --lint --quiet

format: .venv/dev ## ruff, with fixes
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: .venv/dev ## mypy, with the Django and strawberry plug-ins
	$(BIN)/mypy

layers: .venv/dev ## import-linter: who may lean on whom
	$(BIN)/lint-imports

# --- contract and database

schema: .venv/dev ## prints the schema to graphql_api/schema.graphql
	$(MANAGE) export_schema graphql_api.schema --path graphql_api/schema.graphql

schema-current: .venv/dev ## fails when graphql_api/schema.graphql lags behind the code
	@mkdir -p var
	@$(MANAGE) export_schema graphql_api.schema --path var/schema.graphql >/dev/null
	@diff -u graphql_api/schema.graphql var/schema.graphql || { echo "The schema moved: run make schema."; exit 1; }

schema-changes: .venv/dev ## what would break for partners, compared with main
	$(MANAGE) schema_changes

migrations: .venv/dev ## writes migrations, then shows their SQL: make migrations name=story_follows
	@test -n "$(name)" || { echo "Say what it does: make migrations name=story_follows"; exit 1; }
	$(MANAGE) makemigrations --name "$(name)"
	@for file in */migrations/[0-9]*_"$(name)".py; do [ -e "$$file" ] || continue; \
		$(MANAGE) sqlmigrate "$${file%%/*}" "$$(basename "$$file" .py)" || exit 1; done

migrations-current: .venv/dev ## fails when a model changed without a migration
	$(MANAGE) makemigrations --check --dry-run

messages: .venv/dev ## collects and compiles the translations; needs gettext
	$(MANAGE) makemessages --all --ignore=.venv --ignore=var
	$(MANAGE) compilemessages --ignore=.venv --ignore=var

# --- environment

define install
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
@test -x $(BIN)/python || $(PYTHON) -m venv --clear .venv
@echo "Installing $< into .venv; the first time this takes a minute."
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
@touch $@
endef

.venv/runtime: requirements.lock
	$(install)

.venv/dev: requirements-dev.lock
	$(install)

UV_COMPILE = var/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

lock: ## resolves the dependencies in pyproject.toml into the lock files
	$(PYTHON) -m venv var/uv
	var/uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
	$(UV_COMPILE) pyproject.toml --output-file requirements.lock
	$(UV_COMPILE) pyproject.toml --extra dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## takes away .venv and all caches; keeps var/, which holds your data
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage var/uv
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
