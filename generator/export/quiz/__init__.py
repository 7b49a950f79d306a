"""A quiz in the formats of learning platforms, on paper, and as a page: one module for each format."""
