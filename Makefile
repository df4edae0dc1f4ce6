# SPDX-License-Identifier: AGPL-3.0-or-later
# The daily verbs. Everything real is in ./run, ./test, the CMake presets and web/package.json; make only shortens it.
.PHONY: build release unit scenarios e2e pictures architecture test lint format api asan tsan fuzz demo bench stop help
.DEFAULT_GOAL := help

JOBS ?= 2
DATA ?= build/demo
FUZZ_SECONDS ?= 60
sources := $(shell git ls-files 'src/*.h' 'src/*.cpp' 'tests/*.h' 'tests/*.cpp' 'bench/*.cpp')

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

build/dev/build.ninja:
	cmake --preset dev

build: build/dev/build.ninja ## the program and the tests, as developed (build/dev)
	cmake --build --preset dev --parallel $(JOBS)

release: ## the program and the web side, as run (build/release, web/dist)
	./run --build

unit: ## the tests beside the code
	./test --only unit

scenarios: ## the plain-text stories of tests/scenarios
	./test --only scenario

e2e: ## the stories through Chromium
	./test --only e2e

pictures: ## README's pictures, taken anew of the demo
	./test --only e2e/readme
	node tests/e2e/pictures.mjs

architecture: ## floors, sizes, words, contracts
	./test --only architecture

test: ## everything
	./test

lint: ## shell and C++ lint (shellcheck, clang-tidy) and the web side's types
	shellcheck -x run test .ci/run tools/*.sh
	clang-tidy -p build/dev --quiet $(filter src/%.cpp,$(sources))
	[ ! -f web/package.json ] || npm run lint --prefix web --if-present

format: ## the C++ sources by .clang-format
	clang-format -i $(sources)

api: build ## writes api/openapi.json and migrations/schema.sql as the program has them
	mkdir -p api
	build/dev/parvis openapi > build/openapi.json && mv build/openapi.json api/openapi.json
	PARVIS_WRITE_SCHEMA=1 build/dev/tests/parvis_unit --gtest_brief=1 --gtest_filter=Schema.is_the_one_committed

asan: ## unit and scenario tests under the address and undefined-behaviour sanitizers
	./test --preset asan

tsan: ## unit and scenario tests under the thread sanitizer
	./test --preset tsan

fuzz: ## every fuzz target for FUZZ_SECONDS (60)
	tools/fuzz --seconds $(FUZZ_SECONDS)

demo: ## Parvis with the demo brand on a data folder of its own (DATA=build/demo)
	./run --data $(DATA)

stop: ## stops what make demo started
	./run --stop --data $(DATA)

bench: ## every bench, one JSON object each
	for bench in bench/*.cpp; do bench/run $$(basename $$bench .cpp); done
