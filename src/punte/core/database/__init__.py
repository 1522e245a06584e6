"""The second wall: what PostgreSQL itself is told about who may see and write a row."""
