"""Review Toolkit: write, check and publish review articles."""

__version__ = "0.1.0"
