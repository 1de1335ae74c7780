"""Questions of the day, their pauses, and the summary of the week."""
