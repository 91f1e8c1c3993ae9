"""Admission, deadline, micro-batches and the one inference thread of a worker process."""
