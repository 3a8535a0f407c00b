/** What stands for a glyph where a terminal shows ASCII alone: lines as `+ - |`; good, bad and unsure as `+ x ?`. */
const ASCII: ReadonlyMap<string, string> = new Map(
  [
    ['─━', '-='],
    ['│┃', '||'],
    ['╭╮╰╯├┤┬┴┼', '+++++++++'],
    ['┏┓┗┛', '===='],
    ['╌╎┄┇', '.:.:'],
    ['▁▂▃▄▅▆▇█', '___:::##'],
    ['●○◆·×✓✗≠', '*o@.x+x!'],
    ['▸◄►…–−’‘“”«»', `><>~--''""""`],
  ].flatMap(([glyphs = '', plain = '']) => [...glyphs].map((glyph, i) => [glyph, plain[i] ?? '?'] as const)),
)

/** A glyph in ASCII: a letter without its accents, and `?` for what nothing stands for. */
export function asciiGlyph(glyph: string): string {
  const base = glyph.slice(0, 1)
  return base < '\x80' ? base : (ASCII.get(glyph) ?? '?')
}

/** Whether a character is one of the program's own glyphs: each is one column wide, and joins no other. */
export function isOwnGlyph(glyph: string): boolean {
  return ASCII.has(glyph)
}
