"""What `scripts/translations` does, a module for each part."""
