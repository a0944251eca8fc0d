"""The machine that fetches, for every test here that asks for it."""

from tests.catalog.school import publisher, school

__all__ = ["publisher", "school"]
