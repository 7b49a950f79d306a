"""Answers composed from the guides' own words: what a question asks for, which sentence says it, when to refuse."""
