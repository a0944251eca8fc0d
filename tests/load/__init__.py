"""A whole class at once: real web-socket sessions against the real lab. Run `python -m tests.load --help`."""
