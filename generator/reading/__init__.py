"""Reading: a file becomes blocks, then a guide with passages that carry addresses."""
