"""The reviews of this project: real folders through the real pipeline."""
