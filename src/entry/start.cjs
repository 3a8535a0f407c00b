'use strict'
// A file of its own, since a Node too old for `import()` would fail on reading the word, before any line could run.
import('./cli.js').catch(error => {
  process.stderr.write(`netsplit could not be started. Please report it.\n${error?.stack ?? error}\n`)
  process.exit(70)
})
