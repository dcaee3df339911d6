"""Make resources/fonts from the npm package inter-ui: TrueType files cut down to what the window shows.

Not part of any build: run by hand when the typeface is renewed, and commit what it writes.

    npm pack inter-ui && tar xzf inter-ui-*.tgz
    pip install fonttools brotli
    python packaging/fonts/make_fonts.py package
"""

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
LICENCE = ROOT / "LICENSES" / "OFL-Inter.txt"

FACES = (
    "web/Inter-Regular",
    "web/Inter-Medium",
    "web/Inter-SemiBold",
    "web/Inter-Bold",
    "display/InterDisplay-SemiBold",
    "display/InterDisplay-Bold",
)

# What people write in names and notes in the languages of the Latin script, and the signs of the interface.
CHARACTERS = (
    range(0x0020, 0x007F),  # Basic Latin
    range(0x00A0, 0x0100),  # Latin-1
    range(0x0100, 0x0180),  # Latin Extended-A
    range(0x0218, 0x021C),  # Romanian S and T with comma below
    range(0x1E80, 0x1E86),  # Welsh W with accents
    range(0x1E9E, 0x1E9F),  # capital sharp s
    range(0x02C6, 0x02DE),  # spacing accents
    range(0x0300, 0x0305),  # combining accents: decomposed text pasted from macOS
    range(0x0306, 0x030D),
    range(0x0326, 0x0329),
    range(0x2010, 0x2028),  # dashes, quotes, bullet, ellipsis
    range(0x202F, 0x2030),  # narrow no-break space
    range(0x2030, 0x203B),
    range(0x2044, 0x2045),  # fraction slash
    range(0x2070, 0x208F),  # superscript and subscript digits
    range(0x20AC, 0x20AD),  # euro
    range(0x2122, 0x2123),
    range(0x2150, 0x215F),  # fractions
    range(0x2190, 0x219A),  # arrows
    range(0x2212, 0x2213),  # minus
    range(0x2248, 0x2249),
    range(0x2260, 0x2266),
    range(0x2713, 0x2714),  # check
)

# Tabular digits, capitals beside digits, contextual forms, slashed zero, and what accents need.
FEATURES = ["tnum", "kern", "calt", "case", "zero", "ccmp", "locl", "mark", "mkmk", "frac"]


def make_face(source: Path, target: Path) -> None:
    """Cut one WOFF2 file down and write it as TrueType."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]  # names, version, licence
    options.name_languages = [0x409]
    options.hinting = False
    options.notdef_outline = True
    font = TTFont(source)
    font.flavor = None
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[code for block in CHARACTERS for code in block])
    cut.subset(font)
    font.save(target, reorderTables=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make resources/fonts from the npm package inter-ui.")
    parser.add_argument("package", type=Path, help="the folder named package that the archive holds")
    package: Path = parser.parse_args().package
    FONTS.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        target = FONTS / f"{Path(face).name}.ttf"
        make_face(package / f"{face}.woff2", target)
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1024:.0f} KB")
    LICENCE.write_text((package / "LICENSE.txt").read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
