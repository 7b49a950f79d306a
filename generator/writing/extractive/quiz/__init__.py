"""The extractive author of quizzes: facts of the guides turned into items, without a model."""

from generator.writing.extractive.quiz.author import ExtractiveQuizAuthor
from generator.writing.extractive.quiz.draft import Gate

__all__ = ["ExtractiveQuizAuthor", "Gate"]
