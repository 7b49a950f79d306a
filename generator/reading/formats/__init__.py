"""One module for each file format: `read(path, name, limits) -> Content`."""
