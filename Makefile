# make run     the dashboard with the demo county (HOST, PORT; default 127.0.0.1:8050)
# make test    every test, in a browser too (CHROMIUM=path chooses one, BROWSER=none leaves them out)
# make check   lint, format, types, import contracts         make fix    what can be put right by machine
# make bench   speed of the hot paths                        make lock   requirements*.txt from pyproject.toml
# make trace   ten figures at random, followed to their cells, which are read again (SEED=1, DELIVERIES="folder=2016-06-30 …")
#
# Needs Python 3.11 or newer and a package registry; everything goes into .venv. PYTHON=path chooses the interpreter.

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
VENV_PYTHON := $(BIN)/python.exe
else
BIN := $(VENV)/bin
VENV_PYTHON := $(BIN)/python
endif
# Answers only when .venv has to be made: the first interpreter that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
# Python compiles what it imports and keeps that, so compiling every file of every library first, a minute, is spared.
# Where the environment forbids keeping it, each command would compile SQLAlchemy anew: two thirds of a short one's time.
unexport PYTHONDONTWRITEBYTECODE
PIP_INSTALL := $(VENV_PYTHON) -m pip install --disable-pip-version-check --require-hashes --no-compile
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	--no-config --custom-compile-command "make lock"
# make lock LOCK_FLAGS=--upgrade moves every pin as far as the bounds allow.
LOCK_FLAGS ?=
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed

.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: run test check lint types imports fix bench trace lock

run: $(RUNTIME)
	@$(VENV_PYTHON) -m dashboard serve --prepare-demo

# The browser tests run even if the others failed; both share one demo county.
test: $(DEV)
	@CHROMIUM="$$($(VENV_PYTHON) -m tests.provision)" || exit 1; export CHROMIUM; status=0; \
	DEMO_HOME="$$(mktemp -d)"; export DEMO_HOME; trap 'rm -rf "$$DEMO_HOME"' EXIT; \
	$(VENV_PYTHON) -m pytest -n 2 --dist worksteal tests/unit tests/integration || status=$$?; \
	if [ -n "$$CHROMIUM" ]; then $(VENV_PYTHON) -m pytest -n 2 --dist loadfile tests/browser || status=$$?; else \
	printf '%s\n' '' '!!! THE BROWSER TESTS DID NOT RUN: no browser (see above; CHROMIUM=path chooses one).' \
		'!!! 浏览器测试没有运行:没有可用的浏览器(原因见上;可用 CHROMIUM=路径 指定)。'; fi; exit $$status

check: lint types imports

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

imports: $(DEV)
	$(BIN)/lint-imports

fix: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV)
	$(VENV_PYTHON) -m tests.bench

SEED ?= 1
DELIVERIES ?=
trace: $(DEV)
	$(VENV_PYTHON) -m tests.tracing --seed $(SEED) $(DELIVERIES)

# The second file is compiled under the pins of the first: one set of versions everywhere.
lock: $(DEV)
	$(LOCK) $(LOCK_FLAGS) --output-file requirements.txt
	$(LOCK) $(LOCK_FLAGS) --group dev --constraints requirements.txt --output-file requirements-dev.txt

$(VENV_PYTHON):
	@[ -n "$(PYTHON)" ] || { echo 'Python 3.11 or newer is needed. 需要 Python 3.11 或更新版本。' >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'This Python cannot make environments: install its venv package (Debian, Ubuntu: apt install python3-venv).' >&2; \
		echo '此 Python 不能创建虚拟环境:请先安装 venv 组件(Debian、Ubuntu:apt install python3-venv)。' >&2; exit 1; }
	"$(PYTHON)" -m venv --clear $(VENV)

$(RUNTIME): requirements.txt | $(VENV_PYTHON)
	@echo 'Installing the run-time libraries; the first time takes some minutes. 正在安装运行所需的库,首次需要几分钟。'
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

# The development set contains the run-time set, so one installation serves both.
$(DEV): requirements-dev.txt requirements.txt | $(VENV_PYTHON)
	@echo 'Installing the development libraries; the first time takes some minutes. 正在安装开发所需的库,首次需要几分钟。'
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $(RUNTIME) $@
