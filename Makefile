.DEFAULT_GOAL := help
.PHONY: help setup build demo test check lint bench fuzz findings fmt image images platforms

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## Watch learners go from silence to messages on three channels, opt-outs, goals and figures
	@.build/release/local-runner demo

test: setup ## Run every test; they start their own PostgreSQL
	@scripts/test.sh

check: lint test ## What CI runs: lint and test

lint: setup ## Check format, import graph and linked libraries
	@scripts/lint.sh

bench: build ## Measure against the bare limits; scripts/bench.sh --against COMMIT: an earlier build
	@scripts/bench.sh

fuzz: setup ## Fuzz every parser that meets strangers' bytes; scripts/fuzz.sh TARGET: one
	@scripts/fuzz.sh

findings: ## Run what we found out about libraries of others; needs PyPI
	@scripts/findings.sh

image: ## Make one image: FUNCTION=send-email, or FUNCTION=all for one with every function
	@test -n "$(FUNCTION)" || { echo "name the function: make image FUNCTION=send-email" >&2; exit 64; }
	@$(MAKE) --silent build
	@scripts/image.sh $(FUNCTION)

images: build ## Make every image
	@scripts/image.sh

platforms: build ## Write the platforms' files in infra/ from the manifests
	@.build/release/local-runner platforms

fmt: ## Format the Swift sources
	@swift format -i -r Package.swift Sources functions local-runner infra Tests

build: setup ## Leave release binaries in .build/release
	@scripts/build.sh

setup: ## Install what is missing from Debian or Ubuntu
	@scripts/setup.sh
