"""Calendar expressions in four languages, as EDTF."""
