# Everything a person does with the checkout. `make help` lists it.
SHELL := bash
.SHELLFLAGS := -euc
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

python := .venv/bin/python
# One more than there are processors, because many tests wait for a real window or a real sound.
workers := $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))
# Three to four minutes are usual. Tests that stand still end by themselves; this ends what runs them.
limit := $(shell command -v timeout > /dev/null && echo timeout --foreground --kill-after=30 30m)
# A worker that crashed is not replaced: pytest-xdist shares out by files, and after a crash waits for ever.
spread := -n $(workers) --dist loadfile --max-worker-restart=0

.PHONY: help run test test-dates accessible check looks screenshots figures texts pseudo locks sounds bench timing blindfold mutate torture package package-test wayland film icons licences clean libs-to-run libs-to-test venv-to-run venv-to-test

help: ## List what make can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: libs-to-run venv-to-run ## Set up what is missing, then open the window
	@$(python) -m kneetimer

test: libs-to-test venv-to-test ## Set up what is missing, then run all tests (T="-k word" passes words on to pytest)
	@$(limit) $(python) packaging/dates/run_tests.py --short
	@$(limit) $(python) -m pytest $(spread) $(T)

test-dates: libs-to-test venv-to-test ## Run the tests on other days and in other zones, half an hour at most (D=Sunday for one)
	@$(python) packaging/dates/run_tests.py --only "$(D)"

accessible: libs-to-test venv-to-test ## Write down anew what a screen reader comes by, into tests/accessible, to be read
	@WRITE_ACCESSIBLE=1 $(limit) $(python) -m pytest -q tests/test_at_spi.py

check: venv-to-test ## Check style, imports and types of all code, and that all of it is used
	@$(python) -m ruff check .
	@$(python) -m ruff format --check --quiet .
	@$(python) -m mypy
	@$(python) -m vulture
	@$(python) packaging/locale/make_texts.py --check

looks: libs-to-test venv-to-test ## Look at every page and phase on the screens of the world, and count what cannot be read (O="--only WORD")
	@$(python) packaging/looks/make_looks.py $(O)

screenshots: libs-to-test venv-to-test ## Take the pictures of all screens in a real window, into docs/screenshots
	@$(python) packaging/screenshots/make_screenshots.py

texts: venv-to-test ## Collect the sentences that are to be translated, into resources/locale/kneetimer.pot
	@$(python) packaging/locale/make_texts.py

pseudo: libs-to-run venv-to-test ## Show the program with made-up data in a made-up language, accented and 40 % longer
	@$(python) packaging/locale/make_pseudo.py build/locale

locks: venv-to-test ## Write down the exact versions and their hashes anew (U=--upgrade takes the newest)
	@$(python) -m pip install --quiet --no-input uv
	@packaging/locks/make_locks.sh $(U)

sounds: venv-to-test ## Make the sounds again from their script
	@$(python) packaging/sounds/make_sounds.py

bench: libs-to-test venv-to-test ## Measure start-up, sessions, figures and sounds (MINUTES=2 keeps the sounds short)
	@for script in packaging/bench/*_bench.py; do echo "$$script"; $(python) "$$script"; done

timing: libs-to-test venv-to-test ## Measure when cues are heard against when they are due (MINUTES=10 at real speed)
	@$(python) packaging/bench/sound_bench.py

blindfold: libs-to-test venv-to-test ## Follow a session by ear alone, played by the program (PLAN=six-week-knee WEEK=1 PARTS=5)
	@$(python) -m pip install --quiet --no-input -r requirements-ear.txt
	@$(python) packaging/voice/blindfold.py --plan $(or $(PLAN),six-week-knee) --week $(or $(WEEK),1) --play $(or $(PARTS),5)

figures: venv-to-test ## Draw every figure on contact sheets, to look at
	@$(python) packaging/figures/make_sheets.py

mutate: venv-to-test ## Read 20,000 damaged files of runs, exports, plans and calendars, and count what comes of them (N=100000 reads more)
	@$(python) packaging/campaigns/files.py $(N)

torture: libs-to-test venv-to-test ## Do to the data what may happen to it, into docs/reliability.md (ROW=kills N=100 for one)
	@$(python) packaging/campaigns/torture.py $(ROW) $(if $(N),--count $(N))

package: venv-to-test ## Build everything that people install into dist/, and try it there (W="wheel deb" for some)
	@$(python) packaging/package/make_package.py $(W)

package-test: ## Install and try what is in dist/ in bare systems without Python, and both commands of the README
	@python3 packaging/package/bare_roots.py $(R)

wayland: venv-to-test ## Let the program test itself under weston and sway, without a screen (C="COMMAND" for another one)
	@packaging/linux/try_wayland.sh $(or $(C),$(python) -m kneetimer)

film: venv-to-test ## Film some seconds of a session for the front page, into docs/session.png
	@$(python) packaging/screenshots/film_session.py

icons: venv-to-test ## Draw the program's icon in all sizes, into build/icons
	@$(python) packaging/icons/make_icons.py build/icons

licences: venv-to-run ## List anew what the program runs with, and under which licence
	@$(python) packaging/package/licences.py

clean: ## Remove .venv and everything else that was made from the sources
	@rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Libraries are looked at before anything is downloaded, also with -j.
.NOTPARALLEL:

libs-to-run:
	@packaging/linux/install-qt-libs.sh run venv

libs-to-test:
	@packaging/linux/install-qt-libs.sh test venv

venv-to-run:
	@packaging/linux/make_venv.sh run

venv-to-test:
	@packaging/linux/make_venv.sh test
