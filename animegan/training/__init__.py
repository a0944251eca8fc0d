"""Makes weights: photos, plates, crops, objective, trainer, checkpoint, recipes."""
