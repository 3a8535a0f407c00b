/**
 * What stands for a glyph where a terminal shows ASCII alone: lines as `+ - |`; good, bad and unsure as `V x ?`. Each
 * glyph is one column wide, and so is what stands for it: a screen in ASCII has everything where the other one has it.
 */
const ASCII: ReadonlyMap<string, string> = new Map(
  [
    ['─━', '-='],
    ['│┃', '||'],
    ['╭╮╰╯├┤┬┴┼└', '++++++++++'],
    ['┏┓┗┛┣┫', '====[]'],
    ['╌╎┄┇', '.:.:'],
    ['▁▂▃▄▅▆▇█░', '___:::##.'],
    ['▏▌╱╲', '||/\\'],
    ['●○◆◇·×✓✗≠', '*o@%.xVx!'],
    ['▸►▲▼◂◄', '>>^v<<'],
    ['→←↑↓❯›', '><^v>>'],
    ['…–—−±µ', '~---~u'],
    ['‘’“”«»', `''""""`],
    // A mark at a source; the source stands at the foot of the page under the same one.
    ['⁰¹²³⁴⁵⁶⁷⁸⁹', '0123456789'],
    // From ten on as in hexadecimal and beyond: there is one column.
    ['①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳', '123456789ABCDEFGHIJK'],
  ].flatMap(([glyphs = '', plain = '']) => [...glyphs].map((glyph, i) => [glyph, plain[i] ?? '?'] as const)),
)

/** A glyph in ASCII: a letter without its accents, and `?` for what nothing stands for. */
export function asciiGlyph(glyph: string): string {
  if (glyph <= '~' && glyph.length === 1) return glyph
  const own = ASCII.get(glyph)
  if (own !== undefined) return own
  const base = glyph.normalize('NFD').slice(0, 1)
  return base < '\x7f' ? base : '?'
}

/** Whether a character is one of the program's own glyphs: each is one column wide, and joins no other. */
export function isOwnGlyph(glyph: string): boolean {
  return glyph.length === 1 && isOwnCode(glyph.charCodeAt(0))
}

/** The same of its UTF-16 code, where that is at hand: drawing asks it for each glyph that is no Latin letter. */
export function isOwnCode(code: number): boolean {
  return OWN[code] === 1
}

/** A 1 for the code of each own glyph. All of them are single UTF-16 units. */
const OWN = new Uint8Array(0x10000)
for (const glyph of ASCII.keys()) OWN[glyph.charCodeAt(0)] = 1
