# Two commands are enough: `make demo` runs the product with its demo story, `make test` tests everything.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.stamp
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: install demo test lint bench screens messages lock docs clean

install: $(STAMP)/python $(STAMP)/front $(STAMP)/words

$(STAMP)/python: requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tanggap needs Python 3.11 or later: set PYTHON=/path/to/python3."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "The virtual environment cannot be made; on Debian: apt-get install python3-venv."; exit 1; }
	@echo "Installing Python packages …"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-dev.txt
	@mkdir -p $(STAMP) && touch $@

$(STAMP)/front: package-lock.json build.mjs $(shell find static/src -type f) $(STAMP)/python
	@command -v npm >/dev/null || { echo "Tanggap needs Node.js 20 or later with npm to build its pages; on Debian: apt-get install nodejs npm."; exit 1; }
	@echo "Building the pages …"
	@test -d node_modules/esbuild -a node_modules -nt package-lock.json || npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@node build.mjs
	@touch node_modules $@

$(STAMP)/words: $(wildcard locale/*/LC_MESSAGES/django.po) $(STAMP)/python
	@test ! -d locale || $(BIN)/pybabel -q compile -D django -d locale
	@touch $@

demo: install
	@$(BIN)/python manage.py up --demo

test: install
	@$(BIN)/python -m itsm.browser
	@$(BIN)/python -m pytest --create-db -n 2 --dist loadgroup --cov --cov-report=term

lint: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/djhtml -c templates 2>/dev/null || { echo "Templates are not indented: run $(BIN)/djhtml templates."; exit 1; }
	@$(BIN)/codespell
	@$(BIN)/python -m itsm.locks
	@$(BIN)/python manage.py draw_docs --check
	@EXTRA_APPS=django_linear_migrations LOG_LEVEL=WARNING $(BIN)/python manage.py makemigrations --check --dry-run
	@EXTRA_APPS=django_migration_linter LOG_LEVEL=WARNING $(BIN)/python manage.py lintmigrations --no-cache --quiet ok warning ignore

screens: install
	@$(BIN)/python -m pytest --create-db -q tests/browser/screens.py

bench: install
	@$(BIN)/python -m pytest --create-db -q benchmarks/

messages: install
	@$(BIN)/python manage.py makemessages -l id --no-location --no-wrap -i .venv -i node_modules -i var -i var-test
	@$(BIN)/pybabel -q compile -D django -d locale

lock:
	@for name in requirements requirements-dev; do $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate $$name.in -o $$name.txt; done
	@npm install --package-lock-only --no-audit --no-fund

docs: install
	@$(BIN)/python manage.py draw_docs

clean:
	@rm -rf .venv node_modules static/dist var-test
