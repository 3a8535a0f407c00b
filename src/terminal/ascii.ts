/** What stands for a glyph where a terminal shows ASCII alone: lines as `+ - |`; good, bad and unsure as `+ x ?`. */
const ASCII: ReadonlyMap<string, string> = new Map(
  [
    ['─━', '-='],
    ['│┃', '||'],
    ['╭╮╰╯├┤┬┴┼', '+++++++++'],
    ['┏┓┗┛', '===='],
    ['╌╎┄┇╳', '.:.:x'],
    ['●○◆·×✓✗≠', '*o@.x+x!'],
    ['▸◄►…–−’‘“”«»', `><>~--''""""`],
  ].flatMap(([glyphs = '', plain = '']) => [...glyphs].map((glyph, i) => [glyph, plain[i] ?? '?'] as const)),
)

/** A glyph of one column in ASCII; `?` for one that nothing stands for. */
export function asciiGlyph(glyph: string): string {
  return glyph < '\x80' ? glyph : (ASCII.get(glyph) ?? '?')
}
