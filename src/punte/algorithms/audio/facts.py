"""What a recording is and says of itself, from its bytes; nothing is decoded, nothing trusted."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from punte.algorithms.audio.bext import Bext
from punte.algorithms.audio.errors import AudioError, Finding, Reason

if TYPE_CHECKING:
    from punte.algorithms.audio.blocks import Ask

MOST_CHANNELS = 64
MOST_RATE = 768_000


class Form(StrEnum):
    """What holds the sound."""

    WAV = "wav"
    RF64 = "rf64"
    BW64 = "bw64"
    FLAC = "flac"
    MP3 = "mp3"
    OGG = "ogg"
    AMR = "amr"
    AAC = "aac"
    MP4 = "mp4"  # and 3GP
    MATROSKA = "matroska"  # and WebM
    ASF = "asf"
    SPEEX = "speex"  # in OGG
    WAV_CODED = "wav_coded"  # a WAV whose coding libsndfile does not read
    AIFF = "aiff"
    AU = "au"
    W64 = "w64"
    CAF = "caf"
    VOC = "voc"
    SPH = "sph"
    RAW = "raw"  # no header: coding, rate and channels are said by a person


class Coding(StrEnum):
    """How the samples are written; the values are libsndfile's names where it has one."""

    PCM_S8 = "PCM_S8"
    PCM_U8 = "PCM_U8"
    PCM_16 = "PCM_16"
    PCM_24 = "PCM_24"
    PCM_32 = "PCM_32"
    FLOAT = "FLOAT"
    DOUBLE = "DOUBLE"
    ALAW = "ALAW"
    ULAW = "ULAW"
    GSM610 = "GSM610"
    IMA_ADPCM = "IMA_ADPCM"
    MS_ADPCM = "MS_ADPCM"
    G721_32 = "G721_32"
    G723_24 = "G723_24"
    G723_40 = "G723_40"
    FLAC = "FLAC"
    MP3 = "MPEG_LAYER_III"
    VORBIS = "VORBIS"
    OPUS = "OPUS"
    AMR_NB = "AMR_NB"
    AMR_WB = "AMR_WB"
    AAC = "AAC"
    ALAC = "ALAC"
    ALAC_16 = "ALAC_16"
    ALAC_24 = "ALAC_24"
    SPEEX = "SPEEX"
    WMA = "WMA"
    MP2 = "MP2"
    G722 = "G722"
    G723_1 = "G723_1"
    G726 = "G726"
    G729 = "G729"
    TRUESPEECH = "TRUESPEECH"
    YAMAHA_ADPCM = "YAMAHA_ADPCM"


# Forms that FFmpeg reads, where the optional package is installed.
MEDIA = frozenset(
    {Form.AMR, Form.AAC, Form.MP4, Form.MATROSKA, Form.ASF, Form.SPEEX, Form.WAV_CODED}
)


@dataclass(frozen=True, slots=True)
class Raw:
    """What a person says of a file without a header."""

    coding: Coding
    rate: int = 8000
    channels: int = 1


