"""``python -m server`` is ``giaoban``."""

from server.cli import main

if __name__ == "__main__":
    main()
