"""Five published systems, the lab's own network and the painter on one bench: what each is, weighs, costs and does."""
