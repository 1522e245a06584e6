"""How dates are written: 21 Nov 2026; months small where the language writes them small."""
