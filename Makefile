# One task runner for people and for CI. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help run setup test check format package smoke bench determinism drill screenshots translations lock clean
PY := .venv/bin/python
CATALOGUE := resources/translations/mailsim_en

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

run: ## Set everything up and open the app (in the terminal where there is no display)
	@./packaging/setup.sh run
	@$(PY) -m mailsim_desktop.app

setup: ## Set up what tests and checks need
	@./packaging/setup.sh test

test: setup ## Run all tests, without a screen
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q

check: setup ## Formatting, lint, types, import contracts, spelling
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m codespell_lib .

package: ## Freeze the program into dist/: the folder, its .tar.xz and its .deb
	@./packaging/setup.sh package
	PYTHONPATH=packaging $(PY) -m bundle

build/wheels: requirements.lock
	rm -rf $@
	$(PY) -m pip download --quiet --disable-pip-version-check --require-hashes -r $< -d $@

smoke: package build/wheels ## Test what was packaged, as an ordinary user runs it
	$(PY) -m pytest -q packaging/smoke

format: setup ## Format and mend what can be mended
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

bench: package ## Print the table of ratios and write benchmarks/RESULTS.md (NAMES="start lane": only these)
	PYTHONPATH=packaging $(PY) -m benchmarks $(NAMES)

determinism: setup ## The digest test at full size: 50,000 contacts, every way of running
	$(PY) -m pytest -q tests/golden tests/process --full-size

drill: setup ## 1,000 kills over a million attempts, and the audit (about a quarter of an hour)
	.venv/bin/mailsim drill --recipients 1000000 --kills 1000 --stops 5 --starves 50

screenshots: setup ## Make pictures of every page, and the README's (NAMES="full-*-dark-* readme": only these)
	QT_QPA_PLATFORM=offscreen $(PY) -m docs.screenshots $(foreach name,$(NAMES),'$(name)')

translations: setup ## Renew the catalogue of the window's words from its code
	.venv/bin/pyside6-lupdate $(sort $(shell find mailsim_desktop/ui -name '*.py')) -pluralonly -no-obsolete -sort-messages -locations none -source-language en -target-language en -ts $(CATALOGUE).ts
	.venv/bin/pyside6-lrelease -fail-on-unfinished $(CATALOGUE).ts -qm $(CATALOGUE).qm

lock: setup ## Renew the lock files (hashes, no addresses, all platforms)
	$(PY) -m pip install --quiet uv
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml packaging/build-requirements.in -o requirements.lock
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml packaging/build-requirements.in --group dev -o requirements-dev.lock

clean: ## Remove what was made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
