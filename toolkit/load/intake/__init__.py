"""Records from elsewhere: tables and registries become records, and are joined with those of the author."""
