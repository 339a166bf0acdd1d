"""Settings of all tests: speed is measured in `glmbot bench`, not asserted here, so Hypothesis has no deadline."""

import signal

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")

# A shell starts what runs in its background with SIGINT ignored, which children inherit: no test could interrupt one.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
