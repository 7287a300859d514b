"""What those who returned tell, what readers answer, and how both are moderated."""
