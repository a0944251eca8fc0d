"""The rooms of the page about losses."""
