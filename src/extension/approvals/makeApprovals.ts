import * as path from 'node:path';
import type * as vscode from 'vscode';
import { describe } from '../base/describeError';
import { Approvals } from '../permissions/approvals';
import { Ledger } from '../permissions/decisionLog';
import { LedgerFile, noLedgerStore } from '../permissions/decisionLogFile';
import { RuleFile } from '../rules/ruleFile';
import { Rules } from '../rules/rules';

/** The approvals of the window's folder, kept where the editor keeps what belongs to it. */
export function makeApprovals(
  context: vscode.ExtensionContext,
  folder: string,
  log: vscode.LogOutputChannel,
): Approvals {
  const place = context.storageUri?.fsPath;
  const store = place ? new LedgerFile(path.join(place, 'decisions.jsonl')) : noLedgerStore;
  const onError = (error: unknown) => log.error(`The approvals failed: ${describe(error)}`);
  return new Approvals({
    rules: new Rules({
      store: context.workspaceState,
      everywhere: new RuleFile(path.join(context.globalStorageUri.fsPath, 'rules.json')),
      folder,
      onError,
    }),
    ledger: new Ledger(store, onError),
    folder,
    onError,
  });
}
