# The two commands are `make demo` and `make test`; each does all its own set-up. The rest is for developers.
.DEFAULT_GOAL := help
SHELL := /bin/bash
BACKEND ?= embedded
DEMO_ARGS ?=
DEMO_HOME ?= samsyn-data/demo-$(BACKEND)
PYTHON_ENV := .venv/bin
# The tests run side by side, a process for each core: two at least (servers are waited for), four at most (memory).
# TEST_ARGS comes after and wins: TEST_ARGS='-n 0 tests/web' runs those in one process.
WORKERS ?= $(shell cores=$$(nproc 2>/dev/null || echo 2); echo $$((cores < 2 ? 2 : cores > 4 ? 4 : cores)))
# All of it without a network (deploy/alone.py): neither we, nor Java or Chromium, have any business elsewhere.
PYTEST = SAMSYN_TEST_REQUIRE_ALL=1 $(PYTHON_ENV)/python -m deploy.alone $(PYTHON_ENV)/python -m pytest -n $(WORKERS) --dist worksteal $(TEST_ARGS)

.PHONY: help setup demo test test-full audit release drill sbom lint format lock screenshots clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## set up and no more; the command is then .venv/bin/samsyn
	@deploy/setup.sh demo

demo: ## make the sample archive, take it in and serve it (BACKEND=opensearch for a real OpenSearch node)
ifeq ($(BACKEND),opensearch)
	@deploy/setup.sh opensearch
	@SAMSYN_HOME=$(DEMO_HOME) $(PYTHON_ENV)/python -m deploy.opensearch --folder $(DEMO_HOME)-node run $(PYTHON_ENV)/samsyn demo $(DEMO_ARGS)
else
	@deploy/setup.sh demo
	@SAMSYN_HOME=$(DEMO_HOME) $(PYTHON_ENV)/samsyn demo $(DEMO_ARGS)
endif

test: ## every test, with real servers and a real browser, in reduced counts
	@deploy/setup.sh test
	@$(PYTEST)

test-full: ## the same tests with the full counts
	@deploy/setup.sh test
	@SAMSYN_TEST_FULL=1 $(PYTEST)

audit: ## look for unsafe code (bandit) and for packages with known faults (pip-audit; ADVISORIES=folder where none answers)
	@deploy/setup.sh demo
	@$(PYTHON_ENV)/python -m deploy.findings
	@$(PYTHON_ENV)/python -m deploy.advisories $(ADVISORIES)

release: ## make a signed release of the last commit in build/release (KEY=… of ssh-keygen's; docs/upgrading.md)
	@deploy/setup.sh demo
	@$(PYTHON_ENV)/python -m deploy.release make $(if $(KEY),--key $(KEY))

drill: ## the drill of keeping and erasing in a home of its own, with a protocol (docs/runbook.md)
	@deploy/setup.sh demo
	@$(PYTHON_ENV)/python -m deploy.drill $(DRILL_ARGS)

sbom: ## write what the product consists of to build/sbom.json (CycloneDX)
	@deploy/setup.sh demo
	@$(PYTHON_ENV)/python -m deploy.bill

lint: ## ruff, mypy, import-linter
	@deploy/setup.sh demo
	@$(PYTHON_ENV)/ruff check . && $(PYTHON_ENV)/ruff format --check . && $(PYTHON_ENV)/mypy && $(PYTHON_ENV)/lint-imports

format: ## let ruff put the code in shape
	@$(PYTHON_ENV)/ruff format . && $(PYTHON_ENV)/ruff check --fix .

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group build --group test --group lint --group audit --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock

screenshots: ## pictures of every page of a running demo, in SHOTS (ONLY=--readme: those of the README, in docs/pictures)
	@$(PYTHON_ENV)/python -m tests.e2e.screenshots $(ONLY) $(SHOTS)

clean: ## remove the demo's data and the virtual environment (an archive of your own stays)
	rm -rf .venv samsyn-data/demo-*
