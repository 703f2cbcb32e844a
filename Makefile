# Two commands after a clone: `make demo` and `make test`. `make help` lists the rest.
# Needed on the machine: python3 (3.11 to 3.13), python3-venv, make.

PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
SITE = $(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))'
# Folders too: a deleted file changes its folder's time.
SOURCES := $(shell find dxlab grader \( -name __pycache__ -prune \) -o \( -type d -o -type f ! -name '*.pyc' \) -print)

# nbgrader runs `alembic` from PATH, and a kernel must be this environment's.
export PATH := $(BIN):$(PATH)
unexport PYTHONPATH
# Without bytecode every command would start three times slower.
COMPILE := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -q -j $(WORKERS)

.DEFAULT_GOAL := help
.PHONY: help install demo lab test quick lint lock docs clean
.DELETE_ON_ERROR:

help: ## このメニューを表示します / show this menu
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.package ## 動かす用意をします / set up .venv

demo: install ## 見本の研修を作って採点します / build and grade the demo cohort
	dxlab demo

lab: install ## 一人で学ぶ画面を開きます / open the labs for yourself
	dxlab workspace open

test: install ## すべてのテスト / the full suite
	pytest -n $(WORKERS) --dist loadgroup -m "not slow"
	dxlab lab verify --all

quick: lint ## 変更のたびのテスト（2分以内） / lint and what a commit needs
	pytest -n $(WORKERS) --dist loadgroup -q -m "not (slow or story or attacks or browser)"

lint: install ## 書き方と型の点検 / style and types
	ruff check .
	ruff format --check .
	mypy

lock: $(VENV)/.deps ## requirements.lock を作りなおします / resolve dependencies anew
	tools/lock.sh --upgrade

docs: install ## 説明書のうちプログラムから作る部分 / the generated pages
	pybabel -q compile -i grader/cli/locale/ja/LC_MESSAGES/dxlab.po -o grader/cli/locale/ja/LC_MESSAGES/dxlab.mo
	python tools/write_docs.py

clean: ## 作ったものを消します（.venv と demo） / remove .venv, demo and caches
	rm -rf $(VENV) .cache demo

$(VENV)/.deps: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "$(PYTHON) は Python 3.11～3.13 ではありません。make PYTHON=python3.11 のように指定してください。"; \
	  echo "$(PYTHON) is not Python 3.11 to 3.13: say which, as in make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "python3-venv がありません。Debian・Ubuntu なら: sudo apt-get install python3-venv"; \
	  echo "python3-venv is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@echo "必要なソフトを $(VENV) に入れます（初回は数分） / installing into $(VENV) (minutes, once)"
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@# A few packages ship templates that are no Python; they stay uncompiled.
	-@$(COMPILE) "$$($(SITE))" >/dev/null
	@touch $@

$(VENV)/.package: $(VENV)/.deps pyproject.toml LICENSE $(SOURCES)
	@echo "dxlab を入れます / installing dxlab"
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall .
	@$(COMPILE) "$$($(SITE))/dxlab" "$$($(SITE))/grader"
	@touch $@
