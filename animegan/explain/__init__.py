"""Looks inside a network: arrays in and out, never drawn here. Empty so far; the floor is laid."""
