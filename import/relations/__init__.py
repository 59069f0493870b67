"""Who covers, funds, implements, joins or supports whom, read by a table of triggers."""
