# Two commands matter: `make run` serves Sapar with its sample university, `make test` runs every test.
# They need Python 3.11 or newer with venv, make and git; nothing else has to be installed.

PORT ?= 8000
DATA ?= data
PYTHON ?= python3

run: export SAPAR_PORT = $(PORT)
run: export SAPAR_DATA = $(abspath $(DATA))
run: export SAPAR_SAMPLE ?= 1

bin := .venv/bin
python := $(bin)/python
pip := $(python) -m pip --disable-pip-version-check --quiet --quiet install
lock := $(bin)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help install run catalogues test check bench pictures messages format lock

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

install: .venv/development.stamp catalogues ## Set up .venv with development tools

run: .venv/project.stamp catalogues ## Serve the sample university; PORT=8000 DATA=data
	@exec $(bin)/sapar run

test: install ## Run the tests on SQLite, PostgreSQL and in a browser
	@$(python) -m dev.test

check: install ## Run every check that needs no test
	@$(python) -m dev.check

bench: .venv/benchmarks.stamp install ## Take every measurement and write docs/measurements.md
	@$(python) -m benchmarks

pictures: install ## Take the pictures of the documentation anew (ARGS="home partner")
	@$(python) -m dev.pictures $(ARGS)

messages: install ## Bring the catalogues up to date with the sources (APPS="calls ui")
	@$(python) -m dev.messages update $(APPS)

format: install ## Put sources into the one format
	@$(bin)/ruff format --quiet . && $(bin)/ruff check --quiet --fix .

lock: install ## Resolve the newest allowed versions of all dependencies (ARGS="--upgrade")
	@$(lock) $(ARGS) requirements/runtime.in -o requirements/runtime.txt
	@$(lock) $(ARGS) requirements/development.in -o requirements/development.txt
	@$(lock) $(ARGS) requirements/benchmarks.in -o requirements/benchmarks.txt

catalogues: .venv/project.stamp
	@$(python) -m dev.messages compile

# Each stamp is made again only when what it stands for has changed.
.venv/python.stamp:
	@PYTHON=$(PYTHON) sh dev/venv.sh
	@touch $@

.venv/runtime.stamp: requirements/runtime.txt .venv/python.stamp
	@echo "Installing what Sapar runs on ..."
	@$(pip) --require-hashes -r $<
	@touch $@

.venv/project.stamp: pyproject.toml .venv/runtime.stamp
	@$(pip) --no-build-isolation --no-deps --no-index --editable .
	@touch $@

.venv/development.stamp: requirements/development.txt .venv/project.stamp
	@echo "Installing the development tools ..."
	@$(pip) --require-hashes -r $<
	@touch $@

.venv/benchmarks.stamp: requirements/benchmarks.txt .venv/development.stamp
	@echo "Installing the peer that is measured beside ..."
	@$(pip) --require-hashes -r $<
	@touch $@
