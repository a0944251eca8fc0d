"""The page that compares systems: side by side, predicted, measured, beside the article's claims, and by vote."""
