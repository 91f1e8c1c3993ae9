"""The answer in formats that newsrooms exchange: pure functions from a `Draft` to typed models."""
