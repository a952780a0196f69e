# The four recipes. `make dev` first; PYTHON=python3.13 make dev for another Python.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: dev check test update

dev:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --editable ".[test]" --group lint

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test:
	$(BIN)/python -m pytest -n auto --dist loadfile

update:
	$(BIN)/python -m pytest tests/reports tests/readers tests/test_docs.py tests/test_explain.py --update-goldens
