# `make` builds .venv by itself, and again when pyproject.toml or constraints.txt change.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
Q ?= Which regions does the MOU target?

.DEFAULT_GOAL := help
.PHONY: help simulate ask chat evaluate test check lint format types coverage pictures words clean

help: ## Show the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "glmbot needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 2; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

simulate: $(STAMP) ## Talk with the bot in a local Discord, in your browser
	@$(BIN)/glmbot simulate

ask: export QUESTION = $(value Q)
ask: $(STAMP) ## Answer one question: make ask Q="Which regions does the MOU target?"
	@$(BIN)/glmbot ask "$$QUESTION" || [ $$? -eq 1 ] # 1 says that nothing was found: no error of make's

chat: $(STAMP) ## Talk with the articles in the terminal
	@$(BIN)/glmbot chat

evaluate: $(STAMP) ## Measure the answers on the project's question sets
	@$(BIN)/glmbot evaluate

test: $(STAMP) ## Run all tests
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(STAMP) lint types ## Check format, lint and types

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

format: $(STAMP) ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

coverage: $(STAMP) ## Run all tests and show the branch coverage of core/
	$(BIN)/python -m pytest -n auto --dist loadfile tests/core tests/properties tests/evaluation --cov --cov-report= && $(BIN)/coverage report --include='src/glmbot/core/*' --fail-under=95

pictures: $(STAMP) ## Take the pictures of docs/pictures anew (needs Chromium)
	@$(BIN)/python tools/take_pictures.py

translations: $(STAMP) ## Collect the bot's own words and compile their translations
	@$(BIN)/python tools/translations.py

words: $(STAMP) ## Pack the lexicon and the word frequencies anew
	@$(BIN)/python tools/make_words.py

clean: ## Remove what was built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
