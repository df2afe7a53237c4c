"""From frame to chart description, and from description to picture: plotly in the browser, SVG elsewhere."""
