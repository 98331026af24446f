# make run              start the bot: on Discord with DISCORD_TOKEN (environment or .env), else a chat in the terminal
# make test             everything that is checked before a change is taken
# make pictures         the pictures in docs/, drawn anew from what the bot sends (needs chromium)
# make bench SETS=…     the matcher beside its peers, on our own questions and on the folders given
# make soak             the whole bot under rising load, on a Discord of its own
#
# Each needs Python 3.11 or newer and make; the rest is installed into $(VENV), again only when pyproject.toml changes.

VENV ?= .venv
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; break; }; done)
SETS ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

# A stamp file stands for each set of packages, so that a second run starts at once.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
INSTALLED_BENCH := $(VENV)/.installed-bench
INSTALLED_DOCS := $(VENV)/.installed-docs

export PIP_ROOT_USER_ACTION = ignore

.PHONY: run test bench soak pictures

run: $(INSTALLED)
	@$(BIN)/faqbot

test: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/faqbot check
	$(BIN)/pytest

bench: $(INSTALLED_BENCH)
	$(BIN)/python -m benchmarks $(SETS)

soak: $(INSTALLED_DEV)
	$(BIN)/python -m benchmarks.soak

pictures: $(INSTALLED_DOCS)
	$(BIN)/python -m docs.pictures

$(BIN)/python:
	@python="$(PYTHON)"; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed and was not found; install it (https://www.python.org/downloads/)," >&2; \
		echo "or name it: make run PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python cannot create environments: its modules venv and ensurepip are missing." >&2; \
		echo "On Debian and Ubuntu install them with: sudo apt install python3-venv" >&2; exit 1; \
	fi; \
	"$$python" -m venv $(VENV)

$(INSTALLED): pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) (only the first time; about a minute)…" >&2
	@$(PIP) --editable .
	@touch $@

$(INSTALLED_DEV): pyproject.toml | $(BIN)/python
	@echo "Installing the development tools into $(VENV)…" >&2
	@$(PIP) --editable '.[dev]'
	@touch $(INSTALLED) $@

$(INSTALLED_BENCH): pyproject.toml | $(BIN)/python
	@echo "Installing the matcher's peers into $(VENV)…" >&2
	@$(PIP) --editable '.[bench]'
	@touch $(INSTALLED) $@

$(INSTALLED_DOCS): pyproject.toml | $(BIN)/python
	@echo "Installing what draws pictures into $(VENV)…" >&2
	@$(PIP) --editable '.[dev,docs]'
	@touch $@
