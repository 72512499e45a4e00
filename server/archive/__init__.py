"""What is left of a meeting: the list, the player's data, the tracks and the record of proceedings."""
