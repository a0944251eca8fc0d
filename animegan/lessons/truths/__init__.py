"""What the lessons' questions are answered with: a few lines each, by the lab's own functions, when somebody asks."""

from animegan.lessons.truths.finding import Finding
from animegan.lessons.truths.registry import TRUTHS, get_truth

__all__ = ["TRUTHS", "Finding", "get_truth"]
