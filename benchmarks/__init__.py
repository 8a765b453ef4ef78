"""Speed, as ratios to something measured in the same run: `python -m benchmarks [name …]`, or `make bench`."""
