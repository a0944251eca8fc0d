"""The playground's colours, the same in both themes: colour-blind readers can tell blue from orange."""

__all__ = ["DISCRIMINATOR", "FAKE", "GENERATOR", "REAL"]

REAL, FAKE = "#0072b2", "#d55e00"  # Okabe and Ito's blue and vermilion
DISCRIMINATOR, GENERATOR = "#009e73", FAKE  # the generator has the colour of what it makes
