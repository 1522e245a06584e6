"""Keccak-256 as Ethereum uses it; the standard library has only the later SHA-3, padded otherwise.

Source: the Keccak reference, version 3.0 (Bertoni, Daemen, Peeters, Van Assche 2011).
"""

from typing import Final

_MASK: Final = (1 << 64) - 1
_RATE: Final = 136


def _turned(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) & _MASK if by else lane


def _constants() -> tuple[list[int], list[int]]:
    """Round constants from their shift register, and the offsets of the rotations."""
    rounds, register = [], 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            constant |= (register & 1) << ((1 << j) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
        rounds.append(constant)
    offsets, x, y = [0] * 25, 1, 0
    for t in range(24):
        offsets[x + 5 * y] = (t + 1) * (t + 2) // 2 % 64
        x, y = y, (2 * x + 3 * y) % 5
    return rounds, offsets


_ROUNDS, _OFFSETS = _constants()


def _permuted(a: list[int]) -> list[int]:
    for constant in _ROUNDS:
        column = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        a = [a[i] ^ column[(i - 1) % 5] ^ _turned(column[(i + 1) % 5], 1) for i in range(25)]
        b = [0] * 25
        for i in range(25):
            x, y = i % 5, i // 5
            b[y + 5 * ((2 * x + 3 * y) % 5)] = _turned(a[i], _OFFSETS[i])
        a = [b[i] ^ (~b[(i + 1) % 5 + i // 5 * 5] & b[(i + 2) % 5 + i // 5 * 5]) for i in range(25)]
        a[0] ^= constant
    return a


def keccak_256(data: bytes) -> bytes:
    """The 32 bytes of Keccak-256 over `data`."""
    padded = bytearray(data + b"\x01")
    padded += bytes(-len(padded) % _RATE)
    padded[-1] |= 0x80
    state = [0] * 25
    for start in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            place = start + lane * 8
            state[lane] ^= int.from_bytes(padded[place : place + 8], "little")
        state = _permuted(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state[:4])
