"""Following figures to the cells of the files they came from, and reading those cells again."""
