#!/usr/bin/env node
// `npm test [-- SUITE …]`: installs what is missing, runs the suites, ends with one line for all of them.
import { checkNode, ensureHome, installPackages } from './bootstrap.mjs';
import { giveUp, say } from './steps.mjs';
import { openTestRun } from './testRun.mjs';

const EVERYTHING = ['check', 'unit', 'cli', 'host', 'e2e'];
const SUITES = [...EVERYTHING, 'desktop'];

checkNode();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !SUITES.includes(name));
if (unknown) giveUp(`There is no suite "${unknown}".`, `npm test [-- ${SUITES.join(' | ')}]`);
ensureHome();
await installPackages();

const testRun = openTestRun();
const { runSuites } = await import('./suites/index.mjs');
const suites = await runSuites(new Set(wanted.length > 0 ? wanted : EVERYTHING));
const { line, isGood } = await testRun.close(suites);
say(line);
process.exit(isGood ? 0 : 1);
