# qcodex: `make run` and `make test` are all a newcomer needs; `make help` lists the rest.

CARGO ?= cargo
NPM ?= npm
PROFILE ?=
ARGS ?=

UI_SOURCES := $(shell find webui -path webui/node_modules -prune -o -path webui/build -prune -o -path webui/test-results -prune -o -type f -print 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run test clients bench webui check fmt bless deny fuzz clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 10

run: webui ## Build everything and start the server on http://127.0.0.1:8080 (ARGS="…" for options)
	$(CARGO) run --release --locked -- $(ARGS)

webui: webui/build/index.html ## Build the web page into webui/build

webui/node_modules/.stamp: webui/package-lock.json webui/package.json
	@command -v $(NPM) >/dev/null || { echo 'npm is missing: install Node.js 20 or newer' >&2; exit 1; }
	cd webui && $(NPM) ci --no-audit --no-fund
	@touch $@

webui/build/index.html: webui/node_modules/.stamp $(UI_SOURCES)
	cd webui && $(NPM) run --silent build
	@touch $@

test: webui ## Run everything that CI runs
	@./tests/run-all

clients: ## Run real client libraries against the debug build (ARGS="…" for pytest)
	$(CARGO) build --locked
	./tests/real_clients/run $(ARGS)

bench: webui ## Measure: ratios side by side, written to standard output
	$(CARGO) bench --locked --bench figures -- $(ARGS)
	$(NPM) --prefix webui run --silent bench

check: ## Format and lints only
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings

fmt: ## Format Rust and the web page
	$(CARGO) fmt
	cd webui && $(NPM) run --silent format

bless: ## Write the generated files anew (endpoints, settings, UI types and texts, recorded deltas)
	QCODEX_BLESS=1 $(CARGO) test --locked --quiet --lib the_page_has_the
	QCODEX_BLESS=1 $(CARGO) test --locked --quiet --test api the_document_lists_every_endpoint
	QCODEX_BLESS=1 $(CARGO) test --locked --quiet --test settings the_document_tells_what_the_table_says
	QCODEX_BLESS=1 $(CARGO) test --locked --quiet --test sync a_conversation_can_be_recorded

deny: ## Licences, bans and sources of dependencies (needs cargo-deny)
	$(CARGO) deny --config .deny.toml check licenses bans sources

fuzz: ## Give every parser random input, 60 seconds each (needs nightly Rust and cargo-fuzz)
	./tests/fuzz/run

clean: ## Remove what was built
	$(CARGO) clean
	rm -rf webui/node_modules webui/build/*
