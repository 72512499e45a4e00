"""Pictures and tones that say who sent them, readable after VP8 and Opus."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 192, 96
BITS = 6
SAMPLE_RATE = 48_000
BASE_HZ, STEP_HZ = 400, 50


def picture(number: int) -> bytes:
    """An I420 picture of WIDTH × HEIGHT whose black and white stripes spell `number` (0 … 63)."""
    luma = np.empty((HEIGHT, WIDTH), np.uint8)
    stripe = WIDTH // BITS
    for bit in range(BITS):
        luma[:, bit * stripe : (bit + 1) * stripe] = 235 if number >> bit & 1 else 16
    chroma = np.full(WIDTH * HEIGHT // 2, 128, np.uint8)
    return luma.tobytes() + chroma.tobytes()


def read_picture(i420: bytes, width: int, height: int) -> int:
    """The number a decoded picture of any size spells."""
    luma = np.frombuffer(i420, np.uint8)[: width * height].reshape(height, width)
    stripe = width / BITS
    middle = luma[height // 4 : 3 * height // 4]
    centres = [middle[:, int((bit + 0.3) * stripe) : int((bit + 0.7) * stripe)].mean() for bit in range(BITS)]
    return sum(int(centre > 125) << bit for bit, centre in enumerate(centres))


def tone_hz(number: int) -> int:
    """The pitch that belongs to `number`, in hertz."""
    return BASE_HZ + STEP_HZ * number


def tone(number: int, start_sample: int, samples: int) -> NDArray[np.int16]:
    """`samples` mono samples of the number's tone, phase-continuous from `start_sample`."""
    at = np.arange(start_sample, start_sample + samples) / SAMPLE_RATE
    return (9_000 * np.sin(2 * np.pi * tone_hz(number) * at)).astype(np.int16)


def heard(samples: NDArray[np.int16], threshold: float = 0.2) -> set[int]:
    """Numbers whose tones stand out in `samples` (mono, half a second or more)."""
    windowed = samples.astype(np.float64) * np.hanning(len(samples))
    spectrum = np.abs(np.fft.rfft(windowed))
    full = 9_000 * len(samples) / 4
    found = set()
    for number in range(1 << BITS):
        centre = round(tone_hz(number) * len(samples) / SAMPLE_RATE)
        if spectrum[max(0, centre - 2) : centre + 3].max() > threshold * full:
            found.add(number)
    return found
