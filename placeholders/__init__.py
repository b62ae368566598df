"""Words in braces that people who write texts may use, and the site fills in."""
