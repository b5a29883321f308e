"""What every back end must do, as suites to inherit."""
