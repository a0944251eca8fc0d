"""Lessons: read from Markdown files, their questions answered by the lab's own functions, printed, kept in a file."""
