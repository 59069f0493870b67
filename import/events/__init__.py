"""What happened, began, ended or is planned, and when."""
