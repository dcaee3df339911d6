"""Where a packaged program begins; `python -m kneetimer` begins in kneetimer/__main__.py itself."""

from kneetimer.__main__ import run

run()
