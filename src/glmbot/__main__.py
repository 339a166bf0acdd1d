"""`python -m glmbot` is `glmbot`."""

from glmbot.cli import main

if __name__ == "__main__":
    main()
