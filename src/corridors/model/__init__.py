"""What exists: the network, its state on a day, changes to it, questions and routes."""
