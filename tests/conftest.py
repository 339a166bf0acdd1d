"""Settings of all tests: speed is measured in `glmbot bench`, not asserted here, so Hypothesis has no deadline."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
