"""The papers: the dossier, the page in front of everyone, and what marked papers shut."""
