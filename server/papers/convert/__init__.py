"""Programs of others that make pages of papers, each run in a sandbox without network: soffice, tesseract."""
