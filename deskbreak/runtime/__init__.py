"""What the daemon runs on: one loop, children, and watched files."""
