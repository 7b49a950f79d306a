"""Pure values of the product: no input or output, no framework; only the standard library and pydantic."""
