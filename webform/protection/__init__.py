"""What protects people and the server whatever page it is: forms that only we can send, headers, limits, a trap for programs."""
