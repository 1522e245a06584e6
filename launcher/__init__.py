"""Starts Punte and looks after it, with nothing but Python's standard library.

Each module holds one thing: `environment` the Python environment, `home` the state
folder, `cluster` and `postmaster` the embedded PostgreSQL, `database` which database is
used and by what addresses, `supervisor` the running processes, `commands` what
`./punte <command>` does.
"""
