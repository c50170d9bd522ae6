import * as vscode from 'vscode';
import { inertSentence, type Inert } from './inertText';

/** A sentence in the person's language; what is put into it is inert. */
export function t(sentence: string, ...values: readonly (string | number)[]): Inert {
  return inertSentence(vscode.l10n.t, sentence, values);
}
