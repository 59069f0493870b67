"""Documents and facts held against one another: near copies, disagreements."""
