"""Plain language in Vietnamese, English and Hindi: what makes an official text hard to read, and how to say it."""
