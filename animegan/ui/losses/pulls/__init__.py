"""The room that shows where each term pulls."""
