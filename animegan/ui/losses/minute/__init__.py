"""The room that trains for a minute."""
