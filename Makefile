# Needs Python 3.11 or newer, git and make. Everything else is fetched into this folder (.tools, .venv, var)
# or, where tests need a system package, through apt.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test check format bench

# Compiled modules make every start some seconds quicker, so they are written.
export PYTHONDONTWRITEBYTECODE :=
export PYTHONUNBUFFERED := 1
PYTHON := .venv/bin/python
DEMO := ANPACKEN_DEMO=1 ANPACKEN_VAR=var/demo

help: ## what there is to do
	@echo "Anpacken: the platform on which a civic alliance runs its whole work"
	@echo
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1@\2/' | awk -F@ '{ printf "%-20s %s\n", $$1, $$2 }'

demo: ## sets up the demo year and serves it on http://127.0.0.1:8000/ (PORT=8001 for another port)
	@sh tools/setup.sh demo
	@exec env $(DEMO) $(PYTHON) -m anpacken up

demo-reset: ## throws the demo's data away and starts over
	@rm -rf var/demo
	@$(MAKE) --no-print-directory demo

setup: ## the virtual environment with all that development needs
	@sh tools/setup.sh dev

test: ## checks and all tests, on SQLite and PostgreSQL, in the browser too
	@sh tools/setup.sh dev
	@exec $(PYTHON) -m tools.test

check: ## format, lint, types, floors, migrations, translations, templates
	@sh tools/setup.sh dev
	@exec $(PYTHON) -m tools.check

format: ## formats code and templates
	@sh tools/setup.sh dev
	@$(PYTHON) -m tools.check --fix

bench: ## measures; make bench NAME=registrations for one (registrations, pages, report)
	@sh tools/setup.sh dev
	@exec $(PYTHON) -m bench $(NAME)
