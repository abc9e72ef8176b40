# What people do with the portal: run it, test it, mend it. `make` alone lists the targets.

PYTHON := .venv/bin/python
BIN := .venv/bin
PIP := $(PYTHON) -m pip --disable-pip-version-check --no-input --quiet --quiet
TEMPLATES = $(shell find templates -name '*.html')
STATIC := $(or $(DATA_DIR),var)/static/staticfiles.json
WORDS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
PORT ?= 8000
# A key that lives as long as the command; the portal itself keeps its key in var/env.
NEW_KEY = $$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')
# Checks see the settings of a real site, whatever is set around them.
AS_DEPLOYED = env -u DEBUG -u DEMONSTRATION -u HTTPS SECRET_KEY="$(NEW_KEY)" DATABASE_URL=sqlite://:memory:
PYTEST := $(PYTHON) -m pytest -n auto --maxprocesses 4 --dist loadgroup

# What the complaint channel promises, one job for each: the modules of tests behind it.
JOB_privacy-regressions = complaints/test_privacy_regressions complaints/test_quiet complaints/test_nginx
JOB_crypto-contract = complaints/test_crypto_contract complaints/test_keys
JOB_authz-matrix = complaints/test_authz_matrix test_roles
JOB_headers = test_headers
JOB_retention = complaints/test_retention
JOB_uploads = complaints/test_uploads
JOB_nojs-flow = complaints/test_nojs_flow
JOB_promises = complaints/test_promises
JOB_backup-restore = test_backups
JOBS := privacy-regressions crypto-contract authz-matrix headers retention uploads nojs-flow promises backup-restore

.PHONY: help run test check bench fix words lock audit setup setup-dev pango chromium java $(JOBS)

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12
	@echo; echo "What the complaint channel promises, one job each:"; printf "  %s\n" $(JOBS)

# ── run it ────────────────────────────────────────────────────────────────────
run: setup var/env $(STATIC) ## set up whatever is missing and serve the demonstration year
	@set -a; . var/env; \
	DEMONSTRATION=1 PORT="$(PORT)" SITE_URL="$${SITE_URL:-http://127.0.0.1:$(PORT)}"; set +a; \
	$(PYTHON) manage.py migrate --verbosity 0 && \
	EMAIL_URL=dummymail:// $(PYTHON) manage.py load_demonstration && \
	echo && echo "เปิดเว็บไซต์ได้ที่ / The portal is at http://127.0.0.1:$(PORT)/" && echo && \
	exec $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
		--blocking-threads 4 --respawn-failed-workers --no-access-log --log-level warning portal.wsgi:application

var/env: | $(PYTHON)
	@umask 077; mkdir -p var && { \
		echo '# Settings of this machine, made on the first run; what the environment says goes before it.'; \
		echo ": \"\$${SECRET_KEY:=$(NEW_KEY)}\""; } > $@

$(STATIC): $(shell find static -type f) .venv/runs-with
	@echo "เตรียมไฟล์ของหน้าเว็บ / Collecting static files"
	@SECRET_KEY="$(NEW_KEY)" $(PYTHON) manage.py collectstatic --noinput --verbosity 0

# ── test it ───────────────────────────────────────────────────────────────────
test: setup-dev check ## set up whatever is missing and run every check and test
	TEST_DATABASE=postgresql $(PYTEST) -m "not browser and not pages"
	$(PYTEST)

$(JOBS): setup-dev
	$(PYTEST) $(JOB_$@:%=tests/%.py)

check: .venv/tested-with $(WORDS) pango ## check without running the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(AS_DEPLOYED) $(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(AS_DEPLOYED) $(PYTHON) manage.py makemigrations --check --dry-run
	$(AS_DEPLOYED) $(PYTHON) manage.py check --deploy --fail-level WARNING

bench: .venv/tested-with $(WORDS) ## measure how pages, files and imports grow with the register
	$(PYTHON) -m tests.bench

# ── mend it ───────────────────────────────────────────────────────────────────
fix: .venv/tested-with ## put code and templates in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $(TEMPLATES)

words: $(WORDS) ## compile the Thai words of libraries

lock: .venv/tested-with ## pin requirements*.in with hashes
	for name in requirements requirements-dev; do \
		$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-header $$name.in -o $$name.txt || exit; done

audit: .venv/tested-with ## look for known vulnerabilities in what is pinned
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.txt
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements-dev.txt

# ── set it up ─────────────────────────────────────────────────────────────────
setup: .venv/runs-with $(WORDS) pango
setup-dev: setup .venv/tested-with chromium java

$(PYTHON):
	@sh deploy/venv.sh

.venv/runs-with: requirements.txt | $(PYTHON)
	@echo "ติดตั้งไลบรารี / Installing $<"
	@$(PIP) install --require-hashes -r $<
	@touch $@

.venv/tested-with: requirements-dev.txt .venv/runs-with
	@echo "ติดตั้งเครื่องมือทดสอบ / Installing $<"
	@$(PIP) install --require-hashes -r $<
	@touch $@

locale/%.mo: locale/%.po | .venv/runs-with
	@$(PYTHON) -c 'import polib, sys; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])' $< $@

pango: .venv/runs-with # what WeasyPrint draws PDF with; asked by loading it
	@$(PYTHON) -W error::DeprecationWarning:weasyprint.text.ffi -c 'import weasyprint.text.ffi' >/dev/null 2>&1 || \
		sh deploy/apt.sh "Pango" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

chromium:
	@command -v chromium >/dev/null || sh deploy/apt.sh "Chromium" chromium

java: # runs the Nu HTML checker
	@java -version >/dev/null 2>&1 || sh deploy/apt.sh "Java" default-jre-headless
