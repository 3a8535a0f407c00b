#!/usr/bin/env node
// biome-ignore-all lint/style/useTemplate: an old Node reads no templates
'use strict'
// The first file that runs, written so that any Node ever made can read it: all it does is to tell whoever has one
// that is too old. What needs a newer one is in the next file, which an old one never gets to read. (No call here goes
// over several lines: the formatter would end it with a comma that an old Node doesn't understand.)
var found = process.versions.node
var told = 'netsplit needs Node 20 or newer; this is Node ' + found + '.'
var help = ' A newer one is at https://nodejs.org; with nvm: nvm install 20'

if (parseInt(found, 10) < 20) {
  process.stderr.write(told + help + '\n')
  process.exit(2)
} else {
  require('./start.cjs')
}
