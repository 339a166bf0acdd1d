"""Settings of all tests: speed is measured in `glmbot bench`, not asserted here, so Hypothesis has no deadline."""

import signal

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")

# A shell starts what runs in its background with SIGINT ignored, and nohup ignores SIGHUP. Children inherit that, so
# that no test could interrupt one.
for number, default in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, default)
