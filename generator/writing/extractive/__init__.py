"""The author without a model: composes from the guides' own words."""

from generator.writing.extractive.author import ExtractiveAuthor

__all__ = ["ExtractiveAuthor"]
