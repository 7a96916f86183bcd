# The commands of this project. Each installs what it needs first (scripts/bootstrap).
.DEFAULT_GOAL := help
.PHONY: help bootstrap runtime build demo test serve bench lint format clean

RELEASE := .build/release
# Arguments for `make serve` and `make bench`.
ARGS ?=

help: ## Print this list.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; \
	  do printf '  make %-10s %s\n' "$$name" "$$text"; done

bootstrap: ## Install the Debian packages that are missing, and check the Swift toolchain.
	@scripts/bootstrap

runtime: bootstrap ## Install ONNX Runtime, which plugins with a trained model need.
	@scripts/runtime || true

build: runtime ## Build everything, optimised.
	swift build -c release

demo: build ## Find the events of a sample recording over HTTP and cut them to files.
	@scripts/demo

test: runtime ## Build everything and run every test.
	swift build -c release --build-tests
	swift test -c release --skip-build
	swift test -c release --package-path Examples/sharpness

serve: build ## Serve the plugins of plugins.yaml (ARGS="--listen 0.0.0.0:8080").
	@exec $(RELEASE)/patchbay serve $(ARGS)

bench: build ## Run the measurements in Benchmarks/ (ARGS="name" for one of them).
	@scripts/bench $(ARGS)

lint: bootstrap ## Check the format of every Swift source.
	@git ls-files -z --cached --others --exclude-standard -- '*.swift' | \
	  xargs -0 swift format lint --strict --parallel && echo 'Every Swift source is in format.'

format: bootstrap ## Bring every Swift source into format.
	@git ls-files -z --cached --others --exclude-standard -- '*.swift' | \
	  xargs -0 swift format format --in-place --parallel

clean: ## Remove what was built.
	rm -rf .build demo-output
