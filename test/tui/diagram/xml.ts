/** An element of a parsed file. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Its own text, references resolved. */
  readonly text: string
}

/**
 * A small strict parser for the XML that the program writes: elements, quoted attributes, text and the five references.
 * Everything else (comments, sections, instructions) is a fault here, as is whatever XML forbids.
 */
export function parseXml(source: string): Element {
  let at = 0
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: ${JSON.stringify(source.slice(at, at + 60))}`)
  }
  const take = (pattern: RegExp, what: string): RegExpExecArray => {
    const sticky = new RegExp(pattern.source, 'uy')
    sticky.lastIndex = at
    const match = sticky.exec(source)
    if (!match) return fail(`expected ${what}`)
    at = sticky.lastIndex
    return match
  }
  const element = (): Element => {
    const name = take(/<([a-zA-Z][\w-]*)/, 'an element')[1] ?? ''
    const attributes: Record<string, string> = {}
    while (/^\s+[a-zA-Z]/.test(source.slice(at, at + 20))) {
      const [, key = '', value = ''] = take(/\s+([a-zA-Z][\w:-]*)="([^"<]*)"/, 'an attribute')
      if (key in attributes) fail(`${key} twice`)
      attributes[key] = resolved(value)
    }
    if (take(/\/?>/, 'the end of a tag')[0] === '/>') return { name, attributes, children: [], text: '' }
    const children: Element[] = []
    let text = ''
    while (!source.startsWith('</', at)) {
      if (source[at] === '<') children.push(element())
      else text += resolved(take(/[^<]+/, 'text')[0])
    }
    take(new RegExp(`</${name}>`), `</${name}>`)
    return { name, attributes, children, text }
  }
  const root = element()
  take(/\s*$/, 'the end of the file')
  return root
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function resolved(text: string): string {
  const wrong = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text)
  if (wrong) throw new Error(`a character that XML does not know: ${JSON.stringify(wrong[0])}`)
  return text.replace(/&(\w*;?)/g, (_, reference: string) => {
    const found = REFERENCES[reference.slice(0, -1)]
    if (found === undefined || !reference.endsWith(';')) throw new Error(`a bare & before «${reference}»`)
    return found
  })
}
