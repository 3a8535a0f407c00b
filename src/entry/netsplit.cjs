#!/usr/bin/env node
'use strict'
// The first file that runs, written so that any Node ever made can read it: all it does is to tell whoever has one
// that is too old. What needs a newer one is in the next file, which an old one never gets to read.
var needed = 20
var found = process.versions.node

if (parseInt(found, 10) < needed) {
  process.stderr.write(
    'netsplit needs Node ' +
      needed +
      ' or newer; this is Node ' +
      found +
      '. A newer one is at https://nodejs.org, and with nvm: nvm install ' +
      needed +
      '\n'
  )
  process.exit(2)
} else {
  require('./start.cjs')
}
