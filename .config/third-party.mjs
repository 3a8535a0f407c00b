// The licences of what is bundled: most of them ask to be shipped with every copy.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text that names each bundled package with its version and licence, from the paths that went into a bundle. */
export function thirdPartyNotices(inputs, root) {
  /** Each package's folder, with one of its files. */
  const packages = new Map()
  for (const input of inputs) {
    const folder = packageFolder(input)
    if (folder !== null) packages.set(folder, input)
  }
  const parts = [...packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, input]) => notice(root, folder, input))
  return `netsplit contains the following packages.\n\n${parts.join(`\n${'-'.repeat(78)}\n\n`)}`
}

/** `node_modules/ink` of `node_modules/ink/build/ink.js`; the innermost one of nested packages. */
function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'))
  return match ? match[1] : null
}

/** The MIT licence as its packages have it that come without a file: the text of their repository. */
const MIT_OF = {
  '@redis/client': 'Copyright (c) 2022-2023, Redis, inc.',
}

function mit(copyright) {
  return `MIT License

${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
}

function notice(root, folder, input) {
  const path = join(root, folder)
  const { name, version, ...said } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  // Some say it as packages did before 2015.
  const license = said.license ?? said.licenses?.map(({ type }) => type).join(' OR ')
  const file = readdirSync(path).find(entry => /^licen[cs]e/i.test(entry))
  // A package without a file for it (yoga-layout) says it at the top of each source.
  const text =
    file === undefined && license === 'MIT' && name in MIT_OF
      ? mit(MIT_OF[name])
      : file === undefined
        ? /\/\*[\s\S]*?copyright[\s\S]*?\*\//i.exec(readFileSync(join(root, input), 'utf8'))?.[0]
        : readFileSync(join(path, file), 'utf8').trim()
  if (typeof license !== 'string' || text === undefined) {
    throw new Error(
      `${folder} does not say its licence: find out whether it may be bundled, and write it down here`,
    )
  }
  return `${name} ${version} (${license})\n\n${text}\n`
}