@dataclass(frozen=True, slots=True)
class Window:
    """Where the sound lies in the file, in bytes, and its blocks where they are of one length.

    block: bytes of one block and the samples a channel it holds; None for FLAC, MP3, OGG.
    """

    offset: int
    length: int
    block: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file is and says.

    rate in samples a second; frames: one sample of every channel, None where only decoding tells;
    seconds: None where nothing tells; declared_seconds: what the header promises of a cut file.
    """

    form: Form
    coding: Coding
    rate: int
    channels: int
    frames: int | None
    seconds: float | None
    window: Window
    declared_seconds: float | None = None
    findings: tuple[Finding, ...] = ()
    bext: Bext | None = None
    start: datetime | None = None  # by the recorder's clock, without a zone
    ixml: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    cues: tuple[tuple[int, str], ...] = ()  # (sample, label), in order

    def noting(self, *more: Finding) -> "Facts":
        """Return the same facts with further findings, each once."""
        return replace(self, findings=tuple(dict.fromkeys(self.findings + more)))


EXTENSIONS: dict[str, frozenset[Form]] = {
    **dict.fromkeys(
        (".wav", ".wave", ".bwf"),
        frozenset({Form.WAV, Form.RF64, Form.BW64, Form.WAV_CODED}),
    ),
    ".rf64": frozenset({Form.RF64}),
    ".bw64": frozenset({Form.BW64}),
    ".flac": frozenset({Form.FLAC}),
    ".mp3": frozenset({Form.MP3}),
    ".ogg": frozenset({Form.OGG}),
    ".oga": frozenset({Form.OGG}),
    ".opus": frozenset({Form.OGG}),
    ".spx": frozenset({Form.SPEEX}),
    ".amr": frozenset({Form.AMR}),
    ".awb": frozenset({Form.AMR}),
    ".aac": frozenset({Form.AAC, Form.MP4}),
    **dict.fromkeys((".m4a", ".m4b", ".mp4", ".3gp", ".3ga", ".mov"), frozenset({Form.MP4})),
    **dict.fromkeys((".webm", ".mka", ".mkv"), frozenset({Form.MATROSKA})),
    **dict.fromkeys((".aif", ".aiff", ".aifc"), frozenset({Form.AIFF})),
    **dict.fromkeys((".au", ".snd"), frozenset({Form.AU})),
    ".w64": frozenset({Form.W64}),
    ".caf": frozenset({Form.CAF}),
    ".voc": frozenset({Form.VOC}),
    **dict.fromkeys((".sph", ".nist"), frozenset({Form.SPH})),
    **dict.fromkeys((".wma", ".asf"), frozenset({Form.ASF})),
}
RAW_FRAMES = {Coding.ALAW: (1, 1), Coding.ULAW: (1, 1), Coding.GSM610: (33, 160)}


def read_facts(
    stream: BinaryIO,
    *,
    size: int,
    name: str = "",
    raw: Raw | None = None,
    ask: "Ask | None" = None,
) -> Facts:
    """Say what the file of `size` bytes is; `raw` where a person says that it has no header.

    ask: as of `Sound`, for the forms that only the optional extra reads.
    Raises AudioError with its reason for whatever is no recording; never another exception for
    what the bytes hold.
    """
    from punte.algorithms.audio import compressed, wave

    if size <= 0:
        raise AudioError(Reason.EMPTY, "the file holds no byte")
    if raw is not None:
        return _raw_facts(size, raw)
    stream.seek(0)
    head = stream.read(4096)
    readers: tuple[Callable[[BinaryIO, int, bytes], Facts | None], ...] = (
        partial(wave.read_wave, ask=ask),
        compressed.read_flac,
        partial(compressed.read_media, ask=ask),
        partial(compressed.read_boxed, ask=ask),
        compressed.read_ogg,
        compressed.read_mp3,
    )
    for read in readers:
        facts = read(stream, size, head)
        if facts is not None:
            return _named(checked(facts), name)
    raise AudioError(Reason.NOT_AUDIO, "no known form of recording begins like this")


def checked(facts: Facts) -> Facts:
    """Return the facts, or refuse numbers that no recording has."""
    if not 1 <= facts.channels <= MOST_CHANNELS or not 100 <= facts.rate <= MOST_RATE:
        detail = f"{facts.channels} channels at {facts.rate} Hz"
        raise AudioError(Reason.BROKEN_HEADER, detail)
    if facts.frames == 0:
        raise AudioError(Reason.EMPTY, "a header without sound")
    return facts


def _named(facts: Facts, name: str) -> Facts:
    extension = PurePath(name).suffix.lower()
    fitting = EXTENSIONS.get(extension)
    if extension and (fitting is None or facts.form not in fitting):
        return facts.noting(Finding.WRONG_EXTENSION)
    return facts


def _raw_facts(size: int, raw: Raw) -> Facts:
    if raw.coding not in RAW_FRAMES:
        raise AudioError(Reason.UNKNOWN_CODING, f"{raw.coding} without a header")
    length, samples = RAW_FRAMES[raw.coding]
    block = length * raw.channels
    frames = size // block * samples if raw.channels > 0 else 0
    seconds = frames / raw.rate if raw.rate > 0 else 0.0
    whole = Window(0, size, (block, samples))
    return checked(Facts(Form.RAW, raw.coding, raw.rate, raw.channels, frames, seconds, whole))
