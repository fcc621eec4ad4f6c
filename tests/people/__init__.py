"""Simulated people, for `scripts/simulate-people` and for what must hold of all of them."""
