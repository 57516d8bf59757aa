#!/usr/bin/python3
"""Draws the printable ASCII of DejaVu Sans Mono with ffmpeg and prints the table of session/src/picture/glyphs.cpp: the letters of pictures
and films, which so need no font on the machine. Run by hand; ffmpeg and fonts-dejavu-core are needed."""
import subprocess

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
WIDTH, HEIGHT, SIZE = 9, 18, 15

print("// Made by tools/make_glyphs.py from DejaVu Sans Mono (Bitstream Vera licence). Characters 32 to 126.")
print("constexpr std::array<Glyph, kGlyphs> kGlyphTable{{")
for code in range(32, 127):
    with open("/tmp/glyph.txt", "w", encoding="ascii") as file:
        file.write(chr(code))
    drawn = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"color=black:s={WIDTH}x{HEIGHT}:d=0.04,format=gray", "-vf",
         f"drawtext=fontfile={FONT}:textfile=/tmp/glyph.txt:expansion=none:fontsize={SIZE}:fontcolor=white:x=0:y=14-max_glyph_a",
         "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "gray", "-"], capture_output=True, check=True)
    pixels = drawn.stdout
    rows = [sum(1 << x for x in range(WIDTH) if pixels[y * WIDTH + x] > 110) for y in range(HEIGHT)]
    print("    {{" + ", ".join(f"0x{row:03x}" for row in rows) + "}},")
print("}};")
