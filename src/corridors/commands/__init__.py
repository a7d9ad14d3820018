"""The commands, by what they are about: each calls public functions, and prints or saves."""
