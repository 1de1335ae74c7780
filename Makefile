# Two commands: `make run` starts the bot, `make test` checks everything. `make bench` prints the figures.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test bench frameworks audit

run: .venv/run.stamp
	@$(BIN)/python bot.py run

test: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n 2

bench: .venv/test.stamp
	$(BIN)/python -m benchmarks.chat
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.taps
	$(BIN)/python -m benchmarks.soak
	$(BIN)/python -m benchmarks.training

# Known holes in the packages; needs the internet.
audit: .venv/test.stamp
	@$(PIP) pip-audit
	$(BIN)/python -m pip_audit -r constraints.txt --no-deps --disable-pip

# The counting rules against the frameworks themselves; `make test` skips those that are not installed.
frameworks: .venv/frameworks.stamp
	$(BIN)/pytest tests/frameworks

# torch comes first and pinned, so that the build this machine offers serves and no other package pulls another.
.venv/run.stamp: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what the bot needs (once)..."
	@$(PIP) -c constraints.txt torch==2.13.0
	@$(PIP) -c constraints.txt -e .
	@touch $@

.venv/test.stamp: .venv/run.stamp
	@echo "Installing what the tests need (once)..."
	@$(PIP) -c constraints.txt -e '.[test]'
	@touch $@

.venv/frameworks.stamp: .venv/test.stamp
	@echo "Installing the frameworks (once)..."
	@$(PIP) -c constraints.txt -e '.[test,frameworks]'
	@touch $@
