"""Make the font of the charts: the part of Noto Sans CJK SC that English and Chinese labels need.

Run it where Debian's package fonts-noto-cjk is installed:

    python scripts/subset_font.py

The result is committed, so that charts have Chinese letters on machines without Chinese fonts.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SOURCE_FAMILY = "Noto Sans CJK SC"
TARGET = Path(__file__).parent.parent / "data" / "fonts" / "epochbot-sans.otf"
FAMILY = "Epochbot Sans"
"""A name of its own, so that a machine with the whole Noto font draws the same chart."""

COPYRIGHT, FAMILY_NAME, FULL_NAME, POSTSCRIPT_NAME = 0, 1, 4, 6
NAMES_TO_KEEP = [COPYRIGHT, FAMILY_NAME, 2, FULL_NAME, 5, POSTSCRIPT_NAME, 7, 13, 14]
SYMBOLS = "–—‘’“”…·•×÷±−≈≠≤≥≡∞√∑∂Δ∇αβγεηθλμσ→←↑↓⇒✓●○■□▲△▼▽◆◇★☆①②③④⑤⑥⑦⑧⑨⑩²³°‰€£¥"
RARER_CHINESE = "熵鸢"
"""Characters of charts that are not among the most used."""
CHINESE_SIGNS = "，。、；：？！（）《》〈〉「」『』【】〔〕～％＋－＝／％￥　"


def gb2312_level_1() -> set[str]:
    """The 3,755 most used Chinese characters: rows 16 to 55 of the standard GB 2312."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return {code.decode("gb2312") for code in codes if code < b"\xd7\xfa"}


def characters() -> set[str]:
    """Every character that the font can show."""
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    return latin | gb2312_level_1() | set(SYMBOLS + CHINESE_SIGNS + RARER_CHINESE)


def source_font() -> TTFont:
    """The simplified Chinese member of Debian's font collection."""
    for font in TTCollection(SOURCE, lazy=True).fonts:
        if font["name"].getDebugName(FAMILY_NAME) == SOURCE_FAMILY:
            return font
    raise LookupError(f"{SOURCE} holds no {SOURCE_FAMILY}; expected Debian's fonts-noto-cjk")


def options() -> Options:
    """Keep outlines, kerning, copyright and licence; leave out what a chart never uses."""
    chosen = Options()
    chosen.hinting = False
    chosen.layout_features = ["kern"]
    chosen.name_IDs = NAMES_TO_KEEP
    chosen.name_languages = [0x409]
    chosen.notdef_outline = True
    chosen.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    return chosen


def rename(font: TTFont) -> None:
    """Give the font its own family name; its copyright and licence stay."""
    names = {FAMILY_NAME: FAMILY, FULL_NAME: FAMILY, POSTSCRIPT_NAME: FAMILY.replace(" ", "-")}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    compact = font["CFF "].cff
    compact.fontNames = [names[POSTSCRIPT_NAME]]
    compact[0].FamilyName = compact[0].FullName = FAMILY


def main() -> None:
    """Write the subset and say how large it became."""
    font = source_font()
    subsetter = Subsetter(options())
    subsetter.populate(text="".join(sorted(characters())))
    subsetter.subset(font)
    rename(font)
    font.save(TARGET)
    shown = len(font.getBestCmap())
    print(f"{TARGET.name}: {shown} characters, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
