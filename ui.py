"""The page in a browser: `python ui.py` is `soan serve` with its defaults."""

from generator.pages.server import run

if __name__ == "__main__":
    run()
