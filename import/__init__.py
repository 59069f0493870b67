"""Documents in, facts out.

readers → structure → names, dates, figures, relations, events → store: each folder is one step.
"""
