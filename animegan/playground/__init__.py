"""A GAN small enough to watch: it learns where points of the plane lie, some hundreds of steps a second on a CPU."""
