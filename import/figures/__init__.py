"""Numbers that say something: value, unit, qualifier, and of what."""
