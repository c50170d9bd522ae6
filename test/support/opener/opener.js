// Shows the chat when `npm start` opens VS Code for the first time; afterwards VS Code remembers it.
'use strict';
const vscode = require('vscode');

exports.activate = async (context) => {
  if (context.globalState.get('isOpened')) return;
  await vscode.commands.executeCommand('flightdeck.focusChat');
  await context.globalState.update('isOpened', true);
};
