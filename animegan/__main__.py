"""Runs the command line: `python -m animegan VERB`."""

import sys

from animegan.cli.main import main

sys.exit(main())
