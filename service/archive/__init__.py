"""An archive of articles read anew, on Ray Data; needs the extra `archive`."""
