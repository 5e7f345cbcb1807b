"""Components: pure values in, Dash components out. Colours come from the style sheet, texts from the catalogues."""
