// Plain replacements for native modules of VS Code that would have to be compiled.
import fs from 'node:fs';
import path from 'node:path';

/** Without a logger module no log file is written, and the Output panel, which shows those, stays empty. */
const SPDLOG = `'use strict';
const fs = require('fs');
const path = require('path');
const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
let globalLevel = 2;
class Logger {
  constructor(name, file) {
    this.name = name;
    this.file = file;
    this.level = globalLevel;
    this.hasPattern = true;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.closeSync(fs.openSync(file, 'a'));
  }
  write(level, text) {
    if (level < this.level || !this.file) return;
    const local = new Date(Date.now() - new Date().getTimezoneOffset() * 60000);
    const time = local.toISOString().replace('T', ' ').slice(0, -1);
    try {
      fs.appendFileSync(this.file, this.hasPattern ? time + ' [' + LEVELS[level] + '] ' + text + '\\n' : text);
    } catch {} // the folder may be gone while VS Code ends
  }
  trace(text) { this.write(0, text); }
  debug(text) { this.write(1, text); }
  info(text) { this.write(2, text); }
  warn(text) { this.write(3, text); }
  error(text) { this.write(4, text); }
  critical(text) { this.write(5, text); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.hasPattern = false; }
  flush() {}
  drop() { this.file = undefined; }
}
const make = async (name, file) => new Logger(name, file);
exports.version = 0;
exports.setLevel = (level) => { globalLevel = level; };
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = make;
exports.createAsyncRotatingLogger = make;
exports.Logger = Logger;
`;

/** The git extension copies files with it. */
const COPY_FILE = `'use strict';
const fs = require('fs');
exports.copyFile = (from, to, mode) => fs.promises.copyFile(from, to, mode);
exports.copyFileSync = (from, to, mode) => fs.copyFileSync(from, to, mode);
exports.cp = (from, to, options) => fs.promises.cp(from, to, options);
exports.isCloneSupported = () => false;
exports.constants = fs.constants;
`;

const DEVICE_ID = `'use strict';
exports.getDeviceId = async () => '00000000-0000-4000-8000-000000000000';
`;

/** Ends the extension host when the server is gone. */
const WATCHDOG = `'use strict';
exports.start = (pid) => {
  setInterval(() => {
    try { process.kill(pid, 0); } catch { process.exit(87); }
  }, 1000).unref();
};
`;

export function writeStandIns(modulesFolder) {
  const sources = {
    '@vscode/spdlog': SPDLOG,
    '@vscode/fs-copyfile': COPY_FILE,
    '@vscode/deviceid': DEVICE_ID,
    '@vscode/native-watchdog': WATCHDOG,
  };
  for (const [name, source] of Object.entries(sources)) {
    const folder = path.join(modulesFolder, name);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name, version: '0.0.0', main: 'index.js' }),
    );
    fs.writeFileSync(path.join(folder, 'index.js'), source);
  }
}
