"""Own schools and programmes, partner institutions, academic years."""
