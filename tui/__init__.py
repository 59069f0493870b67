"""The terminal app: screens and widgets over pure views of the records that `lacsec.db` reads."""
