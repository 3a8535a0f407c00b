// The licences of what is bundled: most of them ask to be shipped with every copy.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text that names each bundled package with its version and licence, from the paths that went into a bundle. */
export function thirdPartyNotices(inputs, root) {
  const folders = new Set(inputs.map(packageFolder).filter(folder => folder !== null))
  const parts = [...folders].sort().map(folder => notice(join(root, folder)))
  return `netsplit contains the following packages.\n\n${parts.join(`\n${'-'.repeat(78)}\n\n`)}`
}

/** `node_modules/ink` of `node_modules/ink/build/ink.js`; the innermost one of nested packages. */
function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'))
  return match ? match[1] : null
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (typeof license !== 'string') throw new Error(`${folder} does not say its licence: find out and write it down`)
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry) && existsSync(join(folder, entry)))
  const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
  return `${name} ${version} (${license})\n${text}`
}
