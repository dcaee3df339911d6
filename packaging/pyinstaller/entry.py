"""Where a packaged program begins; `python -m kneetimer` begins in kneetimer/__main__.py itself."""

import sys

from kneetimer.__main__ import main

sys.exit(main())
