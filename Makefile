# Every command of the project. Python 3.11 or later and make are all they ask for.

VENV := .venv
NEXT := .venv-next
PYTHON_IN = $(1)/bin/python

.DEFAULT_GOAL := help
.NOTPARALLEL:

# uv installs packages; it never brings a Python of its own.
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## What can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: ## The site on http://127.0.0.1:8000/ (or PORT) with its workers; Ctrl-C stops all
	@python=$$(sh scripts/find-python.sh) && "$$python" scripts/run.py --only-check-port
	@$(MAKE) --no-print-directory $(VENV)/.production
	@$(call PYTHON_IN,$(VENV)) scripts/run.py

.PHONY: test
test: $(VENV)/.development ## Every test: on SQLite, on a real PostgreSQL, in a real Chromium
	@$(call PYTHON_IN,$(VENV)) -m tests.harness.suites sqlite postgres browser

.PHONY: test-fast
test-fast: $(VENV)/.development ## The unit tests on SQLite, in under a minute
	@$(call PYTHON_IN,$(VENV)) -m tests.harness.suites fast

.PHONY: test-next
test-next: $(NEXT)/.next ## The tests on the Wagtail that comes after the LTS, in an environment of its own
	@$(call PYTHON_IN,$(NEXT)) -m tests.harness.suites sqlite postgres

.PHONY: bench
bench: $(VENV)/.development ## How fast it is, with a thousand and a million signatures (BENCH="growth --signatures 10000000")
	@$(call PYTHON_IN,$(VENV)) -m tests.harness.postgres -- $(VENV)/bin/python -m benchmarks $(BENCH)

.PHONY: lint
lint: $(VENV)/.development ## Style, templates, missing migrations, and Django's checks of the production settings
	@$(call PYTHON_IN,$(VENV)) scripts/lint.py

.PHONY: format
format: $(VENV)/.development ## Puts right what of the style a machine can
	@$(call PYTHON_IN,$(VENV)) scripts/lint.py --fix

.PHONY: lock
lock: $(VENV)/.made ## Writes the locks anew after an edit of requirements/*.in (UPGRADE=1 takes newer versions)
	@$(COMPILE) requirements/bootstrap.in -o requirements/bootstrap.txt
	@$(COMPILE) requirements/production.in -o requirements.txt
	@$(COMPILE) requirements/development.in -c requirements.txt -c requirements/bootstrap.txt \
		-o requirements/development.txt
	@$(COMPILE) requirements/development.in -c requirements/bootstrap.txt --override requirements/next.override \
		-o requirements/next.txt
	@echo "The locks are written. Commit them together with the .in files."

# No address of a package index goes into a lock: each machine uses its own, and the hashes hold for all.
COMPILE = $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean: ## Removes the virtual environments and caches; the data in var/ stays
	rm -rf $(VENV) $(NEXT) .cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Virtual environments ------------------------------------------------------------------------------------------
# A stamp file stands for each finished step, so an interrupted one is done again and a finished one costs nothing.

# make-venv(folder)
define make-venv
	@python=$$(sh scripts/find-python.sh) && echo "Making $(1) with $$("$$python" --version) ..." && \
		"$$python" -m venv --clear $(1)
	@$(1)/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements/bootstrap.txt \
		|| echo "uv cannot be had here: pip will do its work, more slowly."
	@touch $(1)/.made
endef

# install(folder, lock, stamp). Wheels only: building one would fetch build tools that no hash vouches for.
define install
	@echo "Installing $(2) into $(1) ..."
	@$(1)/bin/uv pip install --python $(1) --require-hashes --only-binary :all: -r $(2) || \
		$(1)/bin/python -m pip install --require-hashes --only-binary :all: -r $(2)
	@touch $(1)/$(3)
endef

# An environment whose Python has gone (an upgrade of the system, a moved folder) is made anew.
$(foreach folder,$(VENV) $(NEXT),$(shell \
	test ! -e $(folder)/.made || $(folder)/bin/python -c '' 2>/dev/null || rm -f $(folder)/.made))

$(VENV)/.made: requirements/bootstrap.txt
	$(call make-venv,$(VENV))

$(VENV)/.production: $(VENV)/.made requirements.txt
	$(call install,$(VENV),requirements.txt,.production)

$(VENV)/.development: $(VENV)/.production requirements/development.txt
	$(call install,$(VENV),requirements/development.txt,.development)

$(NEXT)/.made: requirements/bootstrap.txt
	$(call make-venv,$(NEXT))

$(NEXT)/.next: $(NEXT)/.made requirements/next.txt
	$(call install,$(NEXT),requirements/next.txt,.next)
