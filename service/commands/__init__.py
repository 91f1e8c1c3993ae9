"""The commands of `python -m service`, one a module."""
