"""What the halls see and whether their machines are fit: program, scenes, line check, remote help."""
