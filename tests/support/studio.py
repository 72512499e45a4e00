"""Cameras and microphones for browsers: pictures drawn by ffmpeg, voices spoken by espeak-ng, from files."""

from __future__ import annotations

import subprocess
from pathlib import Path

PICTURE = (640, 360)
FRAMES_PER_S = 10
SMOOTH_PER_S = 25
LENGTH_S = 4


def film(path: Path, colour: str, label: str) -> Path:
    """A Y4M of a plain colour with a moving bar and a Latin label, for Chromium's fake camera."""
    width, height = PICTURE
    font = "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf"
    draw = (
        f"drawbox=x='mod(t*160,{width})':y=0:w=40:h={height}:color=white@0.5:t=fill,"
        f"drawtext=fontfile={font}:text='{label}':fontsize=64:fontcolor=white:x=(w-tw)/2:y=(h-th)/2"
    )
    source = f"color=c={colour}:s={width}x{height}:r={FRAMES_PER_S}:d={LENGTH_S}"
    _run(
        "ffmpeg",
        "-y",
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        source,
        "-vf",
        draw,
        "-pix_fmt",
        "yuv420p",
        str(path),
    )
    return path


def voice(path: Path, text: str) -> Path:
    """A 48 kHz WAV of a Vietnamese sentence, for Chromium's fake microphone."""
    raw = path.with_suffix(".raw.wav")
    _run("espeak-ng", "-v", "vi", "-s", "150", "-w", str(raw), text)
    _run("ffmpeg", "-y", "-v", "error", "-i", str(raw), "-ar", "48000", "-ac", "1", str(path))
    raw.unlink()
    return path


def lively(path: Path) -> Path:
    """A Y4M in which everything moves: a hall with people in it."""
    return _drawn(path, "testsrc2", SMOOTH_PER_S)


def darkness(path: Path) -> Path:
    """A Y4M of black pictures: a camera with its cap on."""
    return _drawn(path, "color=c=black", FRAMES_PER_S)


def _drawn(path: Path, source: str, rate: int) -> Path:
    width, height = PICTURE
    shape = f"{source}{':' if '=' in source else '='}s={width}x{height}:r={rate}:d={LENGTH_S}"
    _run("ffmpeg", "-y", "-v", "error", "-f", "lavfi", "-i", shape, "-pix_fmt", "yuv420p", str(path))
    return path


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=60)
