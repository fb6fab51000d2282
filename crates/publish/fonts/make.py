"""Makes the fonts of this folder; see README.md. Needs fonttools and brotli.

python3 make.py 'SourceSerif4[opsz,wght].ttf' NotoSerifCJK-Regular.ttc
"""

import sys

import brotli
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

latin, cjk = sys.argv[1:]


def cut(font, characters, features):
    options = subset.Options()
    options.layout_features = features
    options.name_IDs = ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


# "Source" is a reserved font name, so what is made of Source Serif 4 has a name of its own.
for style, weight in [("Regular", 400), ("Semibold", 600)]:
    font = instancer.instantiateVariableFont(TTFont(latin), {"wght": weight, "opsz": 28})
    cut(font, font.getBestCmap(), ["ccmp", "kern", "liga", "locl", "mark", "mkmk"])
    family = "Colloquy Serif"
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in {0, 8, 9, 11, 13, 14}]
    for number, name in {
        1: family if style == "Regular" else f"{family} {style}",
        2: "Regular",
        3: f"{family} {style}; from Source Serif 4, wght {weight}, opsz 28",
        4: f"{family} {style}",
        5: "Version 4.004",
        6: f"ColloquySerif-{style}",
        16: family,
        17: style,
    }.items():
        names.setName(name, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font.save(f"ColloquySerif-{style}.ttf")

# Han of the Unicode basic block in Chinese forms, every Hangul syllable, kana, CJK punctuation and full-width forms.
blocks = [(0x3000, 0x3100), (0x3130, 0x3190), (0x31F0, 0x3200), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0xFF00, 0xFFF0)]
characters = {letter for start, end in blocks for letter in range(start, end)}
font = TTFont(cjk, fontNumber=2)
cut(font, characters | set(map(ord, "·—‘’“”…")), ["ccmp", "kern"])
font.save("NotoSerifCJKsc-Regular.otf")
with open("NotoSerifCJKsc-Regular.otf", "rb") as plain, open("NotoSerifCJKsc-Regular.otf.br", "wb") as small:
    small.write(brotli.compress(plain.read(), quality=11, lgwin=24))
