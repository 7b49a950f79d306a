"""Prompt files: loaded, checked against their own declaration, rendered, and hashed as they were sent.

    book = PromptBook(directory)
    sent = book.render("answer", {"language": "vi"}, [Entry("question", question), Entry("P1", passage)])

A prompt is a Markdown file `ID.md` with front matter (id, version, inputs, schema), a system part and, after the line
`=== user ===`, a user part. Inputs are numbers or one of a declared list of words, never free text: words of users and
guides enter as `Entry` values and stand in the prompt at `{{ material }}` alone, inside one block between two marker
lines with a nonce made for each call.
"""

from generator.prompting.book import PromptBook, Sent
from generator.prompting.material import Entry

__all__ = ["Entry", "PromptBook", "Sent"]
