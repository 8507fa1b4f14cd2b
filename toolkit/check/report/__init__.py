"""How findings are shown. Every function takes data and returns text."""
