# Two commands for a newcomer: `make run` and `make test`. They do all the set-up themselves.
# Everything is installed in .venv from pinned, hashed requirements.

PYTHON ?= python3
PORT ?= 8050
VENV := .venv
BIN := $(VENV)/bin
export LAGESBILD_STORE ?= data/store
export PYTHONUTF8 := 1
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes

.PHONY: help run test check lint format demo lock bench clean chromium

help: ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(BIN)/python:
	@echo "Skapar en virtuell miljö i $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 eller senare behövs, detta är " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installerar paketen i requirements.txt (en till två minuter första gången) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements-lake.txt $(VENV)/.installed
	@echo "Installerar testverktygen i requirements-dev.txt och tillvalen i requirements-lake.txt …"
	@$(PIP) -r requirements-dev.txt -r requirements-lake.txt
	@touch $@

run: $(VENV)/.installed ## start the dashboard on http://127.0.0.1:8050, with demo figures when the store is empty
	@test -e "$(LAGESBILD_STORE)/current.json" || $(BIN)/python -m data demo
	@$(BIN)/python -m data status >/dev/null # a broken catalogue stops here, with all its faults
	@$(BIN)/python -m access.precompress
	@echo "Lägesbild finns nu på http://127.0.0.1:$(PORT)  (avsluta med Ctrl+C)"
	@PORT=$(PORT) $(BIN)/gunicorn app:server

demo: $(VENV)/.installed ## load the demo figures and publish them
	@$(BIN)/python -m data demo

test: $(VENV)/.installed-dev chromium ## run every test, browser tests included
	@$(BIN)/python -m access.precompress
	@$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev ## formatting, linting, types, import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

check: lint test ## what CI runs

format: $(VENV)/.installed-dev ## let ruff format and fix
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

chromium: # the browser tests need one; Debian's package when there is none
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installerar Debians chromium …"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "Chromium saknas. Installera det (på Debian: sudo apt-get install chromium) och kör igen." >&2; exit 1; fi; }

lock: $(VENV)/.installed-dev ## pin every requirements*.in anew, with hashes
	@$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	@$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 requirements-lake.in -o requirements-lake.txt

clean: ## remove the virtual environment and caches (never the store)
	@rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache
