"""The outbox: messages waiting and sent, and who sends them."""
