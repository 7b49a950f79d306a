"""Practice: the rubric that scores a prompt, exercises, prompt cards, and a learner's own progress."""
