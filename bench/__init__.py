"""Benchmarks of our own, run by `make bench`: loopback only, bounded, ratios against a limit measured in the same run."""
