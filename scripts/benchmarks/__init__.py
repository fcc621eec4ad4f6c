"""What `scripts/bench` measures, a part a file."""
