"""Run on the PC: a program under a console of some code page, once into a pipe and once onto the screen.

What PowerShell or the Command Prompt do: they have a console, and programs that they start share it. Arguments: the
code page, then the program. Prints what came through the pipe as hexadecimal digits, and the text on the screen, as JSON.
"""

import ctypes
import json
import subprocess
import sys
from ctypes import wintypes

_READ_WRITE, _SHARED, _EXISTING = 0xC0000000, 3, 3
_WIDTH, _HEIGHT = 250, 60
kernel32 = ctypes.windll.kernel32


def main(page: int, command: list[str]) -> None:
    """Do both, and print what came of it."""
    kernel32.FreeConsole()
    if not kernel32.AllocConsole():
        sys.exit("no console to be had")
    if not (kernel32.SetConsoleOutputCP(page) and kernel32.SetConsoleCP(page)):
        sys.exit(f"no code page {page}")
    piped = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=100,
        check=False,
    )
    kernel32.CreateFileW.restype = wintypes.HANDLE
    screen = kernel32.CreateFileW("CONOUT$", _READ_WRITE, _SHARED, None, _EXISTING, 0, None)
    kernel32.SetConsoleScreenBufferSize(wintypes.HANDLE(screen), wintypes._COORD(_WIDTH, _HEIGHT))
    with open("CONOUT$", "w", encoding="utf-8") as out:  # noqa: PTH123 - a device, not a path
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=100, check=False)
    shown = [_line(screen, at) for at in range(_HEIGHT)]
    told = {
        "page": kernel32.GetConsoleOutputCP(),
        "pipe": piped.stdout.hex(),
        "screen": "\n".join(shown).rstrip(),
    }
    sys.stdout.write(json.dumps(told))


def _line(screen: int, at: int) -> str:
    text, count = ctypes.create_unicode_buffer(_WIDTH + 1), wintypes.DWORD()
    place = wintypes._COORD(0, at)
    kernel32.ReadConsoleOutputCharacterW(wintypes.HANDLE(screen), text, _WIDTH, place, ctypes.byref(count))
    return text.value.rstrip()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
