"""What may be wrong with a file that is said to be a recording."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a file can not be taken for a recording at all; the values are stable codes."""

    EMPTY = "empty"  # no byte, or a header with no sound after it
    NOT_AUDIO = "not_audio"  # the bytes are of no form that we know
    BROKEN_HEADER = "broken_header"  # the form is known, its header makes no sense
    UNKNOWN_CODING = "unknown_coding"  # a known container with a coding that nobody here reads
    NEEDS_MEDIA = "needs_media"  # AMR, AAC and the like: read by the optional extra only
    UNDECODABLE = "undecodable"  # the header is sound, the sound itself could not be decoded
    DECODER_SLOW = "decoder_slow"  # decoding was stopped: it took longer than it may
    DECODER_DIED = "decoder_died"  # decoding broke off: memory used up, or the decoder fell over
    BAD_REQUEST = "bad_request"  # a channel or a time that the recording does not have


class Finding(StrEnum):
    """What is odd with a file that can be taken nevertheless; the values are stable codes."""

    WRONG_EXTENSION = "wrong_extension"  # the name says another form than the bytes
    TRUNCATED = "truncated"  # the header promises more sound than the file holds
    UNFINISHED = "unfinished"  # the recorder never wrote the length: all that follows is taken
    SIZE_DIFFERS = "size_differs"  # the container's own size is not the file's
    BROKEN_CHUNK = "broken_chunk"  # a part after the header is cut or damaged
    TEXT_TOO_LONG = "text_too_long"  # a text within the file was kept only in its beginning
    TWO_CLOCKS = "two_clocks"  # date and time within the file contradict its time reference
    HOUR_TWICE = "hour_twice"  # clocks were turned back then: the earlier hour is taken
    HOUR_LEFT_OUT = "hour_left_out"  # clocks were turned forward then: its clock was not
    IN_FUTURE = "in_future"  # its clock was never set, or wrong
    ESTIMATED = "estimated"  # the length is told by size and bit rate alone


class AudioError(Exception):
    """A file that is no recording, or can not be read; `reason` is a code, `detail` plain words."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
