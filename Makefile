# The commands to know. Each sets up .venv by itself the first time.
#
#   make run          open the window on a fresh copy of the sample project
#   make test         everything that continuous integration runs
#   make check        the same without the window's tests: style, types, imports, the domain without Qt, its coverage
#   make test-peers   the tests that need other annotation tools' packages (1 GB), which `make test` skips
#   make bench        measure speed and memory
#   make bench-million   the same with a million articles; takes 10 GB for a while, and most of an hour
#   make docs         regenerate the README's tables and the manual's page on the command line
#   make screenshots  regenerate the README's pictures
#   make clean        delete everything that the others made

.PHONY: run test check test-peers bench bench-million docs screenshots clean

bin := .venv/bin
no_screen := DISPLAY= WAYLAND_DISPLAY=
without_qt := -p no:pytest-qt -o strict_config=false -W ignore::pytest.PytestConfigWarning
all_cores := -n auto --maxprocesses 4 --dist worksteal

run:
	@sh packaging/environment.sh
	@sh packaging/qt-libraries.sh
	@$(bin)/claimdesk demo

test: check
	@$(no_screen) sh packaging/qt-libraries.sh
	@$(bin)/python -m pytest $(all_cores) --ignore=tests/annotations

check:
	@sh packaging/environment.sh dev
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo
	@CLAIMDESK_NO_QT=1 $(bin)/python -m pytest $(without_qt) $(all_cores) --cov=annotations --cov-report= --cov-fail-under=0 tests/annotations
	@$(bin)/coverage report --format=total >/dev/null || { $(bin)/coverage report --sort=cover; exit 1; }

test-peers:
	@sh packaging/environment.sh dev,peers
	@CLAIMDESK_NO_QT=1 $(bin)/python -m pytest $(without_qt) -m peers tests/annotations

bench:
	@sh packaging/environment.sh dev
	@$(no_screen) sh packaging/qt-libraries.sh
	@$(bin)/python tests/bench/__main__.py

bench-million:
	@sh packaging/environment.sh dev
	@$(no_screen) sh packaging/qt-libraries.sh
	@$(bin)/python tests/bench/__main__.py --only many --many 1000000

docs:
	@sh packaging/environment.sh
	@$(bin)/python packaging/readme.py
	@$(bin)/python packaging/manual.py

screenshots:
	@sh packaging/environment.sh
	@$(no_screen) sh packaging/qt-libraries.sh
	@$(bin)/python packaging/screenshots.py

clean:
	rm -rf .venv build dist .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
