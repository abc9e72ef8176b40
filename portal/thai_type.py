"""Sarabun prepared for PDF, so that the text layer says what was typed, whoever extracts it.

A shaper splits ำ into ํ and า, and a PDF maps each glyph to one text. So either every า of the document is
read as ำ ("สำนักงำน"), or ำ is read as two letters that no search for สำนักงาน finds. Here ํ (with its tone
mark) and the า after it become one glyph again, after all other substitutions; what one sees stays the same.
"""

import io
from functools import cache

import fontpkg
from fontTools.otlLib.builder import LigatureSubstBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

FAMILY = "Portal Sarabun"
"""Its name in stylesheets: not «Sarabun», which the machine's own copy would answer to."""
WEIGHTS = (400, 700)
_NIKHAHIT = "uni0E4D"
_SARA_AA = "uni0E32"
_BASE = 1  # glyph class of GDEF


@cache
def sarabun(weight: int) -> bytes:
    """Return the TrueType font of one of WEIGHTS; the same bytes every time."""
    font = TTFont(fontpkg.path("Sarabun", weight), recalcTimestamp=False)
    raised = [name for name in font.getGlyphOrder() if name.startswith(_NIKHAHIT)]
    ligatures = {(mark, _SARA_AA): _drawn_together(font, mark) for mark in raised}
    font.setGlyphOrder(list(font["glyf"].glyphOrder))
    _substitute(font, ligatures)
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def _drawn_together(font: TTFont, mark: str) -> str:
    """Add a glyph made of a mark over the letter before, and า; return its name."""
    name = f"{mark}.{_SARA_AA}"
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = [_component(part) for part in (mark, _SARA_AA)]
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][_SARA_AA][0], glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = _BASE
    return name


def _component(part: str) -> GlyphComponent:
    component = GlyphComponent()
    component.glyphName = part
    component.x = component.y = 0
    component.flags = 0x0004  # offsets on the grid
    return component


def _substitute(font: TTFont, ligatures: dict[tuple[str, str], str]) -> None:
    """Let the ligatures come last of what Thai text always goes through."""
    table = font["GSUB"].table
    builder = LigatureSubstBuilder(font, None)
    builder.ligatures = ligatures
    builder.lookup_index = len(table.LookupList.Lookup)
    table.LookupList.Lookup.append(builder.build())
    table.LookupList.LookupCount += 1
    thai = next(script.Script for script in table.ScriptList.ScriptRecord if script.ScriptTag == "thai")
    for index in thai.DefaultLangSys.FeatureIndex:
        record = table.FeatureList.FeatureRecord[index]
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex.append(builder.lookup_index)
            record.Feature.LookupCount += 1
