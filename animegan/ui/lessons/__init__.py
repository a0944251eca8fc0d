"""Lessons on the pages: the bar that leads through one, progress, and what the teacher decides."""
