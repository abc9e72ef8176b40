"""Pages of the officers: signed in with a second factor, and unlocked with a passphrase before anything opens."""
