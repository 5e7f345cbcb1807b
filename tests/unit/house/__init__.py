"""Rules that hold for the whole tree, each with the number of things it looked at."""
