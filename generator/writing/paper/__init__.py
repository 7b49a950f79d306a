"""Administrative documents written from a brief and the guides, without a model."""

from generator.writing.paper.author import PaperAuthor

__all__ = ["PaperAuthor"]
