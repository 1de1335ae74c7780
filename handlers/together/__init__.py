"""What people do together: rounds, challenges, classes, groups, other chats, links."""
