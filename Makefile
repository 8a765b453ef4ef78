# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed

.PHONY: demo test lint bench pictures e2e-windows clean

demo: $(STAMP)  ## build the real quarter (2nd quarter 2016) into out/
	$(BIN)/cst-xl demo --out out

test: $(STAMP) lint  ## everything that proves it
	$(BIN)/python -m pytest -n auto

e2e-windows: $(STAMP)  ## the package on a Windows made of Wine: see docs/windows-sotto-wine.md
	CST_XL_WINDOWS=1 $(BIN)/python -m pytest tests/windows -p no:randomly

lint: $(STAMP)  ## style, types and the layers of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)  ## speed, as ratios to something measured in the same run
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m benchmarks

pictures: $(STAMP)  ## render the example for the README (needs LibreOffice and poppler)
	$(BIN)/python docs/pictures.py

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
