"""What each loss term wants, as experiments on one photo: mixed networks, pulls, a tug of war, a short run, a judge."""
