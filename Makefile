# `make` fills .venv by itself, and again when pyproject.toml or constraints.txt change: with what running needs, and the
# developers' tools when a target first needs them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEV := $(VENV)/.dev
PIP := $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt
Q ?= Which regions does the MOU target?

.DEFAULT_GOAL := help
.PHONY: help simulate ask chat evaluate test check lint format types security coverage pictures translations words reader soak kills clean

help: ## Show the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

define install
	@echo "make: installing $(1) into $(VENV) …"
	@began=$$(date +%s); $(2) && touch $@ && echo "make: installed in $$(($$(date +%s) - began)) seconds"
endef

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "glmbot needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 2; }
	$(call install,glmbot,$(PYTHON) -m venv --clear $(VENV) && $(PIP) --editable .)

$(DEV): $(INSTALLED)
	$(call install,the developers' tools,$(PIP) --editable '.[dev]')

simulate: $(INSTALLED) ## Talk with the bot in a local Discord, in your browser; CORPUS=demo has forty articles
	@$(BIN)/glmbot simulate $(if $(CORPUS),--corpus "$(CORPUS)")

ask: export QUESTION = $(value Q)
ask: $(INSTALLED) ## Answer one question: make ask Q="Which regions does the MOU target?"
	@$(BIN)/glmbot ask "$$QUESTION" || [ $$? -eq 1 ] # 1 says that nothing was found: no error of make's

chat: $(INSTALLED) ## Talk with the articles in the terminal
	@$(BIN)/glmbot chat

evaluate: $(INSTALLED) ## Measure the answers on the project's question sets
	@$(BIN)/glmbot evaluate

test: $(DEV) ## Run all tests
	$(BIN)/python -m pytest -n auto --dist loadfile

soak: $(DEV) ## Load the bot and lay faults for ten minutes: make soak MINUTES=30 SEED=2
	@$(BIN)/python tests/soak/soak.py --minutes $(or $(MINUTES),10) --seed $(or $(SEED),1)

kills: $(DEV) ## Kill the bot a hundred times under votes, settings and questions: make kills N=20
	@$(BIN)/python tests/soak/kills.py --kills $(or $(N),100) --seed $(or $(SEED),1)

check: lint types security ## Check format, lint, types, and what bandit knows to be unsafe

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

security: $(DEV)
	$(BIN)/bandit --quiet --recursive src --configfile pyproject.toml

format: $(DEV) ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

coverage: $(DEV) ## Run all tests and show the branch coverage of core/
	$(BIN)/python -m pytest -n auto --dist loadfile tests/core tests/properties tests/evaluation --cov --cov-report= && $(BIN)/coverage report --include='src/glmbot/core/*' --fail-under=95

pictures: $(DEV) ## Take the pictures of docs/pictures anew (needs Chromium)
	@$(BIN)/python tools/take_pictures.py

translations: $(DEV) ## Collect the bot's own words and compile their translations
	@$(BIN)/python tools/translations.py

reader: $(DEV) ## Train the reader anew, in about two hours: make reader DATA=folder (training/README.md)
	$(PYTHON) -m venv build/training
	build/training/bin/python -m pip install --quiet -r training/requirements.txt
	build/training/bin/python training/run.py --domain training/domain --general $(DATA)/reader --xquad $(DATA)/xquad.en.json --evaluation tests/evaluation --out build/reader

words: $(DEV) ## Pack the lexicon and the word frequencies anew
	@$(BIN)/python tools/make_words.py

clean: ## Remove what was built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
