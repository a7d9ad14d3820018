# make demo    the Rasht-Astara report, from the bundled network
# make test    the whole test suite
# make check   style, types, floors, docstrings, documentation
# make bench   speed, measured and printed
# make oracle  100,000 random networks against networkx
# make docs    the documentation, in docs/_build/html
# make data-report   what the data holds and how good it is: docs/data.md, and printed; docs/images
# make clean   take away what the other targets made
#
# Only Python 3.11 or later and make are needed. Everything is installed into .venv, at the
# versions of constraints.txt.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PYTEST_ARGS ?= --numprocesses auto --quiet
DEMO_OUT ?= out/rasht-astara
# The one thing pip does not bring. In CI the browser tests always run, and fail without it.
BROWSER := $(CI)$(shell command -v chromium || command -v chromium-browser)
# PDF files are made with the system's Pango; the same holds for their tests.
PANGO := $(CI)$(shell $(PYTHON) -c "import ctypes; ctypes.CDLL('libpangoft2-1.0.so.0')" \
  2>/dev/null && echo there)
KEYS := pyproject.toml constraints.txt

.DEFAULT_GOAL := demo
.PHONY: demo test check oracle bench docs data-report clean

demo: $(VENV)/stamp-run
	$(BIN)/corridors run rasht-astara --out $(DEMO_OUT)

test: $(VENV)/stamp-dev
	@$(if $(BROWSER),,echo "No Chromium here: the tests in tests/browser are left out.")
	@$(if $(PANGO),,echo "No Pango here: the tests in tests/pdf are left out.")
	$(BIN)/python -m pytest $(PYTEST_ARGS) $(if $(BROWSER),,--ignore=tests/browser) \
	  $(if $(PANGO),,--ignore=tests/pdf)

check: $(VENV)/stamp-dev docs
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_docstrings.py

oracle: $(VENV)/stamp-dev
	$(BIN)/python -m pytest tests/property/test_oracle.py --networks 100000 $(PYTEST_ARGS)

bench: $(VENV)/stamp-dev
	$(BIN)/python benchmarks/run.py

docs: $(VENV)/stamp-dev
	$(BIN)/python -m sphinx --fresh-env --fail-on-warning --keep-going --quiet docs docs/_build/html
	@echo "Documentation: docs/_build/html/index.html"

data-report: $(VENV)/stamp-run
	$(BIN)/python tools/build_datapackage.py
	$(BIN)/python tools/comcec.py --write
	$(BIN)/python tools/data_report.py

clean:
	rm -rf $(VENV) build dist out docs/_build docs/_gallery docs/api docs/tables .coverage
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# The build backend comes first, so that its version is the one of constraints.txt as well.
$(VENV)/stamp-run: $(KEYS) $(VENV)/bin/python
	@echo "Installing corridors into $(VENV)"
	@$(PIP) install --constraint constraints.txt hatchling editables
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src/corridors
	@touch $@

$(VENV)/stamp-dev: $(VENV)/stamp-run
	@echo "Installing what tests and checks need into $(VENV)"
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable ".[test,check]"
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "corridors needs Python 3.11 or later; $(PYTHON) is older or missing." \
	       "Name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
