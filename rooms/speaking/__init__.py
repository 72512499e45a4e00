"""Who speaks: the floor, its turns and lists, questioning, microphones, shared screens, talk-back."""
