"""The page that paints faces by themselves, piece by piece."""
