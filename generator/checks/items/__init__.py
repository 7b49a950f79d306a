"""The examiner: rules of item writing after Haladyna, Downing & Rodriguez (2002) and Tarrant et al. (2006), each a
check of its own."""

from generator.checks.items.examine import CHECKS, examine, flaws_of
from generator.checks.items.question import Question

__all__ = ["CHECKS", "Question", "examine", "flaws_of"]
