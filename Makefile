# `make run` and `make test` need nothing but Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

# One more than there are cores, because a story at a screen waits now and then; each collects all tests anew.
WORKERS = $(shell $(PYTHON) -c 'import os; print(1 + (os.cpu_count() or 1))')

# The tests start the program some hundred times: it is not to be compiled anew each time, whatever is set outside.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test stories long postgresql thorough compiled lint types imports bench clusters snapshots pictures wheel clean

run: $(VENV)/run.stamp
	@$(BIN)/sanxin demo

test: $(VENV)/dev.stamp lint imports compiled
	$(BIN)/python -m pytest --quick -n $(WORKERS) --dist loadgroup

# Tests that take seconds because they live through much, such as a report and its check or the closing of a year. Types
# are checked beside them, because that takes one core and about a minute; what is found is told at the end. `OF` names
# the folders that are meant, all of them by default.
OF :=
stories: $(VENV)/dev.stamp compiled
	@$(BIN)/mypy >$(VENV)/types.txt 2>&1 & types=$$!; \
	$(BIN)/python -m pytest --stories -n $(WORKERS) --dist loadgroup $(OF); wrong=$$?; \
	wait $$types || wrong=1; cat $(VENV)/types.txt; exit $$wrong

# What both leave out because it is more of the same: every key on every line, most use cases on the second database,
# all but one picture of most screens, more examples of whole offices. For before a merge.
long: $(VENV)/dev.stamp
	$(BIN)/python -m pytest --long -n $(WORKERS) --dist loadgroup

# Every use case on the tables of a server, which are divided by region; what has no database runs as always.
postgresql: $(VENV)/dev.stamp
	$(BIN)/python -m pytest --on-postgresql -n $(WORKERS) --dist loadgroup tests/office tests/store tests/cli

# Two thousand made-up workbooks, days and texts for each property and a share of that in offices, the crowds, and every
# use case on both databases: for a night, or before a release.
thorough: $(VENV)/dev.stamp
	HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup tests/domain tests/ledger \
		tests/office tests/store tests/tui/test_text.py

# Each process that tests would compile all tests at its start; two compile a part each. What cannot be compiled, the
# tests tell.
compiled: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest --collect-only --quiet tests/office tests/cli >/dev/null & \
	$(BIN)/python -m pytest --collect-only --quiet tests --ignore tests/office --ignore tests/cli >/dev/null; wait

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

imports: $(VENV)/dev.stamp
	$(BIN)/lint-imports

# Ratios measured side by side in one run; SIZE=small is what CI runs.
bench: $(VENV)/dev.stamp
	@$(BIN)/python -m tests.bench $(SIZE)

# Three local clusters of Debian's PostgreSQL, attached to one whole, summed, and taken away again.
clusters: $(VENV)/dev.stamp
	@$(BIN)/python -m tests.scale.clusters

# Rewrites the expected screens after a change that was meant; look at each before committing it.
snapshots: $(VENV)/dev.stamp
	$(BIN)/python -m pytest tests/tui --snapshot-update

# The pictures of the README, drawn from the running app.
pictures: $(VENV)/dev.stamp
	$(BIN)/python docs/draw.py

wheel: $(VENV)/dev.stamp
	$(PIP) build
	$(BIN)/python -m build --wheel

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sanxin needs Python 3.11 or newer; name one with: make PYTHON=python3.11")'
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	@$(PIP) --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	@$(PIP) --constraint constraints.txt --editable '.[dev,postgres,serve,national]'
	@touch $@ $(VENV)/run.stamp
