"""Private notes: keys that open with their owner's sign-in only, and the notes as ciphertext."""
