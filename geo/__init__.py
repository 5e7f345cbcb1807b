"""Where things are: county boundary, neighbours, zones, town seats and areas. Pure functions and committed files."""
